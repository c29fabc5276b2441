import { sql } from "kysely"
import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import { csvFile, everyRow, type FileColumn, sheet, xlsxFile } from "../../kernel/documents/index.ts"
import { wareki } from "../../kernel/ui/index.ts"
import { hoursOf } from "./durations.ts"
import { stateWords } from "./improvement-states.ts"
import { initiativeNames, nameOf } from "./initiatives.ts"
import type { ListFilter } from "./inputs.ts"
import { type ImprovementListed, listImprovements } from "./list-improvements.ts"

/** More than any prefecture files in decades; a workbook holds fewer, as it is made in memory. */
const MOST = { csv: 200_000, xlsx: 20_000 }

interface Texts {
  presentWay: string
  proposedWay: string
  evidence: string
  minutesNow: number
  minutesAfter: number
  timesAYear: number
  people: number
  decidedOn: string | null
  doneOn: string | null
  measuredOn: string | null
}

type Row = ImprovementListed & Texts & { initiative: string }

const columns: FileColumn<Row>[] = [
  { title: "受付番号", value: (row) => row.number, width: 18 },
  { title: "題名", value: (row) => row.title, width: 36 },
  { title: "状態", value: (row) => stateWords[row.state] },
  { title: "対象の取組", value: (row) => row.initiative, width: 30 },
  { title: "提案した所属", value: (row) => row.authorUnitName },
  { title: "提案者", value: (row) => row.authorName },
  { title: "受付日", kind: "date", value: (row) => civilDateOf(row.filedAt) },
  { title: "現在のやり方", value: (row) => row.presentWay, width: 40 },
  { title: "改善後のやり方", value: (row) => row.proposedWay, width: 40 },
  { title: "現在の時間（分）", kind: "integer", value: (row) => row.minutesNow },
  { title: "改善後の時間（分）", kind: "integer", value: (row) => row.minutesAfter },
  { title: "年の回数・月数", kind: "integer", value: (row) => row.timesAYear },
  { title: "人数", kind: "integer", value: (row) => row.people },
  { title: "時間の根拠", value: (row) => row.evidence, width: 30 },
  { title: "見込みの効果（時間／年）", kind: "decimal", value: (row) => hoursOf(row.savedMinutes) },
  { title: "測定した効果（時間／年）", kind: "decimal", value: (row) => (row.measuredSavedMinutes === null ? null : hoursOf(row.measuredSavedMinutes)) },
  { title: "採否の日", kind: "date", value: (row) => row.decidedOn },
  { title: "実施日", kind: "date", value: (row) => row.doneOn },
  { title: "測定日", kind: "date", value: (row) => row.measuredOn },
]

async function rowsOf(work: Work, filter: ListFilter, most: number): Promise<Row[]> {
  const names = await initiativeNames(work)
  return everyRow(async (page) => {
    const { items, next } = await listImprovements(work, filter, page)
    const texts = await textsOf(work, items.map((item) => item.id))
    return { items: items.map((item) => ({ ...item, ...texts.get(item.id)!, initiative: nameOf(names, item.initiativeId) })), next }
  }, most)
}

/** Of ids that the scoped list has just given. */
async function textsOf(work: Work, ids: string[]): Promise<Map<string, Texts>> {
  const { rows } = await sql<Texts & { id: string }>`select id, present_way as "presentWay", proposed_way as "proposedWay", evidence,
    minutes_now as "minutesNow", minutes_after as "minutesAfter", times_a_year as "timesAYear", people, decided_on as "decidedOn",
    done_on as "doneOn", measured_on as "measuredOn" from improvement where id = any(${ids}::uuid[])`.execute(work.db)
  return new Map(rows.map((row) => [row.id, row]))
}

export async function improvementsAsCsv(work: Work, filter: ListFilter): Promise<string> {
  return csvFile(columns, await rowsOf(work, filter, MOST.csv))
}

export async function improvementsAsXlsx(work: Work, filter: ListFilter): Promise<Uint8Array> {
  const rows = await rowsOf(work, filter, MOST.xlsx)
  const lead = ["業務改善提案", `${wareki(work.now)} 現在${rows.length === MOST.xlsx ? `（先頭の${MOST.xlsx}件）` : ""}`]
  return xlsxFile([sheet({ name: "業務改善提案", columns, rows, lead }) as never])
}
