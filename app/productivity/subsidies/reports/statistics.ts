import { sql } from "kysely"
import { scopeOf } from "../../../kernel/access/index.ts"
import { rememberEach, type Work } from "../../../kernel/database/index.ts"
import { refusal } from "../../../kernel/http/index.ts"

export interface CallStatistics {
  callId: string
  programme: string
  call: string
  fiscalYear: number
  budgetYen: number | null
  filed: number
  decided: number
  awarded: number
  /** awarded ÷ decided; null where nothing is decided yet. */
  awardRate: number | null
  awardedYen: number
  settledYen: number
  medianDays: number | null
  withinStandard: number | null
}

export interface Statistics {
  /** Whatever happened later is not in the figures. */
  countedAt: Date
  calls: CallStatistics[]
  /** Working days to the decision, in tens. */
  days: { label: string; n: number }[]
  municipalities: { label: string; yen: number; n: number }[]
  months: { month: string; filed: number; yen: number }[]
}

export interface StatisticsFilter {
  fiscalYear?: number | undefined
  callId?: string | undefined
}

/** How old the figures may be; the page says when they were counted. */
export const COUNTED_EVERY = 60_000
const MOST_CALLS = 500

/**
 * Of the sections the asking person runs programmes for, or all for who may see all. Counted at most once a minute for all who see
 * the same sections: a count reads every application of theirs.
 */
export const statisticsOf = rememberEach(COUNTED_EVERY, (work, filter: StatisticsFilter) => JSON.stringify([scopeIn(work), filter.fiscalYear ?? 0, filter.callId ?? ""]), count)

async function count(work: Work, filter: StatisticsFilter): Promise<Statistics> {
  const countedAt = new Date()
  const known = await callsIn(work, filter)
  const ids = known.map(({ callId }) => callId)
  const [{ calls, municipalities, months }, decisions] = await Promise.all([filedOf(work, ids), decidedOf(work, ids)])
  const filed = new Map(calls.map((one) => [one.callId, one]))
  const decided = new Map(decisions.calls.map((one) => [one.callId, one]))
  return {
    countedAt,
    calls: known.slice(0, MOST_CALLS).map((call) => ({ ...call, ...(filed.get(call.callId) ?? noneFiled), ...(decided.get(call.callId) ?? noneDecided) })),
    days: decisions.days.map(({ bucket, n }) => ({ label: bucket >= 9 ? "90日以上" : `${bucket * 10}～${bucket * 10 + 9}日`, n })),
    municipalities,
    months: months.toReversed(),
  }
}

type Known = Pick<CallStatistics, "callId" | "programme" | "call" | "fiscalYear" | "budgetYen">
type Filed = Pick<CallStatistics, "filed" | "decided" | "awarded" | "awardRate" | "awardedYen" | "settledYen">
type Decided = Pick<CallStatistics, "medianDays" | "withinStandard">

const noneFiled: Filed = { filed: 0, decided: 0, awarded: 0, awardRate: null, awardedYen: 0, settledYen: 0 }
const noneDecided: Decided = { medianDays: null, withinStandard: null }

/** The scope is here; what is counted is counted of these alone. */
async function callsIn(work: Work, { fiscalYear, callId }: StatisticsFilter): Promise<Known[]> {
  const scope = scopeIn(work)
  const wanted = [sql`c.state <> 'draft'`]
  if (scope !== "all") wanted.push(sql`p.unit_id = any(${scope}::uuid[])`)
  if (fiscalYear) wanted.push(sql`c.fiscal_year = ${fiscalYear}`)
  if (callId) wanted.push(sql`c.id = ${callId}::uuid`)
  const { rows } = await sql<Known>`select c.id as "callId", p.title as programme, c.title as call, c.fiscal_year as "fiscalYear", c.budget_yen as "budgetYen"
    from subsidy_call c join subsidy_programme p on p.id = c.programme_id
    where ${sql.join(wanted, sql` and `)} order by c.fiscal_year desc, p.title, c.id`.execute(work.db)
  return rows
}

