export type TextBlock = { line: string } | { rows: string[][] }

/** The lines of an amending text, with the rows of a 別表 taken together as the table they are. */
export function textBlocks(text: string): TextBlock[] {
  const blocks: TextBlock[] = []
  for (const line of text.split("\n")) {
    if (!/^　*\|.*\|$/.test(line)) {
      blocks.push({ line })
      continue
    }
    const cells = line.replace(/^　*\|\s*|\s*\|$/g, "").split("|").map((cell) => cell.trim())
    if (cells.every((cell) => /^:?-{3,}:?$/.test(cell))) continue
    const last = blocks.at(-1)
    if (last && "rows" in last) last.rows.push(cells)
    else blocks.push({ rows: [cells] })
  }
  return blocks
}
