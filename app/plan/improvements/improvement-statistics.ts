import { sql } from "kysely"
import { rememberFor, type Work } from "../../kernel/database/index.ts"
import { sightOf } from "./visibility.ts"

export interface Tally {
  filed: number
  adopted: number
  declined: number
  measured: number
  /** A year, of those adopted, as estimated. */
  estimatedMinutes: number
  /** A year, of those measured. */
  measuredMinutes: number
}

export interface MonthTally extends Tally {
  /** "YYYY-MM" of filing */
  month: string
}
export interface UnitTally extends Tally {
  unitId: string
  unitName: string
}
export interface InitiativeTally extends Tally {
  initiativeId: string
}

export interface Statistics {
  total: Tally
  /** People who have filed, each once. */
  authors: number
  /** Median of calendar days from filing to decision; null while nothing was decided. */
  daysToDecision: number | null
  decided: number
  byMonth: MonthTally[]
  byUnit: UnitTally[]
  byInitiative: InitiativeTally[]
}

const tally = sql`
  count(*)::int as filed,
  count(*) filter (where open)::int as adopted,
  count(*) filter (where state = 'declined')::int as declined,
  count(*) filter (where state = 'measured')::int as measured,
  coalesce(sum(saved_minutes) filter (where open), 0)::float8 as "estimatedMinutes",
  coalesce(sum(measured_saved_minutes), 0)::float8 as "measuredMinutes"`

/** Sums over all that was filed, and no single record: every member of staff may know how many there are. */
export async function improvementStatistics(work: Work, fiscalYear?: number): Promise<Statistics> {
  sightOf(work.actor)
  const year = fiscalYear
    ? sql`filed_at >= ${`${fiscalYear}-04-01T00:00:00+09:00`}::timestamptz and filed_at < ${`${fiscalYear + 1}-04-01T00:00:00+09:00`}::timestamptz`
    : sql`filed_at is not null`
  const filed = sql`from improvement where ${year} and state <> 'withdrawn'`
  const [months, units, initiatives, whole] = await Promise.all([
    sql<MonthTally>`select to_char(filed_at at time zone 'Asia/Tokyo', 'YYYY-MM') as month, ${tally} ${filed} group by 1 order by 1`.execute(work.db),
    sql<UnitTally>`select author_unit_id as "unitId", max(author_unit_name) as "unitName", ${tally} ${filed}
      group by 1 order by filed desc, 2 limit 100`.execute(work.db),
    sql<InitiativeTally>`select initiative_id as "initiativeId", ${tally} ${filed} group by 1`.execute(work.db),
    sql<Tally & { authors: number; days: number | null; decided: number }>`select ${tally}, count(distinct author_id)::int as authors,
      count(decided_on)::int as decided, percentile_cont(0.5) within group
        (order by decided_on - (filed_at at time zone 'Asia/Tokyo')::date) as days ${filed}`.execute(work.db),
  ])
  const { authors, days, decided, ...total } = whole.rows[0]!
  return {
    total,
    authors,
    daysToDecision: days,
    decided,
    byMonth: months.rows,
    byUnit: units.rows,
    byInitiative: initiatives.rows,
  }
}

/** Fiscal years in which something was filed, the latest first; two index look-ups. */
export const yearsOfFiling = rememberFor(5000, readYears)

async function readYears(work: Work): Promise<number[]> {
  const { rows } = await sql<{ first: number | null; last: number | null }>`
    select extract(year from (min(filed_at) at time zone 'Asia/Tokyo') - interval '3 months')::int as first,
      extract(year from (max(filed_at) at time zone 'Asia/Tokyo') - interval '3 months')::int as last from improvement`.execute(work.db)
  const { first, last } = rows[0]!
  if (first === null || last === null) return []
  return Array.from({ length: last - first + 1 }, (_, at) => last - at)
}
