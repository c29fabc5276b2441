export type { CellValue, ColumnKind, FileColumn } from "./column.ts"
export { csvFile } from "./csv-file.ts"
export { everyRow } from "./every-row.ts"
export { sheet, xlsxFile, type Sheet } from "./xlsx-file.ts"

export const CSV_TYPE = "text/csv; charset=utf-8"
export const XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
