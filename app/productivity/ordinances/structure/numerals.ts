/** Characters a number in a text of law may be printed with: 12, １２, 十二, 一二. */
export const NUMERAL = "0-9０-９〇一二三四五六七八九十百千"

const digits: Record<string, number> = { 〇: 0, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }
const places: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }

/** 12, １２, 十二, 百二十三, 一二三 → the number; undefined where it is none (「十百」, "", more than five digits). */
export function numberOf(printed: string): number | undefined {
  const text = printed.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
  if (/^\d{1,5}$/.test(text)) return Number(text)
  if (text === "" || text.length > 9) return undefined
  if (/^[〇一二三四五六七八九]+$/.test(text)) return text.length > 5 ? undefined : [...text].reduce((sum, digit) => sum * 10 + digits[digit]!, 0)
  let total = 0
  let digit = 0
  let before = 10_000
  for (const mark of text) {
    const place = places[mark]
    if (place === undefined) {
      const value = digits[mark]
      if (value === undefined || value === 0 || digit !== 0) return undefined
      digit = value
    } else {
      if (place >= before) return undefined
      total += (digit || 1) * place
      digit = 0
      before = place
    }
  }
  return total + digit
}

/** 123 → 百二十三. */
export function kanjiNumber(value: number): string {
  if (value === 0) return "〇"
  let rest = value
  let printed = ""
  for (const [mark, place] of [["千", 1000], ["百", 100], ["十", 10]] as const) {
    const count = Math.floor(rest / place)
    rest %= place
    if (count > 0) printed += (count > 1 ? kanjiDigit(count) : "") + mark
  }
  return printed + (rest > 0 ? kanjiDigit(rest) : "")
}

function kanjiDigit(value: number): string {
  // Past 9,999 the places run out; no text of law counts that far.
  return value > 9 ? String(value) : "〇一二三四五六七八九"[value]!
}

/** 123 → １２３. */
export function wideNumber(value: number): string {
  return String(value).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
}
