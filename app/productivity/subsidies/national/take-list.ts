import { createHash } from "node:crypto"
import { sql } from "kysely"
import { personOf } from "../../../kernel/access/index.ts"
import { record } from "../../../kernel/audit/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { refusal } from "../../../kernel/http/index.ts"
import { type Comparison, compareList, type KnownRow } from "./compare-list.ts"

const AT_A_TIME = 500

export interface NationalImport {
  read: number
  kept: number
  hidden: number
  refused: { line: number; why: string }[]
}

/**
 * Takes the list in: what is new and what changed is written, the rest is seen. `dropGone`: what is no longer on it leaves the
 * finder; only for a list that is whole, and never because a list came empty.
 */
export async function takeList(work: Work, list: { source: string; text: string; dropGone: boolean }): Promise<Comparison> {
  // Two lists taken at once would each be held against what the other has not written yet.
  await sql`select pg_advisory_xact_lock(hashtext('subsidies.national-list'))`.execute(work.db)
  const found = await compareList(work, list.text)
  if (found.read === 0 || found.refusedCount === found.read) throw refusal("invalid", "subsidies.national-list-unreadable", "補助金の一覧として読めるものが1件もありません。何も取り込んでいません。", { field: "list" })
  const rows = [...found.fresh, ...found.changed.map(({ row }) => row)]
  for (let at = 0; at < rows.length; at += AT_A_TIME) await write(work, rows.slice(at, at + AT_A_TIME))
  if (list.dropGone && found.gone.length > 0) {
    await work.db.updateTable("subsidy_national").set({ gone_at: work.now }).where("id", "in", found.gone.map(({ id }) => id)).execute()
  }
  const counts = { read_count: found.read, fresh_count: found.fresh.length, changed_count: found.changed.length, gone_count: list.dropGone ? found.gone.length : 0, refused_count: found.refusedCount }
  const sha256 = createHash("sha256").update(list.text).digest("hex")
  const { id } = await work.db
    .insertInto("subsidy_national_taking")
    .values({ source: list.source, sha256, ...counts, taken_by: personOf(work.actor) ?? null, taken_at: work.now })
    .returning("id")
    .executeTakeFirstOrThrow()
  await record(work, { action: "subsidies.national-list-taken", subject: { kind: "subsidy-national-list", id }, detail: { source: list.source, sha256, ...counts } })
  return found
}

/** For the command line: brought up to date, nothing dropped. */
export async function importNational(work: Work, text: string): Promise<NationalImport> {
  const { read, fresh, changed, same, hidden, refused } = await takeList(work, { source: "hagi subsidies import-national", text, dropGone: false })
  return { read, kept: fresh.length + changed.length + same, hidden, refused }
}

async function write(work: Work, rows: readonly KnownRow[]): Promise<void> {
  const values = rows.map((row) => ({
    id: row.id,
    title: row.title,
    institution: row.institution,
    area: row.area,
    uses: row.uses,
    employees: row.employees,
    rate: row.rate,
    limit_yen: row.limitYen,
    opens_at: row.opensAt,
    closes_at: row.closesAt,
    url: row.url,
    hidden_reason: row.hiddenReason,
    gone_at: null,
    fetched_at: work.now,
  }))
  const columns = ["title", "institution", "area", "uses", "employees", "rate", "limit_yen", "opens_at", "closes_at", "url", "hidden_reason", "gone_at", "fetched_at"] as const
  await work.db
    .insertInto("subsidy_national")
    .values(values)
    .onConflict((conflict) => conflict.column("id").doUpdateSet((eb) => Object.fromEntries(columns.map((column) => [column, eb.ref(`excluded.${column}`)])) as never))
    .execute()
}
