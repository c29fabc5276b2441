import { type RawBuilder, sql } from "kysely"
import { scopeOf } from "../../../kernel/access/index.ts"
import { civilDateOf, type CivilDate, type Work } from "../../../kernel/database/index.ts"
import { isDayText, isIdText, isInstantText, refusal } from "../../../kernel/http/index.ts"
import { visibleTo } from "../applications/read-application.ts"
import type { ApplicationState } from "../application-states.ts"
import type { OfficeFilter } from "./list-filter.ts"
import { clocksOf } from "./processing.ts"
import type { Clock } from "../rules/processing-clock.ts"
import { inGroups, type StateCount, type StateGroup, stateGroups } from "./state-groups.ts"

export interface OfficeRow {
  id: string
  number: string
  title: string
  applicant: string
  callId: string
  callTitle: string
  state: ApplicationState
  clerkId: string | null
  clerkName: string | null
  filedAt: Date
  processBy: CivilDate | null
  decidedOn: CivilDate | null
  wantedYen: number | null
  awardedYen: number | null
  standardDays: number | null
  /** Until when the open correction is to be answered. */
  replyBy: CivilDate | null
  /** The latest correction was answered, and is looked at again. */
  corrected: boolean
  /** undefined where the call names no standard period. */
  clock: Clock | undefined
}

export interface OfficePage {
  items: OfficeRow[]
  next: string | undefined
}

/** One page of the filed applications that the asking person sees, by key. */
export async function listOfficeApplications(work: Work, filter: OfficeFilter, options: { after?: string | undefined; limit?: number } = {}): Promise<OfficePage> {
  const limit = options.limit ?? 25
  const order = orders[filter.sort]
  const wanted = narrowingOf(work, filter)
  if (options.after) {
    const { key, id } = mustBeCursor(options.after, filter)
    const bound = sql`(${key}::${order.type}, ${id}::uuid)`
    wanted.push(order.down ? sql`(${order.column}, a.id) < ${bound}` : sql`(${order.column}, a.id) > ${bound}`)
  }
  const way = order.down ? sql`desc` : sql`asc`
  const walk = (more: RawBuilder<unknown>) => sql`select a.id, ${order.column} as key from subsidy_application a
    where ${sql.join([more, ...wanted], sql` and `)} order by ${order.column} ${way}, a.id ${way} limit ${sql.lit(limit + 1)}`
  const units = unitsSeen(work)
  // Each section is its own walk along an index that stops after a page. The scope is said once, by the walk: said twice it makes
  // PostgreSQL expect next to nothing while a table is new to it, and sort a hundred thousand rows for a page.
  const page =
    units === "all"
      ? walk(visibleTo(work))
      : sql`select each.id, each.key from unnest(${[...units]}::uuid[]) as own(id) cross join lateral (${walk(sql`a.unit_id = own.id`)}) each
          order by each.key ${way}, each.id ${way} limit ${sql.lit(limit + 1)}`
  const { rows } = await sql<Omit<OfficeRow, "clock"> & { key: string }>`
    with page as (${page})
    select a.id, a.number, a.title, coalesce(a.party->>'name', '') as applicant, a.call_id as "callId", c.title as "callTitle", a.state,
      a.clerk_id as "clerkId", p.name as "clerkName", a.filed_at as "filedAt", a.process_by as "processBy", a.decided_on as "decidedOn",
      a.wanted_yen as "wantedYen", a.awarded_yen as "awardedYen", c.standard_days as "standardDays",
      (select r.reply_by from subsidy_correction r where r.application_id = a.id and r.answered_at is null) as "replyBy",
      a.state = 'formal-check' and exists (select from subsidy_correction r where r.application_id = a.id) as corrected,
      ${order.down && filter.sort === "filed" ? sql`(page.key at time zone 'UTC')::text || '+00'` : sql`page.key::text`} as key
    from page join subsidy_application a on a.id = page.id join subsidy_call c on c.id = a.call_id left join person p on p.id = a.clerk_id
    order by page.key ${way}, a.id ${way}`.execute(work.db)
  const shown = rows.slice(0, limit)
  const clocks = await clocksOf(work, shown)
  const last = shown.at(-1)
  return {
    items: shown.map(({ key: _, ...row }) => ({ ...row, clock: clocks.get(row.id) })),
    next: rows.length > limit && last ? Buffer.from(JSON.stringify([filter.sort, last.key, last.id])).toString("base64url") : undefined,
  }
}

/** How many are in each group, of what the other conditions leave. */
export async function countByGroup(work: Work, filter: OfficeFilter): Promise<Record<StateGroup, number>> {
  const { rows } = await sql<StateCount>`select a.state, count(*)::int as n from subsidy_application a
    where ${sql.join(conditionsOf(work, { ...filter, group: undefined }), sql` and `)} group by a.state`.execute(work.db)
  return inGroups(rows)
}

/** The same as visibleTo says, as sections to walk through. */
function unitsSeen({ actor }: Work): "all" | readonly string[] {
  return scopeOf(actor, "subsidies.see-all") === "all" ? "all" : scopeOf(actor, "subsidies.run")
}

function conditionsOf(work: Work, filter: OfficeFilter): RawBuilder<unknown>[] {
  return [visibleTo(work), ...narrowingOf(work, filter)]
}

function narrowingOf(work: Work, filter: OfficeFilter): RawBuilder<unknown>[] {
  const wanted: RawBuilder<unknown>[] = [sql`a.filed_at is not null`]
  if (filter.group) wanted.push(sql`a.state = any(${[...stateGroups[filter.group].states]}::text[])`)
  if (filter.callId) wanted.push(sql`a.call_id = ${filter.callId}::uuid`)
  if (filter.clerkId) wanted.push(sql`a.clerk_id = ${filter.clerkId}::uuid`)
  if (filter.whose === "mine") wanted.push(sql`a.clerk_id = ${work.actor.kind === "staff" ? work.actor.id : null}::uuid`)
  if (filter.whose === "unassigned") wanted.push(sql`a.clerk_id is null`)
  if (filter.whose === "overdue") {
    const today = civilDateOf(work.now)
    wanted.push(sql`(a.process_by < ${today}::date or (a.state in ('in-correction', 'report-in-correction') and exists (select from subsidy_correction r
      where r.application_id = a.id and r.answered_at is null and r.reply_by < ${today}::date)))`)
  }
  for (const word of wordsOf(filter.q)) wanted.push(sql`position(${word} in a.search) > 0`)
  return wanted
}

/** As subsidy_application.search is written: NFKC, lower case. */
function wordsOf(q: string | undefined): string[] {
  return (q ?? "").normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean).slice(0, 5)
}

const orders = {
  due: { column: sql`coalesce(a.process_by, '9999-12-31'::date)`, type: sql`date`, down: false },
  filed: { column: sql`a.filed_at`, type: sql`timestamptz`, down: true },
  amount: { column: sql`coalesce(a.wanted_yen, 0)`, type: sql`bigint`, down: true },
} as const

function mustBeCursor(text: string, { sort }: OfficeFilter): { key: string; id: string } {
  try {
    const [of, key, id] = JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as unknown[]
    const readable = sort === "due" ? isDayText(key) : sort === "filed" ? isInstantText(key) : typeof key === "string" && /^\d{1,15}$/.test(key)
    if (of === sort && readable && isIdText(id)) return { key: key as string, id }
  } catch {
    // Refused below like any other text that is no cursor.
  }
  throw refusal("invalid", "http.cursor", "続きの位置が正しくありません。一覧を開き直してください。", { field: "after" })
}
