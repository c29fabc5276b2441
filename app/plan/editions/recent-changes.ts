import { sql } from "kysely"
import type { Work } from "../../kernel/database/index.ts"

export interface RecentChange {
  at: Date
  who: string
  editionId: string
  editionTitle: string
  initiativeId: string | null
  /** Of the initiative; null: the edition itself. */
  title: string | null
  fields: string[]
  reason: string
}

/** What was rewritten lately in editions that every member of staff may read, one line per save. */
export async function recentChanges(work: Work, limit = 6): Promise<RecentChange[]> {
  const { rows } = await sql<RecentChange>`
    select v.changed_at as at, v.changed_by_name as who, v.edition_id as "editionId", e.title as "editionTitle",
      v.initiative_id as "initiativeId", s.title, v.reason, array_agg(v.field order by v.id) as fields
    from (select * from plan_text_version order by changed_at desc limit 400) v
    join plan_edition e on e.id = v.edition_id and e.status in ('in-force', 'closed')
    left join plan_sheet s on s.edition_id = v.edition_id and s.initiative_id = v.initiative_id
    group by 1, 2, 3, 4, 5, 6, 7 order by 1 desc limit ${limit}`.execute(work.db)
  return rows
}
