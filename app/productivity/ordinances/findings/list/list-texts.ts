import { sql } from "kysely"
import { scopeOf } from "../../../../kernel/access/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"

/** Our texts on which the asking person decides, by title. */
export async function listOwnTexts(work: Work, most = 5000): Promise<{ id: string; title: string }[]> {
  const manages = scopeOf(work.actor, "ordinances.manage") === "all"
  const units = scopeOf(work.actor, "ordinances.review")
  const own = manages || units === "all" ? sql`true` : sql`unit_id = any(${[...units]}::uuid[])`
  const { rows } = await sql<{ id: string; title: string }>`select id, title from ordinance where not national and repealed_on is null and current_version_id is not null and ${own}
    order by title, id limit ${sql.lit(most)}`.execute(work.db)
  return rows
}
