export { breakLines } from "./break-lines.ts"
export { missingGlyphs, printable } from "./glyphs.ts"
export { type MarkedLine, makePdf, type PdfDocument, type Section, type TableColumn } from "./make-pdf.ts"

export const PDF_TYPE = "application/pdf"
