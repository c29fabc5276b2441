import { sql } from "kysely"
import type { Work } from "../../../../kernel/database/index.ts"
import type { Category } from "../../scanner/categories.ts"
import { visibleTo } from "../scope.ts"

export interface PlannedAmendment {
  id: string
  address: string
  categories: Category[]
  /** The wording that the section wrote when it decided; "" for none. */
  draft: string
}

/** The provisions of a text that were decided to be amended and are not yet, for whoever drafts its bill. */
export async function listPlannedAmendments(work: Work, ordinanceId: string): Promise<PlannedAmendment[]> {
  const { rows } = await sql<PlannedAmendment>`select f.id, f.address, f.draft,
      coalesce((select array_agg(c.category order by c.category) from analog_finding_category c where c.finding_id = f.id and c.verdict = 'applicable'), '{}') as categories
    from analog_finding f join ordinance o on o.id = f.ordinance_id
    where f.ordinance_id = ${ordinanceId}::uuid and f.state = 'planned' and f.method = 'amend' and ${visibleTo(work)}
    order by f.position`.execute(work.db)
  return rows
}
