import { type RawBuilder, sql } from "kysely"
import type { CivilDate, Work } from "../../../kernel/database/index.ts"
import { isDayText, isIdText, isInstantText, refusal } from "../../../kernel/http/index.ts"
import type { OwnCase } from "../../../module.ts"
import { type ApplicationState, stateWords } from "../application-states.ts"
import { paths } from "../paths.ts"
import { type MineFilter, type Turn, turnOf, turns } from "./mine-filter.ts"
import { visibleTo } from "./read-application.ts"
import { awaitedForApplicant, stateForApplicant } from "./what-is-awaited.ts"

export interface MineRow {
  id: string
  number: string | null
  title: string
  callTitle: string
  applicant: string
  state: ApplicationState
  turn: Turn
  closesAt: Date | null
  dueOn: CivilDate | null
  wantedYen: number | null
  updatedAt: Date
}

export interface MinePage {
  items: MineRow[]
  next: string | undefined
}

/** One page of the asking applicant's drafts and applications. */
export async function listMine(work: Work, filter: MineFilter = { sort: "changed" }, options: { after?: string | undefined; limit?: number } = {}): Promise<MinePage> {
  if (work.actor.kind !== "applicant") return { items: [], next: undefined }
  const limit = options.limit ?? 25
  const order = orders[filter.sort]
  const wanted = conditionsOf(work, filter)
  if (options.after) {
    const { key, id } = mustBeCursor(options.after, filter)
    const bound = sql`(${key}::${order.type}, ${id}::uuid)`
    wanted.push(order.down ? sql`(${order.column}, a.id) < ${bound}` : sql`(${order.column}, a.id) > ${bound}`)
  }
  const way = order.down ? sql`desc` : sql`asc`
  const { rows } = await sql<MineRow & { key: string }>`select a.id, a.number, a.title, c.title as "callTitle", coalesce(a.party->>'name', '') as applicant,
      a.state, ${turn} as turn, c.closes_at as "closesAt", ${dueOn} as "dueOn", a.wanted_yen as "wantedYen", a.updated_at as "updatedAt",
      ${order.asText} as key
    from subsidy_application a join subsidy_call c on c.id = a.call_id
    where ${sql.join(wanted, sql` and `)}
    order by ${order.column} ${way}, a.id ${way} limit ${sql.lit(limit + 1)}`.execute(work.db)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(({ key: _, ...row }) => row),
    next: rows.length > limit && last ? Buffer.from(JSON.stringify([filter.sort, last.key, last.id])).toString("base64url") : undefined,
  }
}

/** How many there are of each turn, of what the words leave. */
export async function countByTurn(work: Work, filter: MineFilter = { sort: "changed" }): Promise<Record<Turn, number>> {
  const none = Object.fromEntries(turns.map((name) => [name, 0])) as Record<Turn, number>
  if (work.actor.kind !== "applicant") return none
  const { rows } = await sql<{ turn: Turn; n: number }>`select ${turn} as turn, count(*)::int as n
    from subsidy_application a join subsidy_call c on c.id = a.call_id
    where ${sql.join(conditionsOf(work, { ...filter, turn: undefined }), sql` and `)} group by 1`.execute(work.db)
  return { ...none, ...Object.fromEntries(rows.map(({ turn: name, n }) => [name, n])) }
}

/** Of what awaits nobody on the applicant's side, the newest; the rest is behind one line that says how many. */
const OTHERS_SHOWN = 100
const WAITING_SHOWN = 1000

/**
 * For the page of everything one applied for. What awaits the applicant stands there however old it is: an agent with hundreds of cases
 * reads it to see what to do. What is left out is said, with the way to it.
 */
