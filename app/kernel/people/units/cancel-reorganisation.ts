import { sql } from "kysely"
import { mustBeAllowed, personOf } from "../../access/index.ts"
import { civilDateOf, type CivilDate, type Work } from "../../database/index.ts"
import { isIdText } from "../../http/cursor.ts"
import { notFound, refusal } from "../../http/refusal.ts"
import { announceChange } from "../announce-change.ts"
import { record } from "../trace.ts"

/** What a reorganisation's rows were before it, so that it can be taken back whole until its day. */
export interface Undo {
  units: string[]
  periods: { made: string[]; ended: Ended[] }
  posts: { made: string[]; ended: Ended[]; moved: { id: string; unitId: string }[] }
  grants: { made: string[]; ended: Ended[]; revoked: string[] }
  successions: { from: string; to: string }[]
}

/** A row that held until `until` (null: for good) before it was ended. */
interface Ended {
  id: string
  until: CivilDate | null
}

interface Decided {
  id: string
  on: CivilDate
  decidedAt: Date
  undo: Partial<Undo>
  carriedOutAt: Date | null
  cancelledAt: Date | null
}

/** Takes a reorganisation back before its day: everything stands as if it had never been decided, except in the record. */
export async function cancelReorganisation(work: Work, id: string, reason: string): Promise<void> {
  mustBeAllowed(work.actor, "people.reorganise")
  await sql`select pg_advisory_xact_lock(hashtext('people.reorganise'))`.execute(work.db)
  const decided = await getDecided(work, id)
  if (decided.cancelledAt) throw refusal("conflict", "people.reorganisation-cancelled", "この組織改正は、すでに取り消されています。")
  if (decided.carriedOutAt || decided.on <= civilDateOf(work.now)) {
    throw refusal("conflict", "people.reorganisation-done", "改正の日が来たものは取り消せません。元に戻すには、新しい組織改正を登録してください。")
  }
  if (!decided.undo.periods) throw refusal("conflict", "people.reorganisation-old", "この組織改正は、取消しに要る控えがない時期のものです。新しい組織改正で元に戻してください。")
  const undo = decided.undo as Undo
  await mustBeLast(work, decided)
  await mustBeUntouched(work, undo, decided.on)
  await takeBack(work, undo)
  await work.db
    .updateTable("reorganisation")
    .set({ cancelled_at: work.now, cancelled_by: personOf(work.actor) ?? null, cancel_reason: reason })
    .where("id", "=", id)
    .execute()
  await announceChange(work)
  await record(work, { action: "people.reorganisation-cancelled", subject: { kind: "reorganisation", id }, detail: { on: decided.on, reason } })
}

async function getDecided(work: Work, id: string): Promise<Decided> {
  const row = isIdText(id)
    ? await work.db
        .selectFrom("reorganisation")
        .select(["id", "on_date as on", "decided_at as decidedAt", "undo", "carried_out_at as carriedOutAt", "cancelled_at as cancelledAt"])
        .where("id", "=", id)
        .executeTakeFirst()
    : undefined
  if (!row) throw notFound("組織改正")
  return row
}

/** A later one was judged against the tree that this one makes. */
async function mustBeLast(work: Work, { id, decidedAt }: Decided): Promise<void> {
  const later = await work.db
    .selectFrom("reorganisation")
    .select("id")
    .where("decided_at", ">", decidedAt)
    .where("id", "<>", id)
    .where("cancelled_at", "is", null)
    .executeTakeFirst()
  if (later) throw refusal("conflict", "people.reorganisation-not-last", "この後に登録した組織改正があります。先にそちらを取り消してください。")
}

/** Posts and roles given since in what it made, or its own changed by a transfer of staff, would be lost. */
async function mustBeUntouched(work: Work, undo: Undo, on: CivilDate): Promise<void> {
  const { rows } = await sql<{ touched: boolean }>`select
      exists (select from staff_post where unit_id = any(${undo.units}::uuid[]) and id <> all(${[...undo.posts.made, ...undo.posts.moved.map((post) => post.id)]}::uuid[]))
      or exists (select from role_grant where unit_id = any(${undo.units}::uuid[]) and id <> all(${undo.grants.made}::uuid[]))
      or exists (select from unit_period where parent_id = any(${undo.units}::uuid[]) and id <> all(${undo.periods.made}::uuid[]))
      or (select count(*) from staff_post where id = any(${undo.posts.made}::uuid[]) and valid_from = ${on}::date) <> ${undo.posts.made.length}::int
      or (select count(*) from staff_post where id = any(${undo.posts.ended.map((post) => post.id)}::uuid[]) and valid_until = ${on}::date) <> ${undo.posts.ended.length}::int
      or (select count(*) from role_grant where id = any(${undo.grants.made}::uuid[]) and revoked_at is null) <> ${undo.grants.made.length}::int as touched`.execute(work.db)
  if (rows[0]!.touched) {
    throw refusal("conflict", "people.reorganisation-built-on", "この改正の後に、改正後の所属への異動や役割の付与が登録されています。取り消すと失われるため、新しい組織改正で元に戻してください。")
  }
}

async function takeBack(work: Work, undo: Undo): Promise<void> {
  const reopen = async (table: "unit_period" | "staff_post" | "role_grant", rows: readonly Ended[]) => {
    if (rows.length === 0) return
    await sql`update ${sql.table(table)} t set valid_until = was.until from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as was(id uuid, until date)
      where t.id = was.id`.execute(work.db)
  }
  const remove = async (table: "unit_period" | "staff_post" | "role_grant" | "unit", ids: readonly string[]) => {
    if (ids.length > 0) await sql`delete from ${sql.table(table)} where id = any(${[...ids]}::uuid[])`.execute(work.db)
  }
  for (const { from, to } of undo.successions) await work.db.deleteFrom("unit_succession").where("from_unit_id", "=", from).where("to_unit_id", "=", to).execute()
  await remove("staff_post", undo.posts.made)
  await remove("role_grant", undo.grants.made)
  await remove("unit_period", undo.periods.made)
  for (const { id, unitId } of undo.posts.moved) await work.db.updateTable("staff_post").set({ unit_id: unitId }).where("id", "=", id).execute()
  if (undo.grants.revoked.length > 0) await work.db.updateTable("role_grant").set({ revoked_at: null, revoke_reason: "" }).where("id", "in", undo.grants.revoked).execute()
  await reopen("unit_period", undo.periods.ended)
  await reopen("staff_post", undo.posts.ended)
  await reopen("role_grant", undo.grants.ended)
  await remove("unit", undo.units)
}
