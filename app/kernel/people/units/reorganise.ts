import { sql } from "kysely"
import { mustBeAllowed, personOf } from "../../access/index.ts"
import { civilDateOf, type CivilDate, type Work } from "../../database/index.ts"
import { refusal } from "../../http/refusal.ts"
import { announceChange } from "../announce-change.ts"
import { judgeReorganisation, type ResultingUnit, type StandingUnit } from "../rules/reorganisation-is-sound.ts"
import { record } from "../trace.ts"
import { kindWords, type UnitChange } from "./unit-changes.ts"

export interface Reorganisation {
  /** The first day of the new organisation, such as 1 April. */
  on: CivilDate
  reason: string
  changes: readonly UnitChange[]
}

export interface ReorganisationPreview {
  problems: { at: number; message: string }[]
  /** What will happen, a sentence a change. */
  summary: string[]
  posts: number
  grants: number
}

/** What a reorganisation would do. Nothing is written. */
export async function previewReorganisation(work: Work, plan: Reorganisation): Promise<ReorganisationPreview> {
  mustBeAllowed(work.actor, "people.reorganise")
  const { judged, standing } = await judge(work, plan)
  const closing = plan.changes.flatMap((change) => (change.kind === "close" ? [change.code] : []))
  const { posts, grants } = await countMoving(work, plan.on, closing)
  return { problems: judged.problems, summary: summaryOf(plan.changes, standing, judged.after), posts, grants }
}

/**
 * Closes periods and opens new ones from that day on, for all changes at once; whoever works in a closed unit goes on
 * in the one that takes over. Nothing that held before the day is touched.
 */