export async function ownApplications(work: Work): Promise<OwnCase[]> {
  if (work.actor.kind !== "applicant") return []
  const [drafts, yours, underWay, ended, counts] = await Promise.all([
    listMine(work, { turn: "draft", sort: "due" }, { limit: WAITING_SHOWN }),
    listMine(work, { turn: "yours", sort: "due" }, { limit: WAITING_SHOWN }),
    listMine(work, { turn: "under-way", sort: "changed" }, { limit: OTHERS_SHOWN }),
    listMine(work, { turn: "ended", sort: "changed" }, { limit: OTHERS_SHOWN }),
    countByTurn(work),
  ])
  const rows = [drafts, yours, underWay, ended].flatMap(({ items }) => items)
  const left = Object.values(counts).reduce((total, n) => total + n, 0) - rows.length
  const cases: OwnCase[] = rows.map((row) => ({
    number: row.number ?? "未提出",
    title: row.title || row.callTitle,
    link: paths.mine(row.id),
    state: stateForApplicant(row.state),
    awaited: awaitedForApplicant(row.state),
    since: row.updatedAt,
    ...(row.dueOn ? { dueOn: row.dueOn } : {}),
  }))
  if (left <= 0) return cases
  const oldest = rows.reduce((before, { updatedAt }) => (updatedAt < before ? updatedAt : before), work.now)
  return [...cases, { number: `ほか${left}件`, title: "補助金の申請の一覧（すべて）", link: paths.myApplications, state: "－", awaited: "－", since: oldest }]
}

const openDeadline = sql`(select d.due_on from case_deadline d where d.case_id = a.case_id and d.met_at is null order by d.due_on limit 1)`
const dueOn = sql`coalesce((select k.reply_by from subsidy_correction k where k.application_id = a.id and k.answered_at is null limit 1), ${openDeadline})`

function statesOf(wanted: Turn): RawBuilder<unknown> {
  const states = (Object.keys(stateWords) as ApplicationState[]).filter((state) => turnOf(state) === wanted)
  return sql`${sql.lit(`{${states.join(",")}}`)}::text[]`
}

// 事後管理 lasts five years and more: it is the applicant's turn while a report is due, not all that time.
const turn = sql<Turn>`case when a.state = 'after-care' then case when ${openDeadline} is null then 'under-way' else 'yours' end
  ${sql.join(turns.map((name) => sql`when a.state = any(${statesOf(name)}) then ${sql.lit(name)}`), sql` `)} end`

const orders = {
  changed: { column: sql`a.updated_at`, type: sql`timestamptz`, down: true, asText: sql`(a.updated_at at time zone 'UTC')::text || '+00'` },
  due: dueOrder(),
} as const

/** A draft's day is the call's last; what awaits the office has none for the applicant. */
function dueOrder() {
  const column = sql`coalesce(case ${turn} when 'draft' then (c.closes_at at time zone 'Asia/Tokyo')::date when 'yours' then ${dueOn} end, '9999-12-31'::date)`
  return { column, type: sql`date`, down: false, asText: sql`${column}::text` }
}

function conditionsOf(work: Work, filter: MineFilter): RawBuilder<unknown>[] {
  const wanted: RawBuilder<unknown>[] = [visibleTo(work), sql`not (a.state = 'withdrawn' and a.filed_at is null)`]
  if (filter.turn) wanted.push(sql`${turn} = ${filter.turn}`)
  // Not a.search: that is written at filing, and drafts are looked for most.
  const text = sql`lower(normalize(concat_ws(' ', a.number, a.title, c.title, a.party->>'name'), NFKC))`
  for (const word of wordsOf(filter.q)) wanted.push(sql`position(${word} in ${text}) > 0`)
  return wanted
}

function wordsOf(q: string | undefined): string[] {
  return (q ?? "").replaceAll("\u0000", "").normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean).slice(0, 5)
}

function mustBeCursor(text: string, { sort }: MineFilter): { key: string; id: string } {
  try {
    const [of, key, id] = JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as unknown[]
    if (of === sort && (sort === "due" ? isDayText(key) : isInstantText(key)) && isIdText(id)) return { key: key as string, id }
  } catch {
    // Refused below like any other text that is no cursor.
  }
  throw refusal("invalid", "http.cursor", "続きの位置が正しくありません。一覧を開き直してください。", { field: "after" })
}
