import { assemble } from "./assemble.ts"
import { type Line, lineOf, type Origin } from "./lines.ts"
import { appendixMark, articleMark, bracketed, headingMark, isDateLine, isTitleLike, listMark, numberLine, supplementaryMark, TITLE_SIGN } from "./marks.ts"
import type { ParsedOrdinance } from "./provision.ts"
import { splitOrdinances } from "./split-ordinances.ts"
import { UnreadableOrdinance } from "./unreadable-ordinance.ts"

/** Ordinances of a plain text: one or several, each line a line of print. */
export function* fromText(text: string, origin: Origin): Generator<ParsedOrdinance> {
  const lines = unwrapped(text)
  const parts = splitOrdinances(lines)
  let found = 0
  for (const part of parts) {
    const parsed = assemble(part, origin)
    if (!parsed) continue
    found++
    yield parsed
  }
  if (found === 0) {
    throw new UnreadableOrdinance("「第1条」「附則」「別表」のいずれも見つからず、題名や例規番号もないため、例規として読めません。")
  }
}

const NARROWEST = 20
const WIDEST = 60

/**
 * Text that was broken at the width of its page is put together again: a line as wide as the page that ends no sentence goes on in
 * the next, unless that begins something of its own.
 */
function unwrapped(text: string): Line[] {
  const lines: Line[] = []
  const raw = text.split(/\r\n|[\r\n\f\v\u2028\u2029]/)
  const page = pageWidth(raw)
  let before: { raw: string; line: Line } | undefined
  for (const one of raw) {
    const line = lineOf(one)
    if (!line) {
      before = undefined
      continue
    }
    if (page !== undefined && before && width(before.raw) >= page - 2 && !/[。」』]$/.test(before.line.text) && !beginsAnew(line)) {
      // Written back into the same line: the text before it may be long, so its parts are only joined.
      before.line.text += line.text
      before = { raw: one, line: before.line }
      continue
    }
    lines.push(line)
    before = { raw: one, line }
  }
  return lines
}

function beginsAnew(line: Line): boolean {
  const { text } = line
  return (
    articleMark(text)?.certain === true || listMark(text) !== undefined || headingMark(text) !== undefined || supplementaryMark(text) !== undefined ||
    appendixMark(text) !== undefined || bracketed(text) !== undefined || TITLE_SIGN.test(text) || numberLine(text) !== undefined || isDateLine(text) || isTitleLike(text) && line.indent > 2
  )
}

/** The width of the page, if the text was broken at one: many lines end there and hardly any goes beyond. */
function pageWidth(raw: readonly string[]): number | undefined {
  const counts = new Map<number, number>()
  let all = 0
  for (const line of raw) {
    const columns = width(line)
    if (columns === 0) continue
    all++
    counts.set(columns, (counts.get(columns) ?? 0) + 1)
  }
  const widths = [...counts.keys()].sort((a, b) => b - a)
  let beyond = 0
  for (const columns of widths) {
    const here = counts.get(columns)! + (counts.get(columns - 1) ?? 0)
    if (columns >= NARROWEST && columns <= WIDEST && here >= 4 && here >= all * 0.1) return columns
    beyond += counts.get(columns)!
    if (beyond > all * 0.03) return undefined
  }
  return undefined
}

/** Letters of full width. */
function width(line: string): number {
  let columns = 0
  for (const letter of line.trimEnd()) columns += letter.charCodeAt(0) < 0x100 || (letter >= "\uff61" && letter <= "\uff9f") ? 0.5 : 1
  return Math.ceil(columns)
}
