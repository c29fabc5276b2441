import { sql } from "kysely"
import { scopeOf } from "../../../../kernel/access/index.ts"
import { type CivilDate, civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import { isIdText, isInstantText, notFound, refusal } from "../../../../kernel/http/index.ts"
import { seesAll } from "../scope.ts"
import { unitNames } from "../unit-names.ts"

export interface RoundRow {
  id: string
  title: string
  dueOn: CivilDate
  openedByName: string
  openedAt: Date
  closedAt: Date | null
  sections: number
  answered: number
  /** Provisions of the sections that are undecided now. */
  open: number
}

export interface RoundUnit {
  unitId: string
  name: string
  dueOn: CivilDate
  asked: number
  open: number
  decided: number
  answeredAt: Date | null
  answeredByName: string
  remark: string
  extendedReason: string
  overdue: boolean
}

export interface Round extends Omit<RoundRow, "sections" | "answered" | "open"> {
  message: string
  closedByName: string
  version: number
  units: readonly RoundUnit[]
}

/** Undecided provisions of a section; `u` is the section's row in the round. */
const openOf = sql`(select count(*)::int from analog_finding f join ordinance o on o.id = f.ordinance_id where o.unit_id = u.unit_id and f.state = 'found' and f.gone_at is null)`
const decidedOf = sql`(select count(*)::int from analog_finding f join ordinance o on o.id = f.ordinance_id where o.unit_id = u.unit_id and f.state <> 'found' and f.gone_at is null)`

function ownSections(work: Work) {
  if (seesAll(work.actor)) return sql`true`
  const units = scopeOf(work.actor, "ordinances.review")
  return units === "all" ? sql`true` : sql`u.unit_id = any(${[...units]}::uuid[])`
}

/** The latest first; a section sees those in which it was asked. */
export async function listRounds(work: Work, options: { after?: string | undefined; limit?: number } = {}): Promise<{ items: RoundRow[]; next: string | undefined }> {
  const limit = options.limit ?? 25
  const [at, id] = options.after?.split("_") ?? []
  if (options.after && !(isInstantText(at) && isIdText(id))) throw refusal("invalid", "http.cursor", "続きの位置が正しくありません。一覧を開き直してください。", { field: "after" })
  const { rows } = await sql<RoundRow>`with page as (
      select r.* from analog_round r where exists (select from analog_round_unit u where u.round_id = r.id and ${ownSections(work)})
        ${options.after ? sql`and (date_trunc('milliseconds', r.opened_at), r.id) < (${at}::timestamptz, ${id}::uuid)` : sql``}
      order by date_trunc('milliseconds', r.opened_at) desc, r.id desc limit ${sql.lit(limit + 1)})
    select r.id, r.title, r.due_on as "dueOn", r.opened_by_name as "openedByName", r.opened_at as "openedAt", r.closed_at as "closedAt",
      count(*)::int as sections, count(u.answered_at)::int as answered, sum(${openOf})::int as open
    from page r join analog_round_unit u on u.round_id = r.id and ${ownSections(work)}
    group by r.id, r.title, r.due_on, r.opened_by_name, r.opened_at, r.closed_at order by date_trunc('milliseconds', r.opened_at) desc, r.id desc`.execute(work.db)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? `${last.openedAt.toISOString()}_${last.id}` : undefined }
}

/** One round with the sections that the asking person may see. */
export async function getRound(work: Work, id: string): Promise<Round> {
  if (!isIdText(id)) throw notFound("照会")
  const { rows } = await sql<Omit<Round, "units">>`select r.id, r.title, r.message, r.due_on as "dueOn", r.opened_by_name as "openedByName", r.opened_at as "openedAt", r.closed_at as "closedAt", r.closed_by_name as "closedByName", r.version
    from analog_round r where r.id = ${id}::uuid`.execute(work.db)
  const { rows: units } = await sql<RoundUnit>`select u.unit_id as "unitId", u.due_on as "dueOn", u.asked, ${openOf} as open, ${decidedOf} as decided, u.answered_at as "answeredAt", u.answered_by_name as "answeredByName", u.remark,
      u.extended_reason as "extendedReason" from analog_round_unit u where u.round_id = ${id}::uuid and ${ownSections(work)}`.execute(work.db)
  const round = rows[0]
  if (!round || units.length === 0) throw notFound("照会")
  const nameOf = await unitNames(work, units.map(({ unitId }) => unitId))
  const today = civilDateOf(work.now)
  return {
    ...round,
    units: units
      .map((unit) => ({ ...unit, name: nameOf(unit.unitId), overdue: !unit.answeredAt && !round.closedAt && unit.dueOn < today }))
      .sort((a, b) => a.name.localeCompare(b.name, "ja")),
  }
}

export interface AskableUnit {
  unitId: string
  name: string
  open: number
  /** Asked already and not answered yet. */
  asked: boolean
}

/** Sections with undecided provisions, and how many provisions nobody owns. */
export async function listAskable(work: Work): Promise<{ units: AskableUnit[]; withoutUnit: number }> {
  const { rows } = await sql<{ unitId: string | null; open: number; asked: boolean }>`select o.unit_id as "unitId", count(*)::int as open,
      exists (select from analog_round_unit u join analog_round r on r.id = u.round_id where u.unit_id = o.unit_id and u.answered_at is null and r.closed_at is null) as asked
    from analog_finding f join ordinance o on o.id = f.ordinance_id where f.state = 'found' and f.gone_at is null group by o.unit_id`.execute(work.db)
  const nameOf = await unitNames(work, rows.map(({ unitId }) => unitId))
  return {
    units: rows.flatMap(({ unitId, open, asked }) => (unitId ? [{ unitId, name: nameOf(unitId), open, asked }] : [])).sort((a, b) => a.name.localeCompare(b.name, "ja")),
    withoutUnit: rows.find(({ unitId }) => unitId === null)?.open ?? 0,
  }
}
