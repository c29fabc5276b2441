import { type RawBuilder, sql } from "kysely"
import { unitsOf } from "../../kernel/access/index.ts"
import type { Work } from "../../kernel/database/index.ts"
import { isIdText, isInstantText, refusal } from "../../kernel/http/index.ts"
import { rememberWith } from "../../kernel/people/index.ts"
import type { ListFilter } from "./inputs.ts"
import { type ImprovementState, openStates } from "./improvement-states.ts"
import { idsMatching } from "./search.ts"
import { type Sight, sightOf, visibleTo } from "./visibility.ts"

export interface ImprovementListed {
  id: string
  number: string
  title: string
  state: ImprovementState
  initiativeId: string
  authorName: string
  authorUnitName: string
  filedAt: Date
  savedMinutes: number
  measuredSavedMinutes: number | null
}

export interface ImprovementPage {
  items: ImprovementListed[]
  next: string | undefined
}

/** Counted no further than this (decision 3): 「1,000件以上」. */
export const COUNT_LIMIT = 1000
const MANY_UNITS = 6

/**
 * One page by key. A person's scope is not one condition but several (open to all, mine, my unit's, my initiatives'):
 * each is its own walk along an index that stops after a page, so the time depends on the page and not on the table.
 */
export async function listImprovements(
  work: Work,
  filter: ListFilter,
  options: { after?: string | undefined; limit?: number } = {},
): Promise<ImprovementPage> {
  const limit = options.limit ?? 25
  const order = orderOf(filter)
  const keys = await keysOf(work, filter, limit + 1, { after: options.after ? mustBeCursor(options.after, filter) : undefined })
  if (!keys) return { items: [], next: undefined }
  const { rows } = await sql<Listed>`
    with page as (${keys})
    select i.id, i.number, i.title, i.state, i.initiative_id as "initiativeId", i.author_name as "authorName",
      i.author_unit_name as "authorUnitName", i.filed_at as "filedAt", i.saved_minutes as "savedMinutes",
      i.measured_saved_minutes as "measuredSavedMinutes",
      ${order.column}::text as key
    from page join improvement i on i.id = page.id
    order by ${order.column} ${order.way}, i.id ${order.way}`.execute(work.db)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return {
    items: items.map(({ key, ...row }) => ({
      ...row,
      savedMinutes: Number(row.savedMinutes),
      measuredSavedMinutes: row.measuredSavedMinutes === null ? null : Number(row.measuredSavedMinutes),
    })),
    next: rows.length > limit && last ? cursorOf(filter, last) : undefined,
  }
}

type Listed = Omit<ImprovementListed, "savedMinutes" | "measuredSavedMinutes"> & {
  savedMinutes: string
  measuredSavedMinutes: string | null
  key: string
}

/** @returns the exact number up to COUNT_LIMIT; above it COUNT_LIMIT + 1. */
export function countImprovements(work: Work, filter: ListFilter): Promise<number> {
  // Filings are not taken back: what was 「1,000件以上」 stays so.
  return rememberWith(work.actor, `improvements.count:${JSON.stringify(filter)}`, () => count(work, filter), (n) => n > COUNT_LIMIT)
}

