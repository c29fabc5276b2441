export { checkDocuments, type DocumentReport } from "./check-documents.ts"
export { cleanFileName } from "./file-name.ts"
export { bytesOfHash, isKeptWhole, listDocuments, openDocument, readDocument, type DocumentRow, type OpenedDocument } from "./find-documents.ts"
export { paths as documentPaths } from "./paths.ts"
export { removeDocument } from "./remove-document.ts"
export {
  declareDocumentRules,
  documentLimits,
  limitDocuments,
  openFileStore,
  useDocumentStorage,
  type DocumentLimits,
  type DocumentRule,
} from "./settings.ts"
export { diskStorage, failingStorage, type Storage } from "./storage.ts"
export { storeDocument, type NewDocument, type StoredDocument } from "./store-document.ts"
export { CSV_TYPE, csvFile, everyRow, sheet, XLSX_TYPE, xlsxFile, type CellValue, type ColumnKind, type FileColumn, type Sheet } from "./tables/index.ts"
