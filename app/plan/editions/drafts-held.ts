import { sql } from "kysely"
import { countBy, type Holding } from "../../kernel/people/index.ts"

/**
 * Sheets of drafts go to the new owner unit. An edition in force or closed says who answered for it then, and its hash with
 * it: it stays, and whoever took the unit over answers for it.
 */
export const draftsHeld: Holding = {
  what: "推進プランの案の取組",
  count: (work, unitIds) =>
    countBy(work, sql`select u.id as unit, 1 as n from unnest(${[...unitIds]}::uuid[]) u(id) join plan_sheet s on s.owner_unit_id = u.id or u.id = any(s.partner_unit_ids)
      join plan_edition e on e.id = s.edition_id and e.status = 'draft'`),
  async handOver(work, { from, to }) {
    const { numAffectedRows } = await sql`update plan_sheet s set owner_unit_id = case when owner_unit_id = ${from}::uuid then ${to}::uuid else owner_unit_id end,
        partner_unit_ids = (select coalesce(array_agg(distinct case when p = ${from}::uuid then ${to}::uuid else p end), '{}') from unnest(s.partner_unit_ids) p)
      from plan_edition e where e.id = s.edition_id and e.status = 'draft' and (s.owner_unit_id = ${from}::uuid or ${from}::uuid = any(s.partner_unit_ids))`.execute(work.db)
    return Number(numAffectedRows ?? 0)
  },
}
