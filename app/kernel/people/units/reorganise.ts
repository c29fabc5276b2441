import { type RawBuilder, sql } from "kysely"
import { mustBeAllowed, personOf } from "../../access/index.ts"
import { civilDateOf, type CivilDate, type Work } from "../../database/index.ts"
import { isIdText } from "../../http/cursor.ts"
import { notFound, refusal } from "../../http/refusal.ts"
import { announceChange } from "../announce-change.ts"
import { judgeReorganisation, type ResultingUnit, type StandingUnit } from "../rules/reorganisation-is-sound.ts"
import { record } from "../trace.ts"
import type { Undo } from "./cancel-reorganisation.ts"
import { carryOutOn, carryOutReorganisations, type HandedOver } from "./carry-out.ts"
import { heldBy } from "./holdings.ts"
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
  /** What the closed units have in hand today, and who takes it over on the day. */
  held: { fromName: string; toName: string; what: string; count: number }[]
}

/** What a reorganisation would do. Nothing is written. */
export async function previewReorganisation(work: Work, plan: Reorganisation): Promise<ReorganisationPreview> {
  mustBeAllowed(work.actor, "people.reorganise")
  const { judged, standing, held } = await judge(work, plan)
  const closing = plan.changes.flatMap((change) => (change.kind === "close" ? [change.code] : []))
  const { posts, grants } = await countMoving(work, plan.on, closing)
  return { problems: judged.problems, summary: summaryOf(plan.changes, standing, judged.after), posts, grants, held }
}

/**
 * Closes periods and opens new ones from that day on, for all changes at once; whoever works in a closed unit goes on
 * in the one that takes over. Nothing that held before the day is touched.
 */
export async function reorganise(work: Work, plan: Reorganisation): Promise<ReorganisationPreview & { id: string }> {
  mustBeAllowed(work.actor, "people.reorganise")
  // Two plans at once could each be sound and together not.
  await sql`select pg_advisory_xact_lock(hashtext('people.reorganise'))`.execute(work.db)
  const { judged, standing, held } = await judge(work, plan)
  if (judged.problems.length > 0) {
    throw refusal("invalid", "people.reorganisation-unsound", judged.problems.map((problem) => `${problem.at + 1}件目：${problem.message}`).join(" "))
  }
  const ids = await openUnits(work, plan)
  const undo: Undo = {
    units: plan.changes.flatMap((change) => (change.kind === "open" ? [ids.get(change.code)!] : [])),
    periods: await writePeriods(work, plan, ids, judged.after),
    posts: { made: [], ended: [], moved: [] },
    grants: { made: [], ended: [], revoked: [] },
    successions: [],
  }
  await handOver(work, plan, ids, undo)
  const moved = { posts: undo.posts.made.length + undo.posts.moved.length, grants: undo.grants.made.length }
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
      undo: JSON.stringify(undo),
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  await announceChange(work)
  await record(work, {
    action: "people.reorganised",
    subject: { kind: "reorganisation", id },
    detail: { on: plan.on, reason: plan.reason, summary, ...moved },
  })
  if (plan.on <= civilDateOf(work.now)) await carryOutReorganisations(work)
  else await carryOutOn(work, plan.on)
  return { id, problems: [], summary, held, ...moved }
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
  const byCode = new Map(standing.map((unit) => [unit.code, unit]))
  const held = await heldByClosing(work, plan, byCode, judged.after)
  for (const { at, fromName, toName, what, count } of held) {
    if (toName === "") judged.problems.push({ at, message: `${fromName} には処理中の仕事（${what} ${count}件）があります。引継先を入力してください。` })
  }
  return { judged, standing: byCode, held }
}

async function heldByClosing(work: Work, plan: Reorganisation, standing: ReadonlyMap<string, StandingUnit>, after: ReadonlyMap<string, ResultingUnit>) {
  const closing = plan.changes.flatMap((change, at) => (change.kind === "close" && standing.has(change.code) ? [{ ...change, at }] : []))
  const units = closing.length === 0 ? [] : await work.db.selectFrom("unit").select(["id", "code"]).where("code", "in", closing.map(({ code }) => code)).execute()
  const held = await heldBy(work, units.map(({ id }) => id))
  return held.flatMap(({ unitId, what, count }) => {
    const change = closing.find(({ code }) => code === units.find(({ id }) => id === unitId)!.code)!
    const heir = change.to[0]
    return [{ at: change.at, fromName: standing.get(change.code)!.name, toName: heir ? (after.get(heir)?.name ?? heir) : "", what, count }]
  })
}

async function openUnits(work: Work, plan: Reorganisation): Promise<Map<string, string>> {
  const opening = plan.changes.flatMap((change) => (change.kind === "open" ? [{ code: change.code, mail: null }] : []))
  if (opening.length > 0) await work.db.insertInto("unit").values(opening).execute()
  const units = await work.db.selectFrom("unit").select(["id", "code"]).execute()
  return new Map(units.map((unit) => [unit.code, unit.id]))
}

