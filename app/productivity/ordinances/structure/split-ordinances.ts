import type { Line } from "./lines.ts"
import { articleMark, isDateLine, isTitleLike, numberLine, supplementaryMark, TITLE_SIGN } from "./marks.ts"

/**
 * The texts of a collection one by one. A new one begins at a title (○ and its name, or a name whose next lines are a number or a
 * date) once the text before has had an article or a 附則; a line of the number before the title belongs to it.
 */
export function splitOrdinances(lines: readonly Line[]): (readonly Line[])[] {
  const parts: (readonly Line[])[] = []
  let start = 0
  let substance = false
  for (let at = 0; at < lines.length; at++) {
    if (substance && isStart(lines, at)) {
      let from = at
      while (from > start && numbersTitle(lines[from - 1]!)) from--
      parts.push(lines.slice(start, from))
      start = from
      substance = false
    }
    const line = lines[at]!
    if (!line.rows && line.role !== "contents" && (articleMark(line.text) !== undefined || supplementaryMark(line.text) !== undefined)) substance = true
  }
  const rest = start === 0 ? lines : lines.slice(start)
  const before = parts.at(-1)
  // A title at the very end with nothing under it is none.
  if (before && !substance && !rest.some((line) => line.text.endsWith("。"))) parts[parts.length - 1] = [...before, ...rest]
  else parts.push(rest)
  return parts
}

function numbersTitle(line: Line): boolean {
  // 「附則（平成10年条例第5号）」 ends the text before.
  return !line.rows && supplementaryMark(line.text) === undefined && (numberLine(line.text) !== undefined || isDateLine(line.text))
}

function isStart(lines: readonly Line[], at: number): boolean {
  const line = lines[at]!
  if (line.rows || line.role === "aside" || line.role === "contents" || supplementaryMark(line.text) !== undefined || articleMark(line.text)) return false
  const near = () => [lines[at + 1], lines[at + 2]].some((next) => next !== undefined && numbersTitle(next)) || (lines[at - 1] !== undefined && numbersTitle(lines[at - 1]!))
  if (TITLE_SIGN.test(line.text)) return isTitleLike(line.text) || near()
  return isTitleLike(line.text) && near()
}
