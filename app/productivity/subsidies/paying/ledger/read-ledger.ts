import { sql } from "kysely"
import type { CivilDate, Work } from "../../../../kernel/database/index.ts"
import { csvFile, type FileColumn } from "../../../../kernel/documents/index.ts"
import type { Application } from "../../applications/application.ts"
import { getApplication } from "../../applications/read-application.ts"
import { applicationLedger, type LedgerKind, type LedgerSums } from "../../rules/application-ledger.ts"

export interface LedgerRow {
  id: string
  day: CivilDate
  kind: LedgerKind
  amountYen: number
  note: string
  /** Subsidy the recipient holds after it. */
  heldYen: number
}

export const ledgerWords: Readonly<Record<LedgerKind, string>> = {
  advance: "概算払",
  final: "精算払",
  "came-back": "振込不能（戻り）",
  repayment: "返還",
  surcharge: "加算金",
  "late-charge": "延滞金",
  "excess-repaid": "過納の還付",
}

/** Out of the prefecture's account; the other kinds come into it. */
export function isOut(kind: LedgerKind): boolean {
  return kind === "advance" || kind === "final" || kind === "excess-repaid"
}

/** Every yen out, back and in, with what the recipient then holds; of an application the asking person sees. */
export async function readLedger(work: Work, applicationId: string): Promise<{ it: Application; rows: LedgerRow[]; sums: LedgerSums }> {
  const it = await getApplication(work, applicationId)
  return { it, ...(await ledgerOf(work, it.id)) }
}

/** Of an application the asking person has been let to. */
export async function ledgerOf(work: Work, applicationId: string): Promise<{ rows: LedgerRow[]; sums: LedgerSums }> {
  const { rows } = await sql<Omit<LedgerRow, "heldYen">>`select id, day, kind, amount_yen as "amountYen", note from subsidy_ledger
    where application_id = ${applicationId}::uuid order by day, written_at, (kind in ('advance', 'final')) desc, id`.execute(work.db)
  const entries = rows.map(({ id, day, kind, amountYen }) => ({ id, on: day, kind, amount: amountYen }))
  return {
    rows: rows.map((row, at) => ({ ...row, heldYen: applicationLedger(entries.slice(0, at + 1)).held })),
    sums: applicationLedger(entries),
  }
}

const columns: FileColumn<LedgerRow>[] = [
  { title: "日付", kind: "date", value: (row) => row.day },
  { title: "区分", value: (row) => ledgerWords[row.kind] },
  { title: "支払（円）", kind: "yen", value: (row) => (isOut(row.kind) ? row.amountYen : null) },
  { title: "受入れ（円）", kind: "yen", value: (row) => (isOut(row.kind) ? null : row.amountYen) },
  { title: "交付済みの額（円）", kind: "yen", value: (row) => row.heldYen },
  { title: "摘要", value: (row) => row.note },
]

export async function ledgerCsv(work: Work, applicationId: string): Promise<{ name: string; csv: string }> {
  const { it, rows } = await readLedger(work, applicationId)
  return { name: `出納簿_${it.number ?? it.id}.csv`, csv: csvFile(columns, rows) }
}
