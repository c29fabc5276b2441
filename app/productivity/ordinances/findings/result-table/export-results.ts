import { record } from "../../../../kernel/audit/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"
import { csvFile, type FileColumn, sheet, xlsxFile } from "../../../../kernel/documents/index.ts"
import { wareki } from "../../../../kernel/ui/index.ts"
import { allFindings } from "../list/export-findings.ts"
import type { FindingFilter } from "../list/list-filter.ts"
import { listWholeFindings } from "../read-finding.ts"
import { unitNames } from "../unit-names.ts"
import { resultColumns, type ResultRow } from "./columns.ts"

const MOST = 20_000
const columns = resultColumns.map(({ title, text, width }): FileColumn<ResultRow> => ({ title, value: text, ...(width ? { width } : {}) }))

export async function listResultRows(work: Work, filter: FindingFilter): Promise<ResultRow[]> {
  const ids = (await allFindings(work, filter, MOST)).map(({ id }) => id)
  const found = new Map((await listWholeFindings(work, ids)).map((it) => [it.id, it]))
  const nameOf = await unitNames(work, [...found.values()].map(({ unitId }) => unitId))
  return ids.flatMap((id) => {
    const it = found.get(id)
    return it ? [{ it, unitName: nameOf(it.unitId) }] : []
  })
}

export async function resultsCsv(work: Work, filter: FindingFilter): Promise<string> {
  const rows = await listResultRows(work, filter)
  await recordExport(work, "csv", rows.length)
  return csvFile(columns, rows)
}

export async function resultsXlsx(work: Work, filter: FindingFilter): Promise<Uint8Array> {
  const rows = await listResultRows(work, filter)
  await recordExport(work, "xlsx", rows.length)
  const lead = ["アナログ規制 結果一覧表", `${wareki(work.now)} 現在。番号と版は変えないでください。例規名から類型まで、見直し要否、判定者、判定日の列は、書き換えても読み込みません。`]
  return xlsxFile([sheet({ name: "結果一覧表", columns, rows, lead }) as never])
}

async function recordExport(work: Work, file: string, count: number): Promise<void> {
  await record(work, { action: "findings.results-exported", subject: { kind: "analog-finding", id: "results" }, detail: { file, count } })
}
