/** A line of a provision's text as a 例規集 lays it out. */
export interface TextLine {
  kind: "paragraph" | "item" | "caption" | "row"
  /** As printed: 「2」 of a 項, 「(1)」 or 「イ」 of a 号 and what is below; "" of the first 項. */
  mark: string
  /** 0 for a 号, 1 for what is below it, and so on. */
  depth: number
  text: string
  /** Where `text` begins in the provision's text. */
  start: number
  /** Which 項 the line belongs to, from 1. */
  paragraph: number
  /** The 号 the line is or belongs to: "1", "2-2"; "" outside of one. */
  item: string
  cells?: string[]
}

const PARAGRAPH = /^([0-9０-９]{1,3}|[①-⑳㉑-㉟㊱-㊿])[ 　]+/
const ITEM = /^- ([^ 　]{1,14})[ 　]+/
const CAPTION = /^[（(][^（）()。]{1,60}[）)]$/

/** The house form read back: 項, 号 with their depth, rows of a table. Every character but the marks is in one line's text. */
export function textLines(text: string): TextLine[] {
  const lines: TextLine[] = []
  let paragraph = 1
  let begun = false
  let item = ""
  let kinds: string[] = []
  let start = 0
  for (const line of text.split("\n")) {
    const push = (made: Omit<TextLine, "start" | "paragraph" | "item">, skipped: number) => lines.push({ ...made, start: start + skipped, paragraph, item })
    const listed = ITEM.exec(line) ?? /^(?:- )()/.exec(line)
    if (line.startsWith("|")) {
      push({ kind: "row", mark: "", depth: 0, text: line, cells: cellsOf(line) }, 0)
    } else if (listed) {
      const mark = listed[1]!
      const kind = kindOfMark(mark)
      const known = kinds.indexOf(kind)
      kinds = known < 0 ? [...kinds, kind] : kinds.slice(0, known + 1)
      const depth = kinds.length - 1
      if (depth === 0) item = itemNumber(mark)
      push({ kind: "item", mark, depth, text: line.slice(listed[0].length) }, listed[0].length)
      begun = true
    } else {
      const numbered = PARAGRAPH.exec(line)
      const caption = !numbered && CAPTION.test(line)
      if (!caption) {
        if (numbered) paragraph = valueOf(numbered[1]!) ?? paragraph + 1
        else if (!begun) paragraph = 1
        kinds = []
        item = ""
        begun = true
      }
      const skipped = numbered?.[0].length ?? 0
      push({ kind: caption ? "caption" : "paragraph", mark: numbered?.[1] ?? "", depth: 0, text: line.slice(skipped) }, skipped)
    }
    start += line.length + 1
  }
  return lines
}

function cellsOf(line: string): string[] {
  return line
    .replace(/^\|/, "")
    .replace(/\|\s*$/, "")
    .split("|")
    .map((cell) => cell.trim())
}

const KANJI = "〇一二三四五六七八九"

/** Marks of one kind are one level of a list. */
function kindOfMark(mark: string): string {
  const plain = mark.normalize("NFKC")
  const inner = /^\((.*)\)$/.exec(plain)?.[1]
  const of = (text: string) => {
    if (/^[〇一二三四五六七八九十百]+(の[〇一二三四五六七八九十]+)*$/.test(text)) return "kanji"
    if (/^[0-9]+(の[0-9]+)*$/.test(text)) return "digit"
    if (/^[ァ-ヴ]+$/.test(text)) return "kana"
    if (/^[ivx]+$/i.test(text)) return "roman"
    if (/^[a-z]$/i.test(text)) return "letter"
    return "other"
  }
  if (/^[①-⑳㉑-㉟㊱-㊿]$/.test(mark)) return "circled"
  return inner === undefined ? of(plain) : `(${of(inner)})`
}

/** 「(2の2)」「二の二」 → "2-2"; "" when the mark is no number. */
export function itemNumber(mark: string): string {
  const plain = mark.normalize("NFKC").replace(/^\((.*)\)$/, "$1")
  const parts = plain.split(/の/).map(valueOf)
  return parts.every((part) => part !== undefined) ? parts.join("-") : ""
}

function valueOf(printed: string): number | undefined {
  const plain = printed.normalize("NFKC")
  if (/^\d{1,4}$/.test(plain)) return Number(plain)
  if (!/^[〇一二三四五六七八九十百]+$/.test(plain)) return undefined
  let total = 0
  let digit = 0
  for (const mark of plain) {
    const place = mark === "十" ? 10 : mark === "百" ? 100 : 0
    if (place > 0) {
      total += (digit || 1) * place
      digit = 0
    } else digit = digit * 10 + KANJI.indexOf(mark)
  }
  return total + digit
}
