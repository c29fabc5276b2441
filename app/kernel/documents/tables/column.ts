/** What a cell holds; undefined and null leave it empty. */
export type CellValue = string | number | boolean | Date | null | undefined

/**
 * How a column is written. "date" takes a civil date "YYYY-MM-DD", "instant" a Date and shows Japan's time; "yen" and
 * "integer" are whole numbers, "decimal" has up to two places, "percent" takes a fraction.
 */
export type ColumnKind = "text" | "integer" | "decimal" | "yen" | "percent" | "date" | "instant"

export interface FileColumn<R> {
  title: string
  kind?: ColumnKind
  value(row: R): CellValue
  /** In characters of the sheet; guessed when absent. */
  width?: number
}

/** An instant in Japan's time, as spreadsheets read it: "2026-11-23 14:05". */
export function japanTime(instant: Date): string {
  return new Date(instant.getTime() + 9 * 3_600_000).toISOString().slice(0, 16).replace("T", " ")
}
