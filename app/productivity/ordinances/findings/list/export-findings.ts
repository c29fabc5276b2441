import { record } from "../../../../kernel/audit/index.ts"
import { civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import { csvFile, everyRow, type FileColumn, sheet, xlsxFile } from "../../../../kernel/documents/index.ts"
import { wareki } from "../../../../kernel/ui/index.ts"
import { stateWords } from "../finding-states.ts"
import { unitNames } from "../unit-names.ts"
import { attentionWords, methodWords, originWords, verdictWords } from "../words.ts"
import type { FindingFilter } from "./list-filter.ts"
import { type FindingRow, listFindings } from "./list-findings.ts"

/** A workbook is made in memory, so it holds fewer. */
const MOST = { csv: 100_000, xlsx: 20_000 }

type Row = FindingRow & { unitName: string }

const columns: FileColumn<Row>[] = [
  { title: "番号", kind: "integer", value: (row) => row.no },
  { title: "例規名", value: (row) => row.ordinanceTitle, width: 36 },
  { title: "例規番号", value: (row) => row.ordinanceNumber, width: 20 },
  { title: "種別", value: (row) => row.ordinanceKind },
  { title: "条項", value: (row) => row.articleNo || row.address },
  { title: "見出し", value: (row) => row.caption, width: 20 },
  { title: "当たった文", value: (row) => row.sentence, width: 60 },
  { title: "所管課", value: (row) => row.unitName, width: 18 },
  { title: "区分", value: (row) => row.categories.map(({ category }) => category).join("、"), width: 24 },
  { title: "該非", value: (row) => row.categories.map(({ category, verdict }) => `${category}：${verdict ? verdictWords[verdict] : "未判定"}`).join("、"), width: 30 },
  { title: "状態", value: (row) => stateWords[row.state] },
  { title: "確かめること", value: (row) => (row.attention ? attentionWords[row.attention] : "") },
  { title: "根拠", value: (row) => (row.origin ? originWords[row.origin] : "") },
  { title: "方法", value: (row) => (row.method ? methodWords[row.method] : "") },
  { title: "予定年月", value: (row) => row.plannedMonth ?? "" },
  { title: "担当者", value: (row) => row.clerkName ?? "" },
  { title: "判定者", value: (row) => row.decidedByName },
  { title: "判定日", kind: "date", value: (row) => (row.decidedAt ? civilDateOf(row.decidedAt) : "") },
  { title: "公開", value: (row) => (row.public ? "公開" : "") },
]

export async function allFindings(work: Work, filter: FindingFilter, most: number): Promise<Row[]> {
  const rows = await everyRow((page) => listFindings(work, filter, page), most)
  const nameOf = await unitNames(work, rows.map(({ unitId }) => unitId))
  return rows.map((row) => ({ ...row, unitName: nameOf(row.unitId) }))
}

export async function findingsCsv(work: Work, filter: FindingFilter): Promise<string> {
  const rows = await allFindings(work, filter, MOST.csv)
  await recordExport(work, "csv", rows.length)
  return csvFile(columns, rows)
}

export async function findingsXlsx(work: Work, filter: FindingFilter): Promise<Uint8Array> {
  const rows = await allFindings(work, filter, MOST.xlsx)
  await recordExport(work, "xlsx", rows.length)
  const lead = ["アナログ規制の該当候補", `${wareki(work.now)} 現在${rows.length === MOST.xlsx ? `（先頭の${MOST.xlsx}件）` : ""}`]
  return xlsxFile([sheet({ name: "該当候補", columns, rows, lead }) as never])
}

async function recordExport(work: Work, file: string, count: number): Promise<void> {
  await record(work, { action: "findings.exported", subject: { kind: "analog-finding", id: "list" }, detail: { file, count } })
}
