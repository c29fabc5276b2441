import { parse } from "csv-parse/sync"
import iconv from "iconv-lite"
import { refusal } from "../../../../kernel/http/index.ts"
import { resultColumns } from "./columns.ts"

export interface SheetRow {
  /** As the spreadsheet counts. */
  line: number
  cells: Readonly<Record<string, string>>
}

const MOST_ROWS = 20_000
const HEAD_WITHIN = 10

const say = (message: string) => refusal("invalid", "findings.result-table", message, { field: "file" })

/** The rows of a 結果一覧表 (xlsx or CSV) by column title. Refuses what is none with one sentence. */
export async function readResultTable(name: string, bytes: Uint8Array): Promise<SheetRow[]> {
  if (bytes.length === 0) throw say("ファイルが空です。")
  const lines = isZip(bytes) ? await linesOfXlsx(bytes) : linesOfCsv(name, bytes)
  const head = lines.slice(0, HEAD_WITHIN).findIndex(({ cells }) => cells.includes("番号") && cells.includes("版"))
  if (head < 0) throw say("「番号」と「版」の列のある見出しの行が見つかりません。この画面から保存した結果一覧表を使ってください。")
  const titles = lines[head]!.cells
  const known = new Set(resultColumns.map(({ title }) => title))
  const unknown = titles.find((title) => title !== "" && !known.has(title))
  if (unknown) throw say(`見出しの「${unknown.slice(0, 30)}」という列は使えません。列を足さずに読み込んでください。`)
  const twice = titles.find((title, at) => title !== "" && titles.indexOf(title) !== at)
  if (twice) throw say(`見出しの「${twice}」が二つあります。`)
  const rows = lines.slice(head + 1).filter(({ cells }) => cells.some((cell) => cell !== ""))
  if (rows.length === 0) throw say("見出しの下に行がありません。")
  if (rows.length > MOST_ROWS) throw say(`一度に読み込めるのは${MOST_ROWS}行までです。`)
  return rows.map(({ line, cells }) => ({ line, cells: Object.fromEntries(titles.flatMap((title, at) => (title ? [[title, cells[at] ?? ""]] : []))) }))
}

interface Line {
  line: number
  cells: string[]
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b
}

async function linesOfXlsx(bytes: Uint8Array): Promise<Line[]> {
  const { default: excel } = await import("exceljs")
  const book = new excel.Workbook()
  try {
    await book.xlsx.load(bytes as never)
  } catch {
    throw say("Excel のファイルとして読めません。壊れているか、パスワードがかかっています。")
  }
  const page = book.worksheets[0]
  if (!page) throw say("シートがありません。")
  if (page.rowCount > MOST_ROWS + HEAD_WITHIN) throw say(`一度に読み込めるのは${MOST_ROWS}行までです。`)
  const lines: Line[] = []
  page.eachRow({ includeEmpty: false }, (row, line) => {
    const cells: string[] = []
    for (let at = 1; at <= resultColumns.length + 5; at++) cells.push(textOfCell(row.getCell(at).value))
    lines.push({ line, cells })
  })
  return lines
}

/** A cell as people see it: dates as days, formulas by their result, rich text as plain. */
function textOfCell(value: unknown): string {
  if (value === null || value === undefined) return ""
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value === "object") {
    const cell = value as { richText?: { text: string }[]; text?: unknown; result?: unknown; error?: string }
    if (cell.richText) return clean(cell.richText.map(({ text }) => text).join(""))
    if (cell.result !== undefined) return textOfCell(cell.result)
    if (cell.text !== undefined) return textOfCell(cell.text)
    return ""
  }
  return clean(String(value))
}

function linesOfCsv(name: string, bytes: Uint8Array): Line[] {
  let text: string
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    text = iconv.decode(Buffer.from(bytes), "cp932")
  }
  if (text.includes("\u0000") || text.includes("\ufffd")) throw say(`「${name.slice(0, 60)}」は Excel（xlsx）でも CSV でもありません。`)
  try {
    const rows = parse(text.replace(/^\uFEFF/, ""), { relax_column_count: true, skip_empty_lines: false, max_record_size: 400_000 }) as string[][]
    return rows.map((cells, at) => ({ line: at + 1, cells: cells.map((cell) => clean(cell.replace(/^'(?=\s*[=+\-@＝＋－＠])/, ""))) }))
  } catch (error) {
    const line = (error as { lines?: number }).lines
    throw say(`CSVとして読めません${line ? `（${line}行目のあたり）` : ""}。引用符の閉じ忘れを確かめてください。`)
  }
}

function clean(text: string): string {
  return text.replaceAll("\u0000", "").replace(/\r\n?/g, "\n").trim()
}