async function writePeriods(work: Work, { on, changes }: Reorganisation, ids: ReadonlyMap<string, string>, after: ReadonlyMap<string, ResultingUnit>): Promise<Undo["periods"]> {
  const touched = [...new Set(changes.map((change) => change.code))]
  const before = await work.db
    .selectFrom("unit_period")
    .select(["id", "valid_until as until"])
    .where("unit_id", "in", touched.map((code) => ids.get(code)!))
    .where("valid_from", "<", on)
    .where((eb) => eb.or([eb("valid_until", "is", null), eb("valid_until", ">", on)]))
    .execute()
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
  const made = periods.length > 0 ? await work.db.insertInto("unit_period").values(periods).returning("id").execute() : []
  return { made: made.map(({ id }) => id), ended: before }
}

/** Posts go to the first who takes over, roles held for the unit to all. What has not begun yet just changes its unit. */
async function handOver(work: Work, plan: Reorganisation, ids: ReadonlyMap<string, string>, undo: Undo): Promise<void> {
  for (const change of plan.changes) {
    if (change.kind !== "close" || change.to.length === 0) continue
    const from = ids.get(change.code)!
    const to = change.to.map((code) => ids.get(code)!)
    await work.db
      .insertInto("unit_succession")
      .values(to.map((unit) => ({ from_unit_id: from, to_unit_id: unit, on_date: plan.on, reason: plan.reason })))
      .execute()
    undo.successions.push(...to.map((unit) => ({ from, to: unit })))
    const { rows: posts } = await sql<Changed>`with going as (
        select * from staff_post where unit_id = ${from}::uuid and (valid_until is null or valid_until > ${plan.on}::date)
      ), ended as (
        update staff_post set valid_until = ${plan.on}::date where id in (select id from going where valid_from < ${plan.on}::date)
      ), later as (
        update staff_post set unit_id = ${to[0]}::uuid where id in (select id from going where valid_from >= ${plan.on}::date)
      ), made as (
        insert into staff_post (person_id, unit_id, title, rank, main, valid_from, valid_until)
        select person_id, ${to[0]}::uuid, title, rank, main, ${plan.on}::date, valid_until from going where valid_from < ${plan.on}::date returning id
      ) select ${changed(plan.on)} union all select id, 'made', null from made`.execute(work.db)
    undo.posts.made.push(...idsOf(posts, "made"))
    undo.posts.ended.push(...endedOf(posts))
    undo.posts.moved.push(...idsOf(posts, "later").map((id) => ({ id, unitId: from })))
    const { rows: grants } = await sql<Changed>`with going as (
        select * from role_grant where unit_id = ${from}::uuid and revoked_at is null and (valid_until is null or valid_until > ${plan.on}::date)
      ), ended as (
        update role_grant set valid_until = ${plan.on}::date where id in (select id from going where valid_from < ${plan.on}::date)
      ), later as (
        update role_grant set revoked_at = ${work.now}, revoke_reason = ${plan.reason}::text where id in (select id from going where valid_from >= ${plan.on}::date)
      ), made as (
        insert into role_grant (person_id, role, unit_id, valid_from, valid_until, granted_by, reason)
        select person_id, role, heir, greatest(valid_from, ${plan.on}::date), valid_until, ${personOf(work.actor) ?? null}::uuid, ${plan.reason}::text
        from going, unnest(${to}::uuid[]) heir returning id
      ) select ${changed(plan.on)} union all select id, 'made', null from made`.execute(work.db)
    undo.grants.made.push(...idsOf(grants, "made"))
    undo.grants.ended.push(...endedOf(grants))
    undo.grants.revoked.push(...idsOf(grants, "later"))
  }
}

interface Changed {
  id: string
  how: "ended" | "later" | "made"
  until: CivilDate | null
}

const changed = (on: CivilDate) => sql`id, case when valid_from < ${on}::date then 'ended' else 'later' end as how, valid_until as until from going`

function idsOf(rows: readonly Changed[], how: Changed["how"]): string[] {
  return rows.filter((row) => row.how === how).map(({ id }) => id)
}

function endedOf(rows: readonly Changed[]): { id: string; until: CivilDate | null }[] {
  return rows.filter(({ how }) => how === "ended").map(({ id, until }) => ({ id, until }))
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
  carriedOutAt: Date | null
  handedOver: HandedOver[]
  cancelledAt: Date | null
  cancelledBy: string | null
  cancelReason: string
}

export async function listReorganisations(work: Work): Promise<DecidedReorganisation[]> {
  mustBeAllowed(work.actor, "people.see-directory")
  return (await decided(sql`true`).execute(work.db)).rows
}

export async function getReorganisation(work: Work, id: string): Promise<DecidedReorganisation> {
  mustBeAllowed(work.actor, "people.see-directory")
  const row = isIdText(id) ? (await decided(sql`r.id = ${id}::uuid`).execute(work.db)).rows[0] : undefined
  if (!row) throw notFound("組織改正")
  return row
}

function decided(where: RawBuilder<unknown>): RawBuilder<DecidedReorganisation> {
  return sql`select r.id, r.on_date as "on", r.reason, r.summary, p.name as by, r.decided_at as at, r.carried_out_at as "carriedOutAt",
      r.handed_over as "handedOver", r.cancelled_at as "cancelledAt", c.name as "cancelledBy", r.cancel_reason as "cancelReason"
    from reorganisation r left join person p on p.id = r.decided_by left join person c on c.id = r.cancelled_by
    where ${where} order by r.on_date desc, r.id desc limit 200`
}
