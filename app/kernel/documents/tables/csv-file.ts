import { type CellValue, type FileColumn, japanTime } from "./column.ts"

/**
 * RFC 4180 with what Japanese Excel needs (BOM, CRLF). A text that a spreadsheet would take for a formula gets a leading
 * apostrophe (CWE-1236); true numbers stay numbers.
 */
export function csvFile<R>(columns: readonly FileColumn<R>[], rows: readonly R[]): string {
  const lines = [columns.map((column) => field(column.title)), ...rows.map((row) => columns.map((column) => field(column.value(row))))]
  return `\uFEFF${lines.map((line) => line.join(",")).join("\r\n")}\r\n`
}

function field(value: CellValue): string {
  const text = guarded(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function guarded(value: CellValue): string {
  if (value === null || value === undefined) return ""
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : ""
  if (typeof value === "boolean") return value ? "はい" : "いいえ"
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "" : japanTime(value)
  return startsFormula(value) ? `'${value}` : value
}

/** Also behind spaces and in full width, which some spreadsheets make plain. */
function startsFormula(text: string): boolean {
  return /^[\t\r\n]|^\s*[=+\-@＝＋－＠]/.test(text) && !/^-?\d{1,15}(\.\d{1,9})?$/.test(text)
}
