import { type RawBuilder, sql } from "kysely"
import { personOf } from "../../../../kernel/access/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"
import { isIdText, isInstantText, refusal } from "../../../../kernel/http/index.ts"
import type { OrdinanceKind } from "../../structure/provision.ts"
import { type FindingState, stateNames } from "../finding-states.ts"
import type { Attention, GoneWhy, Method, Origin, Verdict } from "../finding.ts"
import { visibleTo } from "../scope.ts"
import type { FindingFilter } from "./list-filter.ts"

export interface FindingRow {
  id: string
  no: number
  ordinanceId: string
  ordinanceTitle: string
  ordinanceNumber: string
  ordinanceKind: OrdinanceKind
  unitId: string | null
  address: string
  articleNo: string
  caption: string
  /** The sentence of the first hit. */
  sentence: string
  categories: readonly { category: string; kind: string; verdict: Verdict | null; presentPhase: number | null; targetPhase: number | null }[]
  state: FindingState
  attention: Attention
  goneWhy: GoneWhy
  origin: Origin | null
  method: Method | null
  plannedMonth: string | null
  clerkName: string | null
  decidedByName: string
  decidedAt: Date | null
  public: boolean
  version: number
  updatedAt: Date
}

export interface FindingPage {
  items: FindingRow[]
  next: string | undefined
}

const orders = {
  text: { columns: [sql`o.title`, sql`o.id`, sql`f.position`], types: [sql`varchar`, sql`uuid`, sql`int`], down: false },
  month: { columns: [sql`coalesce(f.planned_month, '9999-99')`], types: [sql`text`], down: false },
  updated: { columns: [sql`f.updated_at`], types: [sql`timestamptz`], down: true },
} as const

/** One page of the provisions the asking person sees, by key. */
export async function listFindings(work: Work, filter: FindingFilter, options: { after?: string | undefined; limit?: number } = {}): Promise<FindingPage> {
  const limit = options.limit ?? 25
  const order = orders[filter.sort]
  const wanted = conditionsOf(work, filter)
  if (options.after) {
    const keys = mustBeCursor(options.after, filter.sort)
    const bound = sql.join([...order.types.map((type, at) => sql`${keys[at]}::${type}`), sql`${keys.at(-1)}::uuid`])
    const here = sql.join([...order.columns, sql`f.id`])
    wanted.push(order.down ? sql`(${here}) < (${bound})` : sql`(${here}) > (${bound})`)
  }
  const way = order.down ? sql`desc` : sql`asc`
  const key = filter.sort === "updated" ? sql`jsonb_build_array((f.updated_at at time zone 'UTC')::text || '+00', f.id)` : sql`jsonb_build_array(${sql.join(order.columns)}, f.id)`
  const { rows } = await sql<FindingRow & { key: unknown[] }>`
    with page as (select f.id, row_number() over () as at, ${key} as key from (
        select f.* from analog_finding f join ordinance o on o.id = f.ordinance_id
        where ${sql.join(wanted, sql` and `)} order by ${sql.join(order.columns.map((column) => sql`${column} ${way}`))}, f.id ${way} limit ${sql.lit(limit + 1)}
      ) f join ordinance o on o.id = f.ordinance_id)
    select f.id, f.no::int as no, f.ordinance_id as "ordinanceId", o.title as "ordinanceTitle", o.number as "ordinanceNumber", o.kind as "ordinanceKind", o.unit_id as "unitId",
      f.address, f.article_no as "articleNo", f.caption, c.categories, coalesce(c.sentence, left(f.text, 300)) as sentence,
      f.state, f.attention, f.gone_why as "goneWhy", f.origin, f.method, f.planned_month as "plannedMonth", p.name as "clerkName",
      f.decided_by_name as "decidedByName", f.decided_at as "decidedAt", f.public, f.version, f.updated_at as "updatedAt", page.key
    from page join analog_finding f on f.id = page.id join ordinance o on o.id = f.ordinance_id left join person p on p.id = f.clerk_id
      cross join lateral (select jsonb_agg(jsonb_build_object('category', category, 'kind', kind, 'verdict', verdict, 'presentPhase', present_phase, 'targetPhase', target_phase)
          order by ${categoryOrder}) as categories, min(hits->0->>'sentence') as sentence from analog_finding_category where finding_id = f.id and (hit or verdict is not null)) c
    order by ${sql.join(order.columns.map((column) => sql`${column} ${way}`))}, f.id ${way}`.execute(work.db)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(({ key: _, ...row }) => ({ ...row, categories: row.categories ?? [] })),
    next: rows.length > limit && last ? Buffer.from(JSON.stringify([filter.sort, ...last.key])).toString("base64url") : undefined,
  }
}

