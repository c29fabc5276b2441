import { cleaned, widthOf } from "./plain-text.ts"

/** A piece of a line that stands apart from its neighbours: a whole line, or one column's share of it. */
export interface Cell {
  line: number
  text: string
  /** 0 in running text; in text laid out in columns, which column it begins in. */
  column: number
  /** How many empty lines come before it: two cells with the same number have none between them. */
  blanks: number
  page: number
}

interface Placed extends Cell {
  x: number
}

// oxlint-disable-next-line no-control-regex
const LINE_ENDS = /\r\n|[\n\r\u000b\u0085\u2028\u2029]/

/** An overview has some hundred lines. What is beyond these is some other text and is not looked at closely. */
const CELLS = 5_000
const CHARACTERS = 200_000
const LONGEST_LINE = 20_000

/** The cells of a text, and the lines that come after more than any plan has. */
export function readCells(text: string): { cells: Cell[]; rest: { line: number; text: string }[] } {
  const cells: Placed[] = []
  const rest: { line: number; text: string }[] = []
  let [blanks, page, rowsOfMany, characters] = [0, 0, 0, 0]
  text.split(LINE_ENDS).forEach((whole, at) => {
    if (whole === "") {
      blanks++
      return
    }
    if (whole.length <= LONGEST_LINE) characters += whole.length
    if (whole.length > LONGEST_LINE || characters > CHARACTERS || cells.length > CELLS) {
      const left = whole.trim()
      if (left !== "") rest.push({ line: at + 1, text: left })
      return
    }
    whole.split("\f").forEach((line, sheet) => {
      if (sheet > 0) {
        page++
        blanks++
      }
      const found = cellsOf(cleaned(line))
      if (found.length === 0) blanks++
      if (found.length > 1) rowsOfMany++
      for (const one of found) cells.push({ line: at + 1, column: 0, blanks, page, ...one })
    })
  })
  // Columns mean something only where the text keeps them.
  if (rowsOfMany >= 3) markColumns(cells)
  return { cells: cells.map(({ line, text, column, blanks, page }) => ({ line, text, column, blanks, page })), rest }
}

const NUMBER = /^(?:[Ⅰ-Ⅻⅰ-ⅻ①-⑳❶-❿⑴-⒇⒈-⒛・･●○◎◆◇■□•-]|[(（]?[0-9０-９]{1,2}[)）.．]?|[IVXＩＶＸ]{1,4}[.．]?)$/u

/** A tab or two spaces part two columns; one space does not. */
function cellsOf(line: string): { x: number; text: string }[] {
  const cells: { x: number; text: string }[] = []
  let [x, start, startX, spaces, spaceAt, tab] = [0, -1, 0, 0, 0, false]
  const close = (end: number) => {
    if (start >= 0) cells.push({ x: startX, text: line.slice(start, end) })
    start = -1
  }
  for (let at = 0; at < line.length; at++) {
    const char = line[at]!
    if (/\s/.test(char)) {
      if (spaces === 0) spaceAt = at
      spaces++
      if (char === "\t") {
        tab = true
        x = (Math.floor(x / 8) + 1) * 8
      } else x += widthOf(char)
      continue
    }
    // A number stays with its title however far they stand apart.
    if ((spaces > 1 || tab) && !(spaceAt - start <= 5 && NUMBER.test(line.slice(start, spaceAt)))) close(spaceAt)
    if (start < 0) {
      start = at
      startX = x
    }
    spaces = 0
    tab = false
    x += widthOf(char)
  }
  close(spaces > 0 ? spaceAt : line.length)
  return cells
}

/** Cells that begin within six columns of each other are in one column. */
function markColumns(cells: Placed[]): void {
  const starts = [...new Set(cells.map((cell) => cell.x))].sort((a, b) => a - b)
  const columns = new Map<number, number>()
  let column = 0
  starts.forEach((x, at) => {
    if (at > 0 && x - starts[at - 1]! > 6) column++
    columns.set(x, column)
  })
  for (const cell of cells) cell.column = columns.get(cell.x)!
}
