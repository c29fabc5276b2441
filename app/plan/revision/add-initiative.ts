import { mustBeAllowed, personOf } from "../../kernel/access/index.ts"
import { record } from "../../kernel/audit/index.ts"
import type { Work } from "../../kernel/database/index.ts"
import { notFound } from "../../kernel/http/index.ts"
import { addSheet, bumpEdition, openDraft } from "../editions/index.ts"
import { dropSheet } from "./decide-fate.ts"
import type { NewInitiativeInput } from "./inputs.ts"

/** 新規: an initiative that the former edition did not have. */
export async function addInitiative(work: Work, editionId: string, input: NewInitiativeInput): Promise<string> {
  mustBeAllowed(work.actor, "plan.edit")
  const { reason, ...sheet } = input
  const initiativeId = await addSheet(work, editionId, sheet)
  await work.db
    .insertInto("plan_succession")
    .values({
      edition_id: editionId,
      from_initiative_id: null,
      to_initiative_id: initiativeId,
      change: "new",
      reason,
      decided_by: personOf(work.actor) ?? null,
      decided_at: work.now,
    })
    .execute()
  await record(work, {
    action: "plan.initiative-added",
    subject: { kind: "plan.edition", id: editionId },
    detail: { initiativeId, title: input.title, reason },
  })
  return initiativeId
}

/** Takes back a 新規 that was added to this draft. */
export async function withdrawInitiative(work: Work, editionId: string, initiativeId: string): Promise<void> {
  const edition = await openDraft(work, editionId)
  const added = await work.db
    .deleteFrom("plan_succession")
    .where("edition_id", "=", editionId)
    .where("to_initiative_id", "=", initiativeId)
    .where("change", "=", "new")
    .returning("id")
    .executeTakeFirst()
  if (!added) throw notFound("新規の取組")
  await dropSheet(work, editionId, initiativeId)
  await bumpEdition(work, edition, ["place"])
  await record(work, {
    action: "plan.initiative-withdrawn",
    subject: { kind: "plan.edition", id: editionId },
    detail: { initiativeId },
  })
}
