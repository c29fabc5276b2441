import type { Line } from "./lines.ts"
import { appendixMark, articleMark, bracketed, listMark, supplementaryMark } from "./marks.ts"
import { type Cell, tableRows } from "./table-rows.ts"

/** A cell with its lines, which may hold tables of their own. */
export interface LinedCell<L extends Line = Line> {
  cell: Cell
  lines: L[]
}

/**
 * A table as one line of rows; or, where the source only places its text by it (a page inside a table, 第1条 in one cell and its
 * words in the next), the lines in it.
 */
export function layoutLines<L extends Line>(rows: readonly (readonly LinedCell<L>[])[]): Line[] {
  const filled = rows.filter((row) => row.some((cell) => cell.lines.length > 0))
  if (filled.length === 0) return []
  if (isLayout(filled)) return filled.flatMap((row) => flattened(row))
  const printed = tableRows(rows.map((row) => row.map(({ cell, lines }) => ({ ...cell, text: lines.map(wordsOf).join(" ") }))))
  const { main, aside } = filled[0]!.flatMap((cell) => cell.lines)[0] as L & { main?: boolean; aside?: boolean }
  return [{ text: printed[0] ?? "", indent: 0, rows: printed, ...(main ? { main } : {}), ...(aside ? { aside } : {}) }]
}

function wordsOf(line: Line): string {
  return line.rows ? line.rows.map((row) => row.slice(2, -2)).join(" ／ ") : line.text
}

function isLayout(rows: readonly (readonly LinedCell[])[]): boolean {
  let articles = 0
  let nested = false
  let lines = 0
  for (const row of rows) {
    const full = row.filter((cell) => cell.lines.length > 0)
    for (const [at, cell] of full.entries()) {
      lines += cell.lines.length
      for (const [place, line] of cell.lines.entries()) {
        if (line.rows) nested = true
        else if (supplementaryMark(line.text) !== undefined || (bracketed(line.text) !== undefined && mark(cell.lines[place + 1]) !== undefined)) return true
        const article = mark(line)
        if (!article) continue
        const words = article.rest !== "" || article.caption !== "" ? line.text : (cell.lines[place + 1] ?? full[at + 1]?.lines[0])?.text
        // 「第3条｜市長｜教育委員会」 is a row of a 読替表: no sentence follows.
        if (full.length <= 2 && words !== undefined && /。/.test(words)) articles++
      }
    }
  }
  if (articles > 0) return true
  if (rows.every((row) => row.filter((cell) => cell.lines.length > 0).length <= 1) && (nested || lines > rows.length || rows.length === 1)) return true
  if (nested && lines > 10 && rows.every((row) => row.filter((cell) => cell.lines.length > 0).length <= 3)) return true
  const only = rows.length === 1 ? rows[0]!.filter((cell) => cell.lines.length > 0) : []
  return only.length === 2 && isMarkAlone(only[0]!.lines) && appendixMark(only[0]!.lines[0]!.text) === undefined
}

function mark(line: Line | undefined) {
  return line && !line.rows ? articleMark(line.text) : undefined
}

function isMarkAlone(lines: readonly Line[]): boolean {
  const text = lines.length === 1 && !lines[0]!.rows ? lines[0]!.text : ""
  if (text === "" || text.length > 20) return false
  const article = articleMark(text)
  if (article) return article.rest === "" && article.caption === ""
  return listMark(`${text}　・`)?.rest === "・"
}

function flattened(row: readonly LinedCell[]): Line[] {
  const lines: Line[] = []
  let before: Line | undefined
  for (const cell of row) {
    if (cell.lines.length === 0) continue
    if (!before && isMarkAlone(cell.lines)) {
      before = cell.lines[0]!
      continue
    }
    const [first, ...others] = cell.lines
    if (before && first && !first.rows) lines.push({ ...first, ...before, text: `${before.text}　${first.text}` }, ...others)
    else lines.push(...(before ? [before] : []), ...cell.lines)
    before = undefined
  }
  if (before) lines.push(before)
  return lines
}
