import { sql } from "kysely"
import type { Work } from "../../../../kernel/database/index.ts"

/** Sections that own a text of ours. */
export async function listOwners(work: Work): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct unit_id as id from ordinance where not national and repealed_on is null and unit_id is not null`.execute(work.db)
  return rows.map(({ id }) => id)
}
