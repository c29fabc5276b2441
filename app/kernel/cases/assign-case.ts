import { sql } from "kysely"
import { actorName, mustBeAllowed, personOf } from "../access/index.ts"
import { record } from "../audit/index.ts"
import type { Work } from "../database/index.ts"
import { refusal } from "../http/refusal.ts"
import { getCase } from "./read-cases.ts"

/** Names who works on the case; undefined: nobody any more. The step stands in the case's history. */
export async function assignCase(work: Work, caseId: string, personId: string | undefined, reason = ""): Promise<void> {
  const file = await getCase(work, caseId)
  if (personId) {
    const person = await work.db.selectFrom("person").select(["kind", "status"]).where("id", "=", personId).executeTakeFirst()
    if (person?.kind !== "staff" || person.status !== "active") {
      throw refusal("invalid", "cases.assignee-is-staff", "担当者には、在職中の職員を選んでください。", { field: "assignee" })
    }
  }
  await work.db.updateTable("case_file").set({ assignee_id: personId ?? null }).where("id", "=", caseId).execute()
  await insertStep(work, caseId, "assign", reason, { from: file.assigneeId, to: personId ?? null })
  await record(work, {
    action: "cases.assigned",
    subject: { kind: "case", id: caseId },
    detail: { number: file.number, from: file.assigneeId, to: personId ?? null },
    unitId: file.unitId,
  })
}

async function insertStep(work: Work, caseId: string, move: string, reason: string, detail: object): Promise<void> {
  await sql`insert into case_step (case_id, move, from_state, to_state, at, actor_kind, actor_id, actor_name, reason, detail)
    select id, ${move}, state, state, ${work.now}, ${work.actor.kind}, ${personOf(work.actor) ?? null}::uuid, ${actorName(work.actor)},
      ${reason}, ${JSON.stringify(detail)}::jsonb from case_file where id = ${caseId}::uuid`.execute(work.db)
}

/**
 * After a reorganisation: every case of a unit goes to its successor, open and closed ones, with a step in each.
 * @returns how many went.
 */
export async function transferCases(work: Work, fromUnit: string, toUnit: string, options: { reason?: string; kind?: string } = {}): Promise<number> {
  mustBeAllowed(work.actor, "cases.transfer")
  if (fromUnit === toUnit) throw refusal("invalid", "cases.same-unit", "移す先には、別の所属を選んでください。", { field: "toUnit" })
  const reason = options.reason ?? "組織改編"
  const { rows } = await sql<{ count: number }>`with moved as (
      update case_file set unit_id = ${toUnit}::uuid, assignee_id = null
      where unit_id = ${fromUnit}::uuid and (${options.kind ?? null}::text is null or kind = ${options.kind ?? null}::text)
      returning id, state
    ), steps as (
      insert into case_step (case_id, move, from_state, to_state, at, actor_kind, actor_id, actor_name, reason, detail)
      select id, 'transfer', state, state, ${work.now}, ${work.actor.kind}, ${personOf(work.actor) ?? null}::uuid, ${actorName(work.actor)},
        ${reason}, jsonb_build_object('from', ${fromUnit}::text, 'to', ${toUnit}::text) from moved
    ) select count(*) as count from moved`.execute(work.db)
  const { count } = rows[0]!
  await record(work, {
    action: "cases.transferred",
    subject: { kind: "unit", id: fromUnit },
    detail: { to: toUnit, count, reason, ...(options.kind ? { kind: options.kind } : {}) },
    unitId: toUnit,
  })
  return count
}
