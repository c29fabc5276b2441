import { sql } from "kysely"
import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { workersOf } from "../../../kernel/people/index.ts"
import { visibleTo } from "../applications/read-application.ts"
import { undecided } from "./state-groups.ts"

export interface ClerkLoad {
  clerkId: string | null
  name: string
  open: number
  overdue: number
  inCorrection: number
}

/** Applications not yet decided, by the clerk in charge; the heaviest first, those of nobody last. */
export async function workloadOf(work: Work): Promise<ClerkLoad[]> {
  const { rows } = await sql<ClerkLoad>`select a.clerk_id as "clerkId", coalesce(p.name, '（担当者なし）') as name, count(*)::int as open,
      count(*) filter (where a.process_by < ${civilDateOf(work.now)}::date)::int as overdue,
      count(*) filter (where a.state = 'in-correction')::int as "inCorrection"
    from subsidy_application a left join person p on p.id = a.clerk_id
    where ${visibleTo(work)} and a.filed_at is not null and a.state = any(${[...undecided]}::text[])
    group by a.clerk_id, p.name order by (a.clerk_id is null), count(*) desc, p.name limit 50`.execute(work.db)
  return rows
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
