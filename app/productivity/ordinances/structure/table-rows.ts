/** A cell as printed; what it spans is known, not repeated. */
export interface Cell {
  text: string
  columns: number
  rows: number
}

// No table of a rulebook is wider or deeper; a span that says so is a mistake or an attack.
const WIDEST = 200
const DEEPEST = 5000

/**
 * A table in the house form: a line 「| a | b |」 a row. A cell that spans others stands once, in its first place, and leaves the
 * others empty, so that every row has the same columns and no word is there twice.
 */
export function tableRows(rows: readonly (readonly Cell[])[]): string[] {
  const below: number[] = []
  const grid: string[][] = []
  let width = 0
  for (const row of rows) {
    const line: string[] = []
    let column = 0
    const skipSpanned = () => {
      while ((below[column] ?? 0) > 0) {
        below[column]!--
        line[column++] = ""
      }
    }
    for (const cell of row) {
      skipSpanned()
      const columns = Math.min(Math.max(cell.columns, 1), WIDEST)
      const deep = Math.min(Math.max(cell.rows, 1), DEEPEST)
      for (let step = 0; step < columns && column < WIDEST; step++) {
        below[column] = deep - 1
        line[column++] = step === 0 ? cellText(cell.text) : ""
      }
      // Past the widest table the words go on in the last cell.
      if (column >= WIDEST && line[WIDEST - 1] !== undefined && !line.some((text) => text === cellText(cell.text))) line[WIDEST - 1] += ` ${cellText(cell.text)}`
    }
    while (column < below.length) {
      if ((below[column] ?? 0) > 0) {
        below[column]!--
        line[column] = ""
      }
      column++
    }
    width = Math.max(width, line.length)
    grid.push(line)
  }
  return grid
    .filter((line) => line.some((text) => text !== undefined && text !== ""))
    .map((line) => `| ${Array.from({ length: width }, (_, column) => line[column] ?? "").join(" | ")} |`)
}

function cellText(text: string): string {
  return text.replace(/\|/g, "｜").replace(/\s*\n\s*/g, " ").trim()
}
