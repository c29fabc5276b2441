import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { csvFile, everyRow, type FileColumn, sheet, xlsxFile } from "../../../kernel/documents/index.ts"
import { wareki } from "../../../kernel/ui/index.ts"
import { stateWords } from "../application-states.ts"
import { listOfficeApplications, type OfficeRow } from "./list-applications.ts"
import { recordListRead } from "./record-read.ts"
import type { OfficeFilter } from "./list-filter.ts"

/** A workbook is made in memory, so it holds fewer. */
const MOST = { csv: 100_000, xlsx: 20_000 }

const columns: FileColumn<OfficeRow>[] = [
  { title: "受付番号", value: (row) => row.number, width: 18 },
  { title: "公募", value: (row) => row.callTitle, width: 30 },
  { title: "申請者", value: (row) => row.applicant, width: 28 },
  { title: "事業の名称", value: (row) => row.title, width: 36 },
  { title: "状態", value: (row) => stateWords[row.state] },
  { title: "担当者", value: (row) => row.clerkName ?? "" },
  { title: "受付日", kind: "date", value: (row) => civilDateOf(row.filedAt) },
  { title: "処理期限", kind: "date", value: (row) => row.processBy },
  { title: "処理日数（開庁日）", kind: "integer", value: (row) => row.clock?.used ?? null },
  { title: "標準処理期間（開庁日）", kind: "integer", value: (row) => row.standardDays },
  { title: "申請額（円）", kind: "integer", value: (row) => row.wantedYen },
  { title: "交付決定額（円）", kind: "integer", value: (row) => row.awardedYen },
  { title: "交付決定日", kind: "date", value: (row) => row.decidedOn },
]

async function rowsOf(work: Work, filter: OfficeFilter, most: number): Promise<OfficeRow[]> {
  return everyRow((page) => listOfficeApplications(work, filter, page), most)
}

export async function officeCsv(work: Work, filter: OfficeFilter): Promise<string> {
  const rows = await rowsOf(work, filter, MOST.csv)
  await recordListRead(work, "csv", rows.length)
  return csvFile(columns, rows)
}

export async function officeXlsx(work: Work, filter: OfficeFilter): Promise<Uint8Array> {
  const rows = await rowsOf(work, filter, MOST.xlsx)
  await recordListRead(work, "xlsx", rows.length)
  const lead = ["補助金の申請", `${wareki(work.now)} 現在${rows.length === MOST.xlsx ? `（先頭の${MOST.xlsx}件）` : ""}`]
  return xlsxFile([sheet({ name: "補助金の申請", columns, rows, lead }) as never])
}
