import { sql } from "kysely"
import { civilDateOf, type Work } from "../../kernel/database/index.ts"

export interface UnitOption {
  id: string
  /** With the unit above it: 総務部 行政経営課. */
  name: string
}

/** Every unit of today's tree, in its order, for choosing owner and partners. */
export async function unitOptions(work: Work): Promise<UnitOption[]> {
  const today = civilDateOf(work.now)
  const { rows } = await sql<UnitOption>`
    with recursive period as (
      select * from unit_period where valid_from <= ${today}::date and (valid_until is null or valid_until > ${today}::date)
    ), tree as (
      select p.unit_id, p.name, p.name as full_name, 0 as depth, array[lpad(p.sort::text, 9, '0') || p.name] as place
      from period p where p.parent_id is null or p.parent_id not in (select unit_id from period)
      union all
      select p.unit_id, p.name, case when t.depth = 0 then p.name else t.full_name || ' ' || p.name end, t.depth + 1,
        t.place || lpad(p.sort::text, 9, '0') || p.name
      from period p join tree t on p.parent_id = t.unit_id where t.depth < 8
    ) select unit_id as id, full_name as name from tree order by place`.execute(work.db)
  return rows
}
