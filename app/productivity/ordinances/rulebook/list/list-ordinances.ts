import { type RawBuilder, sql } from "kysely"
import { mustBeAllowed } from "../../../../kernel/access/index.ts"
import type { CivilDate, Work } from "../../../../kernel/database/index.ts"
import { isDayText, isIdText, isInstantText, refusal } from "../../../../kernel/http/index.ts"
import type { OrdinanceKind } from "../../structure/provision.ts"
import { NO_UNIT, type OrdinanceFilter } from "./list-filter.ts"

export interface OrdinanceRow {
  id: string
  title: string
  number: string
  kind: OrdinanceKind
  national: boolean
  category: string
  unitId: string | null
  unitCode: string | null
  unitName: string | null
  promulgatedOn: CivilDate | null
  repealedOn: CivilDate | null
  provisions: number
  versionNumber: number
  updatedAt: Date
}

export interface OrdinancePage {
  items: OrdinanceRow[]
  next: string | undefined
}

/** One page of the rulebook's texts, by key. */
export async function listOrdinances(work: Work, filter: OrdinanceFilter, options: { after?: string | undefined; limit?: number } = {}): Promise<OrdinancePage> {
  mustBeAllowed(work.actor, "ordinances.read")
  const limit = options.limit ?? 25
  const order = orders[filter.sort]
  const wanted = conditionsOf(filter)
  if (options.after) {
    const { key, id } = mustBeCursor(options.after, filter)
    const bound = sql`(${key}::${order.type}, ${id}::uuid)`
    wanted.push(order.down ? sql`(${order.column}, o.id) < ${bound}` : sql`(${order.column}, o.id) > ${bound}`)
  }
  const way = order.down ? sql`desc` : sql`asc`
  const { rows } = await sql<OrdinanceRow & { key: string }>`
    with page as materialized (
      select o.*, ${order.column} as key from ordinance o where ${sql.join(wanted, sql` and `)}
      order by ${order.column} ${way}, o.id ${way} limit ${sql.lit(limit + 1)}
    )
    select o.id, o.title, o.number, o.kind, o.national, o.category, o.unit_id as "unitId", u.code as "unitCode",
      (select up.name from unit_period up where up.unit_id = o.unit_id order by up.valid_from desc limit 1) as "unitName",
      o.promulgated_on as "promulgatedOn", o.repealed_on as "repealedOn",
      (select count(*)::int from ordinance_provision p where p.version_id = o.current_version_id) as provisions,
      v.number as "versionNumber", o.updated_at as "updatedAt",
      ${filter.sort === "updated" ? sql`(o.key at time zone 'UTC')::text || '+00'` : sql`o.key::text`} as key
    from page o join ordinance_version v on v.id = o.current_version_id left join unit u on u.id = o.unit_id
    order by o.key ${way}, o.id ${way}`.execute(work.db)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(({ key: _, ...row }) => row),
    next: rows.length > limit && last ? Buffer.from(JSON.stringify([filter.sort, last.key, last.id])).toString("base64url") : undefined,
  }
}

export interface RulebookCounts {
  all: number
  own: number
  national: number
  /** Own texts that no unit has taken on. */
  unassigned: number
}

/** How many there are of what the other conditions leave, the two origins apart. */
export async function countOrdinances(work: Work, filter: OrdinanceFilter): Promise<RulebookCounts> {
  mustBeAllowed(work.actor, "ordinances.read")
  const { rows } = await sql<RulebookCounts>`
    select count(*)::int as all, count(*) filter (where not o.national)::int as own, count(*) filter (where o.national)::int as national,
      count(*) filter (where not o.national and o.unit_id is null)::int as unassigned
    from ordinance o where ${sql.join(conditionsOf({ ...filter, origin: "all" }), sql` and `)}`.execute(work.db)
  return rows[0]!
}

export interface ListChoices {
  units: { id: string; name: string }[]
  categories: string[]
}

/** What the list can be narrowed by: the units that own a text, the parts of the collection. */
export async function listChoices(work: Work): Promise<ListChoices> {
  mustBeAllowed(work.actor, "ordinances.read")
  const [units, categories] = await Promise.all([
    sql<{ id: string; name: string }>`select u.id, coalesce((select up.name from unit_period up where up.unit_id = u.id order by up.valid_from desc limit 1), u.code) as name
      from unit u where u.id in (select unit_id from ordinance) order by u.code`.execute(work.db),
    sql<{ category: string }>`select distinct category from ordinance where category <> '' order by category limit 500`.execute(work.db),
  ])
  return { units: units.rows, categories: categories.rows.map(({ category }) => category) }
}

function conditionsOf(filter: OrdinanceFilter): RawBuilder<unknown>[] {
  const wanted: RawBuilder<unknown>[] = [sql`o.current_version_id is not null`]
  if (filter.kind) wanted.push(sql`o.kind = ${filter.kind}`)
  if (filter.origin !== "all") wanted.push(filter.origin === "national" ? sql`o.national` : sql`not o.national`)
  if (filter.unitId === NO_UNIT) wanted.push(sql`o.unit_id is null`)
  else if (filter.unitId) wanted.push(sql`o.unit_id = ${filter.unitId}::uuid`)
  if (filter.category) wanted.push(sql`o.category = ${filter.category}`)
  for (const word of (filter.q ?? "").split(/[\s　]+/).filter(Boolean).slice(0, 8)) {
    // A subquery is asked once, a call for every row.
    const key = sql`(select title_key(${word}))`
    wanted.push(sql`(position(${key} in o.title_key) > 0 or position(${key} in title_key(o.number)) > 0)`)
  }
  return wanted
}

const orders = {
  title: { column: sql`o.title`, type: sql`varchar`, down: false },
  promulgated: { column: sql`coalesce(o.promulgated_on, '0001-01-01'::date)`, type: sql`date`, down: true },
  updated: { column: sql`o.updated_at`, type: sql`timestamptz`, down: true },
} as const

function mustBeCursor(text: string, { sort }: OrdinanceFilter): { key: string; id: string } {
  try {
    const [of, key, id] = JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as unknown[]
    const readable = sort === "title" ? typeof key === "string" && !key.includes("\0") : sort === "promulgated" ? isDayText(key) : isInstantText(key)
    if (of === sort && readable && isIdText(id)) return { key: key as string, id }
  } catch {
    // Refused below like any other text that is no cursor.
  }
  throw refusal("invalid", "http.cursor", "続きの位置が正しくありません。一覧を開き直してください。", { field: "after" })
}