export async function reorganise(work: Work, plan: Reorganisation): Promise<ReorganisationPreview & { id: string }> {
  mustBeAllowed(work.actor, "people.reorganise")
  // Two plans at once could each be sound and together not.
  await sql`select pg_advisory_xact_lock(hashtext('people.reorganise'))`.execute(work.db)
  const { judged, standing } = await judge(work, plan)
  if (judged.problems.length > 0) {
    throw refusal("invalid", "people.reorganisation-unsound", judged.problems.map((problem) => `${problem.at + 1}件目：${problem.message}`).join(" "))
  }
  const ids = await openUnits(work, plan)
  await writePeriods(work, plan, ids, judged.after)
  const moved = await handOver(work, plan, ids)
  const summary = summaryOf(plan.changes, standing, judged.after)
  const { id } = await work.db
    .insertInto("reorganisation")
    .values({
      on_date: plan.on,
      changes: JSON.stringify(plan.changes),
      reason: plan.reason,
      decided_by: personOf(work.actor) ?? null,
      decided_at: work.now,
      summary: JSON.stringify(summary),
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  await announceChange(work)
  await record(work, {
    action: "people.reorganised",
    subject: { kind: "reorganisation", id },
    detail: { on: plan.on, reason: plan.reason, summary, ...moved },
  })
  return { id, problems: [], summary, ...moved }
}

async function judge(work: Work, plan: Reorganisation) {
  if (plan.changes.length === 0) throw refusal("invalid", "people.reorganisation-empty", "変更を一つ以上入力してください。", { field: "csv" })
  if (plan.on < civilDateOf(work.now)) {
    throw refusal("invalid", "people.reorganisation-past", "過ぎた日の組織は変えられません。きょう以降の日にしてください。", { field: "on" })
  }
  const { rows: standing } = await sql<StandingUnit>`select u.code, up.name, up.level, parent.code as "parentCode", up.valid_from as "validFrom",
      (select min(next.valid_from) from unit_period next where next.unit_id = u.id and next.valid_from > ${plan.on}::date) as "nextFrom",
      (select count(*)::int from staff_post sp where sp.unit_id = u.id and (sp.valid_until is null or sp.valid_until > ${plan.on}::date)) as posts
    from unit u join unit_period up on up.unit_id = u.id left join unit parent on parent.id = up.parent_id
    where up.valid_from <= ${plan.on}::date and (up.valid_until is null or up.valid_until > ${plan.on}::date)`.execute(work.db)
  const codes = await work.db.selectFrom("unit").select("code").execute()
  const judged = judgeReorganisation(plan.on, standing, new Set(codes.map((row) => row.code)), plan.changes)
  return { judged, standing: new Map(standing.map((unit) => [unit.code, unit])) }
}

async function openUnits(work: Work, plan: Reorganisation): Promise<Map<string, string>> {
  const opening = plan.changes.flatMap((change) => (change.kind === "open" ? [{ code: change.code, mail: null }] : []))
  if (opening.length > 0) await work.db.insertInto("unit").values(opening).execute()
  const units = await work.db.selectFrom("unit").select(["id", "code"]).execute()
  return new Map(units.map((unit) => [unit.code, unit.id]))
}

async function writePeriods(work: Work, { on, changes }: Reorganisation, ids: ReadonlyMap<string, string>, after: ReadonlyMap<string, ResultingUnit>) {
  const touched = [...new Set(changes.map((change) => change.code))]
  const old = await work.db
    .updateTable("unit_period")
    .set({ valid_until: on })
    .where("unit_id", "in", touched.map((code) => ids.get(code)!))
    .where("valid_from", "<", on)
    .where((eb) => eb.or([eb("valid_until", "is", null), eb("valid_until", ">", on)]))
    .returning(["unit_id", "sort"])
    .execute()
  const sorts = new Map(old.map((row) => [row.unit_id, row.sort]))
  const parentSort = await work.db.selectFrom("unit_period").select((eb) => eb.fn.max("sort").as("max")).executeTakeFirstOrThrow()
  const periods = touched.flatMap((code) => {
    const unit = after.get(code)
    if (!unit) return []
    const parent = unit.parentCode === null ? null : ids.get(unit.parentCode)!
    const sort = sorts.get(ids.get(code)!) ?? (parentSort.max ?? 0) + 10
    return [{ unit_id: ids.get(code)!, parent_id: parent, name: unit.name, level: unit.level, sort, valid_from: on, valid_until: null }]
  })
  if (periods.length > 0) await work.db.insertInto("unit_period").values(periods).execute()
}

/** Posts go to the first who takes over, roles held for the unit to all. What has not begun yet just changes its unit. */
async function handOver(work: Work, plan: Reorganisation, ids: ReadonlyMap<string, string>): Promise<{ posts: number; grants: number }> {
  let posts = 0
  let grants = 0
  for (const change of plan.changes) {
    if (change.kind !== "close" || change.to.length === 0) continue
    const from = ids.get(change.code)!
    const to = change.to.map((code) => ids.get(code)!)
    await work.db
      .insertInto("unit_succession")
      .values(to.map((unit) => ({ from_unit_id: from, to_unit_id: unit, on_date: plan.on, reason: plan.reason })))
      .execute()
    const moved = await sql`with going as (
        select * from staff_post where unit_id = ${from}::uuid and (valid_until is null or valid_until > ${plan.on}::date)
      ), ended as (
        update staff_post set valid_until = ${plan.on}::date where id in (select id from going where valid_from < ${plan.on}::date)
      ), later as (
        update staff_post set unit_id = ${to[0]}::uuid where id in (select id from going where valid_from >= ${plan.on}::date)
      ) insert into staff_post (person_id, unit_id, title, rank, main, valid_from, valid_until)
        select person_id, ${to[0]}::uuid, title, rank, main, ${plan.on}::date, valid_until from going where valid_from < ${plan.on}::date`.execute(work.db)
    posts += Number(moved.numAffectedRows ?? 0)
    const held = await sql`with going as (
        select * from role_grant where unit_id = ${from}::uuid and revoked_at is null and (valid_until is null or valid_until > ${plan.on}::date)
      ), ended as (
        update role_grant set valid_until = ${plan.on}::date where id in (select id from going where valid_from < ${plan.on}::date)
      ), later as (
        update role_grant set revoked_at = ${work.now}, revoke_reason = ${plan.reason}::text where id in (select id from going where valid_from >= ${plan.on}::date)
      ) insert into role_grant (person_id, role, unit_id, valid_from, valid_until, granted_by, reason)
        select person_id, role, heir, greatest(valid_from, ${plan.on}::date), valid_until, ${personOf(work.actor) ?? null}::uuid, ${plan.reason}::text
        from going, unnest(${to}::uuid[]) heir`.execute(work.db)
    grants += Number(held.numAffectedRows ?? 0)
  }
  return { posts, grants }
}

async function countMoving(work: Work, on: CivilDate, codes: readonly string[]): Promise<{ posts: number; grants: number }> {
  if (codes.length === 0) return { posts: 0, grants: 0 }
  const { rows } = await sql<{ posts: number; grants: number }>`select
    (select count(*)::int from staff_post sp join unit u on u.id = sp.unit_id where u.code = any(${[...codes]}::text[])
      and (sp.valid_until is null or sp.valid_until > ${on}::date)) as posts,
    (select count(*)::int from role_grant g join unit u on u.id = g.unit_id where u.code = any(${[...codes]}::text[])
      and g.revoked_at is null and (g.valid_until is null or g.valid_until > ${on}::date)) as grants`.execute(work.db)
  return rows[0]!
}

function summaryOf(changes: readonly UnitChange[], standing: ReadonlyMap<string, StandingUnit>, after: ReadonlyMap<string, ResultingUnit>): string[] {
  const nameOf = (code: string | null) => (code === null ? "最上位" : (after.get(code)?.name ?? standing.get(code)?.name ?? code))
  return changes.map((change) => {
    const name = standing.get(change.code)?.name ?? change.code
    const word = kindWords[change.kind]
    if (change.kind === "open") return `${word}：${nameOf(change.parentCode)} の下に ${change.name}（${change.code}）`
    if (change.kind === "rename") return `${word}：${name} を ${change.name} に`
    if (change.kind === "move") return `${word}：${name} を ${nameOf(standing.get(change.code)?.parentCode ?? null)} から ${nameOf(change.parentCode)} の下に`
    return `${word}：${name}${change.to.length > 0 ? `（${change.to.map(nameOf).join("、")}が引き継ぐ）` : ""}`
  })
}

export interface DecidedReorganisation {
  id: string
  on: CivilDate
  reason: string
  summary: string[]
  by: string | null
  at: Date
}

export async function listReorganisations(work: Work): Promise<DecidedReorganisation[]> {
  mustBeAllowed(work.actor, "people.see-directory")
  const { rows } = await sql<DecidedReorganisation>`select r.id, r.on_date as "on", r.reason, r.summary, p.name as by, r.decided_at as at
    from reorganisation r left join person p on p.id = r.decided_by order by r.on_date desc, r.id desc limit 200`.execute(work.db)
  return rows
}
