import { parse } from "csv-parse/sync"
import iconv from "iconv-lite"
import { refusal } from "../http/refusal.ts"

export interface TableRow {
  /** As a spreadsheet counts: the heading is line 1. */
  line: number
  values: Record<string, string>
}

const MOST_ROWS = 20_000

/** The text of a file from Excel: UTF-8 with or without BOM, or Shift_JIS (CP932). */
export function textOfFile(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    return iconv.decode(Buffer.from(bytes), "cp932")
  }
}

/** Rows of a CSV (or tab-separated, as pasted from Excel) by the names in its heading. */
export function readTable(text: string, columns: readonly string[], field: string): TableRow[] {
  const say = (message: string) => refusal("invalid", "people.table", message, { field })
  const plain = text.replace(/^\uFEFF/, "").trim()
  if (plain === "") return []
  const delimiter = plain.split("\n", 1)[0]!.includes("\t") ? "\t" : ","
  let rows: string[][]
  try {
    rows = parse(plain, { delimiter, relax_column_count: true, skip_empty_lines: false, trim: true, max_record_size: 100_000 })
  } catch (error) {
    const line = (error as { lines?: number }).lines
    throw say(`CSVとして読めません${line ? `（${line}行目のあたり）` : ""}。引用符の閉じ忘れを確かめてください。`)
  }
  const heading = (rows[0] ?? []).map((name) => name.normalize("NFKC").trim())
  const unknown = heading.filter((name) => name !== "" && !columns.includes(name))
  if (unknown.length > 0) throw say(`1行目の「${unknown[0]!.slice(0, 30)}」という列は使えません。使える列：${columns.join("、")}`)
  if (!heading.includes(columns[0]!)) throw say(`1行目に列の名前が要ります。使える列：${columns.join("、")}`)
  if (rows.length - 1 > MOST_ROWS) throw say(`一度に取り込めるのは${MOST_ROWS}行までです。`)
  return rows
    .slice(1)
    .map((cells, at) => ({ line: at + 2, values: Object.fromEntries(heading.map((name, column) => [name, plainCell(cells[column] ?? "")])) }))
    .filter((row) => Object.values(row.values).some((value) => value !== ""))
}

/** The apostrophe our own exports put before what a spreadsheet would take for a formula. */
function plainCell(text: string): string {
  return text.replace(/^'(?=[=+\-@＝＋－＠])/, "").replaceAll("\u0000", "").trim()
}
