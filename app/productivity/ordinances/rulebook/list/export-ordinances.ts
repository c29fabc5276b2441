import type { Work } from "../../../../kernel/database/index.ts"
import { csvFile, everyRow, type FileColumn, sheet, xlsxFile } from "../../../../kernel/documents/index.ts"
import { wareki } from "../../../../kernel/ui/index.ts"
import { type OrdinanceFilter, originWords, sortWords } from "./list-filter.ts"
import { listOrdinances, type OrdinanceRow } from "./list-ordinances.ts"

/** A workbook is made in memory, so it holds fewer. */
const MOST = { csv: 100_000, xlsx: 20_000 }

/** 所管課コード comes back by itself when the table is taken in again at 所管課の割当て. */
const columns: FileColumn<OrdinanceRow>[] = [
  { title: "題名", value: (row) => row.title, width: 50 },
  { title: "例規番号", value: (row) => row.number, width: 22 },
  { title: "種別", value: (row) => row.kind },
  { title: "体系", value: (row) => row.category, width: 20 },
  { title: "所管課コード", value: (row) => row.unitCode ?? "", width: 16 },
  { title: "所管課", value: (row) => row.unitName ?? "", width: 20 },
  { title: "公布日", kind: "date", value: (row) => row.promulgatedOn },
  { title: "条文の数", kind: "integer", value: (row) => row.provisions },
  { title: "版", kind: "integer", value: (row) => row.versionNumber },
  { title: "廃止日", kind: "date", value: (row) => row.repealedOn },
]

async function rowsOf(work: Work, filter: OrdinanceFilter, most: number): Promise<OrdinanceRow[]> {
  return everyRow((page) => listOrdinances(work, filter, page), most)
}

export async function ordinancesCsv(work: Work, filter: OrdinanceFilter): Promise<string> {
  return csvFile(columns, await rowsOf(work, filter, MOST.csv))
}

export async function ordinancesXlsx(work: Work, filter: OrdinanceFilter): Promise<Uint8Array> {
  const rows = await rowsOf(work, filter, MOST.xlsx)
  const lead = ["例規集", `${wareki(work.now)} 現在。${originWords[filter.origin]}、${sortWords[filter.sort]}${rows.length === MOST.xlsx ? `（先頭の${MOST.xlsx}件）` : ""}`]
  return xlsxFile([sheet({ name: "例規集", columns, rows, lead }) as never])
}