/** One reading of the applications. Japan keeps nine hours ahead the whole year, and the name of its zone costs as much again as all the rest. */
async function filedOf(work: Work, callIds: readonly string[]) {
  const { rows } = await sql<{ calls: (Filed & { callId: string })[]; municipalities: Statistics["municipalities"]; months: Statistics["months"] }>`with each as materialized (
      select a.call_id, date_trunc('month', a.filed_at at time zone interval '9 hours') as month, case when ${granted} then a.party->>'municipality' end as municipality,
        ${granted} as granted, a.decided_on is not null as decided, count(*)::int as n, sum(a.awarded_yen)::bigint as awarded, sum(a.settled_yen)::bigint as settled
      from subsidy_application a where a.filed_at is not null and a.call_id = any(${callIds}::uuid[]) group by 1, 2, 3, 4, 5
    ), calls as (
      select call_id as "callId", sum(n)::int as filed, coalesce(sum(n) filter (where decided), 0)::int as decided, coalesce(sum(n) filter (where granted), 0)::int as awarded,
        round(coalesce(sum(n) filter (where granted), 0)::numeric / nullif(sum(n) filter (where decided), 0), 4)::float as "awardRate",
        coalesce(sum(awarded) filter (where granted), 0)::bigint as "awardedYen", coalesce(sum(settled), 0)::bigint as "settledYen"
      from each group by call_id
    ), municipalities as (
      select coalesce(nullif(municipality, ''), '（未記入）') as label, sum(awarded)::bigint as yen, sum(n)::int as n from each where granted group by 1 order by 2 desc, 1 limit 60
    ), months as (
      select to_char(month, 'YYYY-MM') as month, sum(n)::int as filed, coalesce(sum(awarded) filter (where granted), 0)::bigint as yen from each group by each.month order by each.month desc limit 24
    )
    select (select coalesce(json_agg(c), '[]') from calls c) as calls, (select coalesce(json_agg(m), '[]') from municipalities m) as municipalities,
      (select coalesce(json_agg(m), '[]') from months m) as months`.execute(work.db)
  return rows[0]!
}

/** One reading of the decisions on applications: of each its first. */
async function decidedOf(work: Work, callIds: readonly string[]) {
  const { rows } = await sql<{ calls: (Decided & { callId: string })[]; days: { bucket: number; n: number }[] }>`with each as materialized (
      select distinct on (d.application_id) a.call_id, a.decided_on is not null as decided, (d.terms->>'workingDays')::int as days,
        (d.terms->>'workingDays')::int <= (d.terms->>'standardDays')::int as within
      from subsidy_decision d join subsidy_application a on a.id = d.application_id
      where d.kind in ('award', 'refusal') and d.state in ('decided', 'notified') and a.filed_at is not null and a.call_id = any(${callIds}::uuid[])
      order by d.application_id, d.decided_at
    ), calls as (
      select call_id as "callId", (percentile_cont(0.5) within group (order by days))::float as "medianDays",
        (count(*) filter (where within)::numeric / count(*))::float as "withinStandard" from each group by call_id
    ), days as (
      select least(days / 10, 9) as bucket, count(*)::int as n from each where decided and days is not null group by 1 order by 1
    )
    select (select coalesce(json_agg(c), '[]') from calls c) as calls, (select coalesce(json_agg(d), '[]') from days d) as days`.execute(work.db)
  return rows[0]!
}

const granted = sql`(a.notified_on is not null and a.awarded_yen is not null and a.state not in ('withdrawn', 'rejected', 'dismissed'))`

/** The sections whose programmes are counted. */
function scopeIn(work: Work): "all" | readonly string[] {
  if (work.actor.kind !== "staff") throw refusal("forbidden", "subsidies.staff-only", "補助金の集計は職員が見られます。")
  if (scopeOf(work.actor, "subsidies.see-all") === "all") return "all"
  const units = scopeOf(work.actor, "subsidies.run")
  return units === "all" ? "all" : [...units].sort()
}
