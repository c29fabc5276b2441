/** Numbers as ordinances print them: 第十二条の三, 第１２条の３, 第12条の3; 号 and what lies below with their own signs. */
export type NumeralStyle = "kanji" | "zenkaku" | "ascii"

/** A number with its branches: 十二の三 is [12, 3]. */
export type Branched = readonly number[]

const KANJI = "〇一二三四五六七八九"
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }
const CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
export const DIGITS = "0-9０-９〇一二三四五六七八九十百千"

/** undefined where it is no number. */
export function readNumber(text: string): number | undefined {
  if (/^[0-9０-９]+$/.test(text)) return Number(text.normalize("NFKC"))
  if (/^[〇一二三四五六七八九]+$/.test(text)) return Number([...text].map((sign) => KANJI.indexOf(sign)).join(""))
  if (!/^[一二三四五六七八九十百千]+$/.test(text)) return undefined
  let sum = 0
  let digit = 0
  for (const sign of text) {
    const unit = UNITS[sign]
    if (unit === undefined) digit = KANJI.indexOf(sign)
    else {
      sum += (digit || 1) * unit
      digit = 0
    }
  }
  return sum + digit
}

export function writeNumber(value: number, style: NumeralStyle): string {
  if (style === "ascii") return String(value)
  if (style === "zenkaku") return String(value).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
  if (value === 0) return "〇"
  const parts = [
    [1000, "千"],
    [100, "百"],
    [10, "十"],
  ] as const
  let rest = value
  let written = ""
  for (const [unit, sign] of parts) {
    const digit = Math.floor(rest / unit)
    rest %= unit
    if (digit > 0) written += (digit > 1 ? KANJI[digit]! : "") + sign
  }
  return written + (rest > 0 ? KANJI[rest]! : "")
}

export function readBranched(text: string): Branched | undefined {
  const numbers = text.split("の").map(readNumber)
  return numbers.every((one) => one !== undefined) ? (numbers as number[]) : undefined
}

export function writeBranched(value: Branched, style: NumeralStyle): string {
  return value.map((one) => writeNumber(one, style)).join("の")
}

export function styleOf(text: string): NumeralStyle | undefined {
  if (/[０-９]/.test(text)) return "zenkaku"
  if (/[0-9]/.test(text)) return "ascii"
  return /[〇一二三四五六七八九十百千]/.test(text) ? "kanji" : undefined
}

/** Sign of a 項 or 号: what it counts with, and whether brackets stand round it. */
interface Sign {
  /** Signs of one list have one kind; a sign of another kind begins a list below. */
  kind: string
  /** undefined where the order depends on its list: イ is first of イロハ, second of アイウ. */
  value: Branched | undefined
}

export function readSign(label: string): Sign | undefined {
  const bracketed = /^[（(](.+)[）)]$/.exec(label)
  const inner = bracketed ? bracketed[1]! : label
  const brackets = bracketed ? `${label[0]}` : ""
  const branched = readBranched(inner)
  if (branched) return { kind: `${brackets}${styleOf(inner)}`, value: branched }
  const circled = CIRCLED.indexOf(inner)
  if (inner.length === 1 && circled >= 0) return { kind: `${brackets}circled`, value: [circled + 1] }
  if (/^[ァ-ヴ]+$/.test(inner) && inner.length <= 2) return { kind: `${brackets}kana`, value: undefined }
  if (/^[ｱ-ﾝ]$/.test(inner)) return { kind: `${brackets}half-kana`, value: undefined }
  if (/^[a-zａ-ｚ]$/.test(inner)) return { kind: `${brackets}letter`, value: undefined }
  if (/^[A-ZＡ-Ｚ]$/.test(inner)) return { kind: `${brackets}capital`, value: undefined }
  if (/^[ⅰ-ⅻⅠ-Ⅻ]$/.test(inner)) return { kind: `${brackets}roman`, value: undefined }
  return undefined
}

/** The sign for another number in the manner of one at hand: 四 → 五, (4) → (5), ② → ③. */
export function signLike(label: string, value: Branched): string {
  const bracketed = /^([（(])(.+)([）)])$/.exec(label)
  const [open, inner, close] = bracketed ? [bracketed[1]!, bracketed[2]!, bracketed[3]!] : ["", label, ""]
  if (CIRCLED.includes(inner)) return `${open}${CIRCLED[value[0]! - 1] ?? value[0]}${close}`
  return `${open}${writeBranched(value, styleOf(inner) ?? "zenkaku")}${close}`
}