async function count(work: Work, filter: ListFilter): Promise<number> {
  const keys = await keysOf(work, filter, COUNT_LIMIT + 1, { counting: true })
  if (!keys) return 0
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from (${keys}) few`.execute(work.db)
  return rows[0]!.n
}

interface Cursor {
  key: string
  id: string
}

/** The ids of one page in order, or undefined when nothing can match. */
async function keysOf(
  work: Work,
  filter: ListFilter,
  limit: number,
  { after, counting }: { after?: Cursor | undefined; counting?: boolean } = {},
): Promise<RawBuilder<unknown> | undefined> {
  const sight = sightOf(work.actor)
  const ids = filter.q ? await idsMatching(work, filter.q) : undefined
  if (ids?.length === 0) return undefined
  const order = orderOf(filter)
  const wanted = conditionsOf(filter, sight, work)
  if (ids) wanted.push(sql`i.id = any(${ids}::uuid[])`)
  if (after) {
    wanted.push(
      filter.direction === "descending"
        ? sql`(${order.column}, i.id) < (${after.key}::${order.type}, ${after.id}::uuid)`
        : sql`(${order.column}, i.id) > (${after.key}::${order.type}, ${after.id}::uuid)`,
    )
  }
  // The limit stands in the text: as a parameter PostgreSQL would plan for a tenth of the table, and plan anew each time.
  const walk = (more: RawBuilder<unknown>) => sql`(select i.id, ${order.column} as key from improvement i
    where ${sql.join([more, ...wanted], sql` and `)} order by ${order.column} ${order.way}, i.id ${order.way} limit ${sql.lit(limit)})`
  const perUnit = (units: readonly string[], column: RawBuilder<unknown>, more: RawBuilder<unknown>) =>
    units.length === 1
      ? walk(sql`${column} = ${units[0]}::uuid and ${more}`)
      : sql`(select each.id, each.key from unnest(${[...units]}::uuid[]) as own(id) cross join lateral ${walk(sql`${column} = own.id and ${more}`)} each)`
  const filed = sql`i.filed_at is not null`
  if (sight.all || filter.whose === "mine") return walk(filed)
  // Narrowed to what one index leads to, the scope is looked at row by row.
  if (ids || filter.initiativeId || filter.unitId || filter.whose !== "all") return walk(sql`${filed} and ${visibleTo(sight)}`)

  const isOpen = filter.state && (openStates as readonly string[]).includes(filter.state)
  const units = sight.ownedUnits.length + sight.headUnits.length
  // Whoever leads many units sees a good part of any state, so that a page of it is soon full.
  if (filter.state && !isOpen && units > MANY_UNITS) return walk(sql`${filed} and ${visibleTo(sight)}`)

  // Each arm leaves out what those before it have, so that a count can stop at its limit.
  const arms: RawBuilder<unknown>[] = []
  if (!filter.state || isOpen) arms.push(walk(sql`i.open`))
  if (!isOpen) {
    const notMine = sql`not i.open and i.state <> 'draft' and i.author_id <> ${sight.personId}::uuid`
    const notOwned = sql`${notMine} and (i.owner_unit_id is null or i.owner_unit_id <> all(${[...sight.ownedUnits]}::uuid[]))`
    arms.push(walk(sql`i.author_id = ${sight.personId}::uuid and ${filed} and not i.open`))
    if (sight.ownedUnits.length > 0) arms.push(perUnit(sight.ownedUnits, sql`i.owner_unit_id`, notMine))
    if (sight.headUnits.length > 0) arms.push(perUnit(sight.headUnits, sql`i.author_unit_id`, notOwned))
  }
  const seen = sql.join(arms, sql` union all `)
  return counting
    ? sql`select id from (${seen}) seen limit ${sql.lit(limit)}`
    : sql`select id from (${seen}) seen order by key ${order.way}, id ${order.way} limit ${sql.lit(limit)}`
}

function conditionsOf(filter: ListFilter, sight: Sight, work: Work): RawBuilder<unknown>[] {
  const units = sql`any(${[...unitsOf(work.actor)]}::uuid[])`
  const wanted: RawBuilder<unknown>[] = []
  if (filter.state) wanted.push(sql`i.state = ${filter.state}`)
  if (filter.initiativeId) wanted.push(sql`i.initiative_id = ${filter.initiativeId}::uuid`)
  if (filter.unitId) wanted.push(sql`i.author_unit_id = ${filter.unitId}::uuid`)
  if (filter.whose === "mine") wanted.push(sql`i.author_id = ${sight.personId}::uuid`)
  if (filter.whose === "unit") wanted.push(sql`i.author_unit_id = ${units}`)
  if (filter.whose === "owned") wanted.push(sql`i.owner_unit_id = ${units}`)
  if (filter.fiscalYear) {
    // 地方自治法208条: April to March, in Japan's time.
    wanted.push(sql`i.filed_at >= ${`${filter.fiscalYear}-04-01T00:00:00+09:00`}::timestamptz
      and i.filed_at < ${`${filter.fiscalYear + 1}-04-01T00:00:00+09:00`}::timestamptz`)
  }
  return wanted
}

function orderOf(filter: Pick<ListFilter, "sort" | "direction">) {
  return {
    column: filter.sort === "saved" ? sql`i.saved_minutes` : sql`i.filed_at`,
    type: filter.sort === "saved" ? sql`numeric` : sql`timestamptz`,
    way: filter.direction === "descending" ? sql`desc` : sql`asc`,
  }
}

function cursorOf(filter: ListFilter, last: Cursor): string {
  return Buffer.from(JSON.stringify([filter.sort, last.key, last.id])).toString("base64url")
}

function mustBeCursor(text: string, filter: ListFilter): Cursor {
  try {
    const [sort, key, id] = JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as unknown[]
    const plain = sort === "saved" ? typeof key === "string" && /^-?\d{1,20}$/.test(key) : isInstantText(key)
    if (sort === filter.sort && plain && isIdText(id)) return { key: key as string, id }
  } catch {
    // Refused below like any other text that is no cursor.
  }
  throw refusal("invalid", "http.cursor", "続きの位置が正しくありません。一覧を開き直してください。", { field: "after" })
}
