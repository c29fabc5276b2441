import { sql } from "kysely"
import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { workersOf } from "../../../kernel/people/index.ts"
import { visibleTo } from "../applications/read-application.ts"
import { countByGroup } from "./list-applications.ts"
import { isNarrowed, type OfficeFilter } from "./list-filter.ts"
import { inGroups, type StateCount, type StateGroup, undecided } from "./state-groups.ts"

export interface ClerkLoad {
  clerkId: string | null
  name: string
  open: number
  overdue: number
  inCorrection: number
}

/** What stands around the work list. */
export interface Tally {
  /** In each group, of what the other conditions leave. */
  counts: Record<StateGroup, number>
  /** Applications not yet decided, by the clerk in charge; the heaviest first, those of nobody last. Whatever the conditions. */
  load: ClerkLoad[]
}

/** One walk along subsidy_application_load for both: over 100,000 applications that walk is nearly all that the page costs. */
export async function tallyOf(work: Work, filter: OfficeFilter): Promise<Tally> {
  const open = sql`each.state = any(${[...undecided]}::text[])`
  const whole = sql<{ states: StateCount[]; load: ClerkLoad[] }>`with each as materialized (
      select a.state, a.clerk_id, count(*)::int as n, count(*) filter (where a.process_by < ${civilDateOf(work.now)}::date)::int as overdue
      from subsidy_application a where ${visibleTo(work)} and a.filed_at is not null group by a.state, a.clerk_id
    ), clerks as (
      select each.clerk_id as "clerkId", coalesce(p.name, '（担当者なし）') as name, sum(each.n)::int as open, sum(each.overdue)::int as overdue,
        coalesce(sum(each.n) filter (where each.state = 'in-correction'), 0)::int as "inCorrection"
      from each left join person p on p.id = each.clerk_id where ${open}
      group by each.clerk_id, p.name order by (each.clerk_id is null), sum(each.n) desc, p.name limit 50
    )
    select (select coalesce(json_agg(s), '[]') from (select state, sum(n)::int as n from each group by state) s) as states,
      (select coalesce(json_agg(c), '[]') from clerks c) as load`.execute(work.db)
  const [{ rows }, narrowed] = await Promise.all([whole, isNarrowed(filter) ? countByGroup(work, filter) : undefined])
  const { states, load } = rows[0]!
  return { counts: narrowed ?? inGroups(states), load }
}

/** Who may be in charge: the people of a section today. */
export async function clerksOf(work: Work, unitId: string): Promise<{ id: string; name: string; title: string }[]> {
  const members = await workersOf(work.db, unitId, civilDateOf(work.now))
  const seen = new Map(members.map(({ personId, name, title }) => [personId, { id: personId, name, title }]))
  return [...seen.values()]
}

export interface CallOfList {
  id: string
  title: string
  fiscalYear: number
  programme: string
}

/** The calls that have filed applications the asking person sees, for the filter, by programme. */
export async function callsWithApplications(work: Work): Promise<CallOfList[]> {
  const { rows } = await sql<CallOfList>`select c.id, c.title, c.fiscal_year as "fiscalYear", g.title as programme
    from subsidy_call c join subsidy_programme g on g.id = c.programme_id
    where exists (select from subsidy_application a where a.call_id = c.id and a.filed_at is not null and ${visibleTo(work)})
    order by g.title, c.fiscal_year desc, c.title limit 200`.execute(work.db)
  return rows
}
