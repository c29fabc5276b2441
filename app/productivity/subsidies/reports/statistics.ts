import { sql } from "kysely"
import { scopeOf } from "../../../kernel/access/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
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

/** Of the sections the asking person runs programmes for, or all for who may see all. One statement a figure. */
export async function statisticsOf(work: Work, filter: StatisticsFilter): Promise<Statistics> {
  const within = scope(work, filter)
  const [calls, days, municipalities, months] = await Promise.all([
    sql<CallStatistics>`select c.id as "callId", p.title as programme, c.title as call, c.fiscal_year as "fiscalYear", c.budget_yen as "budgetYen",
        count(a.id)::int as filed, count(a.id) filter (where a.decided_on is not null)::int as decided,
        count(a.id) filter (where ${granted})::int as awarded,
        round(count(a.id) filter (where ${granted})::numeric / nullif(count(a.id) filter (where a.decided_on is not null), 0), 4)::float as "awardRate",
        coalesce(sum(a.awarded_yen) filter (where ${granted}), 0)::bigint as "awardedYen", coalesce(sum(a.settled_yen), 0)::bigint as "settledYen",
        (percentile_cont(0.5) within group (order by (d.terms->>'workingDays')::int))::float as "medianDays",
        (count(*) filter (where (d.terms->>'workingDays')::int <= (d.terms->>'standardDays')::int)::numeric / nullif(count(d.terms), 0))::float as "withinStandard"
      from subsidy_call c join subsidy_programme p on p.id = c.programme_id
      left join subsidy_application a on a.call_id = c.id and a.filed_at is not null
      left join lateral (${decision}) d on true
      where c.state <> 'draft' and ${within} group by c.id, p.title order by c.fiscal_year desc, p.title, c.id limit 500`.execute(work.db),
    sql<{ bucket: number; n: number }>`select least((d.terms->>'workingDays')::int / 10, 9) as bucket, count(*)::int as n
      from subsidy_application a join subsidy_call c on c.id = a.call_id join subsidy_programme p on p.id = c.programme_id join lateral (${decision}) d on true
      where a.decided_on is not null and d.terms->>'workingDays' is not null and ${within} group by 1 order by 1`.execute(work.db),
    sql<{ label: string; yen: number; n: number }>`select coalesce(nullif(a.party->>'municipality', ''), '（未記入）') as label, sum(a.awarded_yen)::bigint as yen, count(*)::int as n
      from subsidy_application a join subsidy_call c on c.id = a.call_id join subsidy_programme p on p.id = c.programme_id
      where ${granted} and ${within} group by 1 order by 2 desc, 1 limit 60`.execute(work.db),
    sql<{ month: string; filed: number; yen: number }>`select to_char(a.filed_at at time zone 'Asia/Tokyo', 'YYYY-MM') as month, count(*)::int as filed,
        coalesce(sum(a.awarded_yen) filter (where ${granted}), 0)::bigint as yen
      from subsidy_application a join subsidy_call c on c.id = a.call_id join subsidy_programme p on p.id = c.programme_id
      where a.filed_at is not null and ${within} group by 1 order by 1 desc limit 24`.execute(work.db),
  ])
  return {
    calls: calls.rows,
    days: days.rows.map(({ bucket, n }) => ({ label: bucket >= 9 ? "90日以上" : `${bucket * 10}～${bucket * 10 + 9}日`, n })),
    municipalities: municipalities.rows,
    months: months.rows.reverse(),
  }
}

const granted = sql`(a.notified_on is not null and a.awarded_yen is not null and a.state not in ('withdrawn', 'rejected', 'dismissed'))`
const decision = sql`select one.terms from subsidy_decision one where one.application_id = a.id and one.kind in ('award', 'refusal') and one.state in ('decided', 'notified')
  order by one.decided_at limit 1`

function scope(work: Work, { fiscalYear, callId }: StatisticsFilter) {
  if (work.actor.kind !== "staff") throw refusal("forbidden", "subsidies.staff-only", "補助金の集計は職員が見られます。")
  const all = scopeOf(work.actor, "subsidies.see-all") === "all"
  const units = scopeOf(work.actor, "subsidies.run")
  const seen = all || units === "all" ? sql`true` : sql`p.unit_id = any(${[...units]}::uuid[])`
  return sql.join([seen, ...(fiscalYear ? [sql`c.fiscal_year = ${fiscalYear}`] : []), ...(callId ? [sql`c.id = ${callId}::uuid`] : [])], sql` and `)
}
