import { type Actor, may, mustBeAllowed } from "../../../kernel/access/index.ts"
import { record } from "../../../kernel/audit/index.ts"
import { openCase } from "../../../kernel/cases/index.ts"
import { newId, type Work } from "../../../kernel/database/index.ts"
import { isIdText, notFound, refusal } from "../../../kernel/http/index.ts"
import type { Provision } from "../structure/provision.ts"
import { billStates, formOfKind } from "./bill.ts"
import { revisingPaths } from "./paths.ts"
import { provisionsOf } from "./read-bills.ts"

export interface NewBill {
  /** The text as it shall read; without it the bill begins with the text as it is. */
  provisions?: readonly Provision[]
  reason?: string
}

/** Begins to amend a text of our own; refuses while another bill for it is under way, and names that one. */
export async function startBill(work: Work, ordinanceId: string, input: NewBill = {}): Promise<string> {
  if (!isIdText(ordinanceId)) throw notFound("例規")
  const ordinance = await work.db
    .selectFrom("ordinance")
    .select(["id", "title", "kind", "unit_id as unitId", "national", "current_version_id as versionId", "repealed_on as repealedOn"])
    .where("id", "=", ordinanceId)
    .forUpdate()
    .executeTakeFirst()
  if (!ordinance?.versionId) throw notFound("例規")
  const unitId = mustStart(work.actor, ordinance.unitId)
  if (ordinance.national) throw refusal("conflict", "ordinances.national-text", "国の法令は、県では改正できません。")
  if (ordinance.repealedOn) throw refusal("conflict", "ordinances.repealed-text", "廃止された例規は、改正できません。")
  const running = await work.db
    .selectFrom("ordinance_bill")
    .select(["number", "title"])
    .where("ordinance_id", "=", ordinanceId)
    .where("state", "in", ["draft", "in-approval", "approved"])
    .executeTakeFirst()
  if (running) throw refusal("conflict", "ordinances.bill-under-way", `この例規には、進行中の改正案「${running.title}」（${running.number}）があります。一つの例規の改正案は一つずつ進めます。`)
  const title = `${ordinance.title}の一部を改正する${formOfKind(ordinance.kind)}`
  const provisions = input.provisions ?? (await provisionsOf(work, ordinance.versionId))
  const id = newId()
  const { caseId, number } = await openCase(work, { kind: "ordinance-bill", states: billStates, state: "draft", unitId, title, prefix: "改正", link: revisingPaths.bill(id) })
  await work.db
    .insertInto("ordinance_bill")
    .values({
      id,
      ordinance_id: ordinanceId,
      base_version_id: ordinance.versionId,
      unit_id: unitId,
      case_id: caseId,
      number,
      title,
      reason: input.reason ?? "",
      provisions: JSON.stringify(provisions),
      approval_id: null,
      effective_on: null,
      amending_text: null,
      resolved_on: null,
      promulgated_on: null,
      result_version_id: null,
      created_by: work.actor.kind === "staff" ? work.actor.id : null,
      created_at: work.now,
      updated_at: work.now,
    })
    .execute()
  await record(work, { action: "ordinances.bill-started", subject: { kind: "ordinance-bill", id }, detail: { number, title, ordinanceId }, unitId })
  return id
}

/** The owning section amends its own; the office of the rulebook any, in its own name where nobody owns the text yet. */
export function mustStart(actor: Actor, owner: string | null): string {
  if (actor.kind !== "staff") throw refusal("forbidden", "ordinances.staff-only", "改正案は職員がつくります。")
  if (!may(actor, "ordinances.manage")) {
    if (!owner) throw refusal("forbidden", "ordinances.without-owner", "この例規は所管課が決まっていません。例規担当に所管課を決めてもらってください。")
    mustBeAllowed(actor, "ordinances.review", { unitId: owner })
  }
  return owner ?? actor.unitId
}
