import type { Cell, Worksheet } from "exceljs"
import { type CellValue, type ColumnKind, type FileColumn, japanTime } from "./column.ts"

export interface Sheet<R> {
  name: string
  columns: readonly FileColumn<R>[]
  rows: readonly R[]
  /** Lines above the header: title, date, conditions. */
  lead?: readonly string[]
}

/** Lets sheets of different rows stand in one list. */
export function sheet<R>(one: Sheet<R>): Sheet<R> {
  return one
}

const FORMATS: Record<ColumnKind, string> = {
  text: "@",
  integer: "#,##0",
  decimal: "#,##0.##",
  yen: '#,##0"円"',
  percent: "0.0%",
  date: '[$-411]ggge"年"m"月"d"日"',
  instant: "yyyy/mm/dd hh:mm",
}

/** An Excel file of typed cells: texts are texts, never formulas. The header is repeated on every printed page. */
export async function xlsxFile(sheets: readonly Sheet<unknown>[]): Promise<Uint8Array> {
  const { default: excel } = await import("exceljs")
  const book = new excel.Workbook()
  book.creator = "萩 Hagi"
  const taken = new Set<string>()
  for (const one of sheets) {
    const lead = one.lead ?? []
    const page = book.addWorksheet(sheetName(one.name, taken), {
      views: [{ state: "frozen", ySplit: lead.length + 1 }],
      pageSetup: { paperSize: 9, orientation: "landscape", fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: `${lead.length + 1}:${lead.length + 1}` },
      headerFooter: { oddFooter: "&C&P / &N" },
    })
    lead.forEach((text, at) => {
      const cell = page.getCell(at + 1, 1)
      cell.value = clean(text)
      cell.font = { bold: at === 0, size: at === 0 ? 14 : 11 }
    })
    writeHeader(page, one, lead.length + 1)
    one.rows.forEach((row, at) => {
      one.columns.forEach((column, c) => put(page.getCell(lead.length + 2 + at, c + 1), column.value(row), column.kind ?? "text"))
    })
    one.columns.forEach((column, at) => {
      page.getColumn(at + 1).width = column.width ?? guessWidth(column, one.rows)
    })
    if (one.rows.length > 0) {
      page.autoFilter = { from: { row: lead.length + 1, column: 1 }, to: { row: lead.length + 1, column: one.columns.length } }
    }
  }
  return new Uint8Array(await book.xlsx.writeBuffer())
}

function writeHeader(page: Worksheet, { columns }: Sheet<unknown>, row: number) {
  columns.forEach((column, at) => {
    const cell = page.getCell(row, at + 1)
    cell.value = clean(column.title)
    cell.font = { bold: true }
    cell.fill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFEDE3EA" } }
    cell.border = { bottom: { style: "thin" } }
    cell.alignment = { vertical: "middle", wrapText: true }
  })
}

function put(cell: Cell, value: CellValue, kind: ColumnKind) {
  if (value === null || value === undefined || value === "") return
  if (value instanceof Date) {
    // Spreadsheets know no time zones: what is written is what the clock in Japan showed.
    cell.value = new Date(`${japanTime(value).replace(" ", "T")}:00Z`)
    cell.numFmt = FORMATS.instant
    return
  }
  if (typeof value === "boolean") {
    cell.value = value ? "はい" : "いいえ"
    return
  }
  if (kind === "date" && /^\d{4}-\d{2}-\d{2}$/.test(String(value))) {
    cell.value = new Date(`${value}T00:00:00Z`)
    cell.numFmt = FORMATS.date
    return
  }
  if (typeof value === "number" && Number.isFinite(value)) {
    cell.value = value
    cell.numFmt = kind === "text" || kind === "date" || kind === "instant" ? "General" : FORMATS[kind]
    return
  }
  // exceljs writes a string as a string cell, whatever it begins with.
  cell.value = clean(String(value))
  cell.numFmt = FORMATS.text
  cell.alignment = { vertical: "top", wrapText: true }
}

/** XML 1.0 has no place for these. */
function clean(text: string): string {
  return text.replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, "").slice(0, 32_767)
}

function sheetName(name: string, taken: Set<string>): string {
  const base = name.replace(/[\\/?*[\]:]/g, "・").replace(/^'|'$/g, "").slice(0, 28) || "シート"
  let free = base
  for (let n = 2; taken.has(free); n++) free = `${base}${n}`
  taken.add(free)
  return free
}

function guessWidth(column: FileColumn<unknown>, rows: readonly unknown[]): number {
  const widths = [widthOf(column.title), ...rows.slice(0, 200).map((row) => widthOf(column.value(row)))]
  return Math.min(60, Math.max(8, ...widths) + 2)
}

function widthOf(value: CellValue): number {
  if (value === null || value === undefined) return 0
  if (value instanceof Date) return 16
  let width = 0
  for (const c of String(value).split("\n")[0]!) width += c > "\u00ff" ? 2 : 1
  return width
}
