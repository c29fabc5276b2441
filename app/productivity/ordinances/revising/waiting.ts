import { sql } from "kysely"
import { may, unitsOf } from "../../../kernel/access/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import type { DeskItem } from "../../../module.ts"
import { type BillState, billStateWords } from "./bill.ts"
import { revisingPaths } from "./paths.ts"

/** The person's own drafts, those of their section whose author has left, and for the office what waits for its promulgation. */
export async function billsWaiting(work: Work): Promise<DeskItem[]> {
  const { actor } = work
  if (actor.kind !== "staff") return []
  const office = may(actor, "ordinances.manage")
  const { rows } = await sql<{ id: string; title: string; state: BillState; since: Date }>`select b.id, b.title, b.state, b.updated_at as since
    from ordinance_bill b left join person p on p.id = b.created_by
    where (b.state = 'draft' and (b.created_by = ${actor.id}::uuid or (b.unit_id = any(${[...unitsOf(actor)]}::uuid[])
        and not exists (select from staff_post sp where sp.person_id = b.created_by and sp.unit_id = b.unit_id and sp.valid_until is null))))
      or (b.state = 'approved' and ${office}::boolean)
    order by b.updated_at limit 40`.execute(work.db)
  return rows.map(({ id, title, state, since }) => ({
    kind: state === "approved" ? "公布の記録" : "改正案の作成",
    title,
    link: revisingPaths.bill(id),
    since,
    state: billStateWords[state],
  }))
}
