import { sql } from "kysely"
import { z } from "zod"
import { mustBeAllowed } from "../../../../kernel/access/index.ts"
import { record } from "../../../../kernel/audit/index.ts"
import { civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import { isIdText, refusal } from "../../../../kernel/http/index.ts"
import { findUnit } from "../../../../kernel/people/index.ts"

export const assignInput = z.object({
  ids: z.array(z.uuid()).max(500).meta({ title: "例規" }),
  /** Empty: 未定 again. */
  unitId: z.uuid().optional().meta({ title: "所管課" }),
})

/** Gives texts to the unit that answers for them. @returns how many changed hands. */
export async function assignUnit(work: Work, ids: readonly string[], unitId: string | null): Promise<number> {
  mustBeAllowed(work.actor, "ordinances.manage")
  if (ids.length === 0) throw refusal("invalid", "ordinances.none-chosen", "例規を1つ以上選んでください。", { field: "ids" })
  if (unitId && !(await findUnit(work.db, unitId, civilDateOf(work.now)))) throw refusal("invalid", "ordinances.no-unit", "所管課を選び直してください。", { field: "unitId" })
  return changeUnits(work, ids.filter(isIdText).map((id) => ({ id, unitId })))
}

/** National texts belong to no unit of the prefecture. */
export async function changeUnits(work: Work, given: readonly { id: string; unitId: string | null }[]): Promise<number> {
  const { rows } = await sql<{ id: string; before: string | null; after: string | null }>`
    with given as (select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g(id uuid, "unitId" uuid)),
      known as (select o.id, o.unit_id as before from ordinance o join given g on g.id = o.id where not o.national and o.unit_id is distinct from g."unitId" for update of o)
    update ordinance o set unit_id = g."unitId", version = o.version + 1, updated_at = ${work.now}
    from given g, known k where g.id = o.id and k.id = o.id
    returning o.id, k.before, o.unit_id as after`.execute(work.db)
  // One event however many: what changed hands is in it.
  if (rows.length > 0) {
    await record(work, {
      action: "ordinances.units-assigned",
      subject: { kind: "ordinance", id: rows.length === 1 ? rows[0]!.id : "many" },
      detail: { count: rows.length, changes: rows.slice(0, 1000) },
    })
  }
  return rows.length
}