/** In the order of the manual, not of the alphabet. */
export const categoryOrder = sql`array_position(array['目視', '実地監査', '定期検査・点検', '常駐・専任', '対面講習', '書面掲示', '往訪閲覧・縦覧', '記録媒体'], category)`

/** How many are in each state, of what the other conditions leave. */
export async function countByState(work: Work, filter: FindingFilter): Promise<Record<FindingState, number>> {
  const { rows } = await sql<{ state: FindingState; n: number }>`select f.state, count(*)::int as n from analog_finding f join ordinance o on o.id = f.ordinance_id
    where ${sql.join(conditionsOf(work, { ...filter, state: undefined }), sql` and `)} group by f.state`.execute(work.db)
  return Object.fromEntries(stateNames.map((state) => [state, rows.find((row) => row.state === state)?.n ?? 0])) as Record<FindingState, number>
}

/** The months for which something is planned, of what the person sees. */
export async function listPlannedMonths(work: Work): Promise<string[]> {
  const { rows } = await sql<{ month: string }>`select distinct f.planned_month as month from analog_finding f join ordinance o on o.id = f.ordinance_id
    where f.planned_month is not null and f.state = 'planned' and ${visibleTo(work)} order by 1 limit 60`.execute(work.db)
  return rows.map(({ month }) => month)
}

/** The sections that own provisions the person sees. */
export async function listOwningUnits(work: Work): Promise<{ id: string; n: number }[]> {
  const { rows } = await sql<{ id: string; n: number }>`select o.unit_id as id, count(*)::int as n from analog_finding f join ordinance o on o.id = f.ordinance_id
    where o.unit_id is not null and f.gone_at is null and ${visibleTo(work)} group by o.unit_id`.execute(work.db)
  return rows
}

export function conditionsOf(work: Work, filter: FindingFilter): RawBuilder<unknown>[] {
  const wanted: RawBuilder<unknown>[] = [visibleTo(work)]
  wanted.push(filter.attention === "gone" ? sql`f.gone_at is not null` : sql`f.gone_at is null`)
  if (filter.attention === "no-unit") wanted.push(sql`o.unit_id is null`)
  else if (filter.attention && filter.attention !== "gone") wanted.push(sql`f.attention = ${filter.attention}`)
  if (filter.state) wanted.push(sql`f.state = ${filter.state}`)
  if (filter.unitId) wanted.push(sql`o.unit_id = ${filter.unitId}::uuid`)
  if (filter.kind) wanted.push(sql`o.kind = ${filter.kind}`)
  if (filter.method) wanted.push(sql`f.method = ${filter.method}`)
  if (filter.month) wanted.push(sql`f.planned_month = ${filter.month}`)
  if (filter.ordinanceId) wanted.push(sql`f.ordinance_id = ${filter.ordinanceId}::uuid`)
  if (filter.whose === "mine") wanted.push(sql`f.clerk_id = ${personOf(work.actor) ?? null}::uuid`)
  if (filter.whose === "unassigned") wanted.push(sql`f.clerk_id is null`)
  if (filter.category) {
    wanted.push(sql`exists (select from analog_finding_category c where c.finding_id = f.id and c.category = ${filter.category} and (c.hit or c.verdict is not null))`)
  }
  for (const word of wordsOf(filter.q)) wanted.push(sql`(position(${word} in lower(normalize(o.title, nfkc))) > 0 or position(${word} in lower(normalize(f.text, nfkc))) > 0
    or position(${word} in lower(normalize(f.article_no || f.caption, nfkc))) > 0)`)
  return wanted
}

function wordsOf(q: string | undefined): string[] {
  return (q ?? "").normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean).slice(0, 5)
}

function mustBeCursor(text: string, sort: FindingFilter["sort"]): string[] {
  try {
    const [of, ...keys] = JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as unknown[]
    const good = of === sort && isIdText(keys.at(-1)) && readable(sort, keys)
    if (good) return keys.map(String)
  } catch {
    // Refused below like any other text that is no cursor.
  }
  throw refusal("invalid", "http.cursor", "続きの位置が正しくありません。一覧を開き直してください。", { field: "after" })
}

function readable(sort: FindingFilter["sort"], keys: readonly unknown[]): boolean {
  if (sort === "updated") return keys.length === 2 && isInstantText(keys[0])
  if (sort === "month") return keys.length === 2 && typeof keys[0] === "string" && /^\d{4}-\d\d$/.test(keys[0])
  return keys.length === 4 && typeof keys[0] === "string" && !keys[0].includes("\u0000") && keys[0].length <= 500 && isIdText(keys[1]) && Number.isInteger(keys[2]) && Math.abs(keys[2] as number) < 2 ** 31
}
