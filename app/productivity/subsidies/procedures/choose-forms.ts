import { mustBeAllowed } from "../../../kernel/access/index.ts"
import { record } from "../../../kernel/audit/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { listOpenVersions } from "../../../kernel/forms/index.ts"
import { refusal } from "../../../kernel/http/index.ts"
import { type FilingKind, filingWords } from "../applications/application.ts"
import { getOwnCall } from "../programmes/calls.ts"
import { procedureKinds } from "./procedure.ts"

export type ChosenForms = Partial<Record<FilingKind, string>>

/** The forms a call has chosen for what follows the award, by procedure. */
export async function chosenForms(work: Work, callId: string): Promise<ChosenForms> {
  const rows = await work.db.selectFrom("subsidy_procedure").select(["kind", "form_version_id as versionId"]).where("call_id", "=", callId).where("kind", "in", procedureKinds).execute()
  return Object.fromEntries(rows.map(({ kind, versionId }) => [kind, versionId]))
}

/** The same for its section's page. */
export async function getChosenForms(work: Work, callId: string): Promise<ChosenForms> {
  const { call } = await getOwnCall(work, callId)
  return chosenForms(work, call.id)
}

/**
 * Which procedures ask a form beside their fixed page, and on which opened version they are begun from now on; what has been
 * begun is finished on its own. A procedure left out keeps its fixed page alone.
 */
export async function chooseForms(work: Work, callId: string, chosen: ChosenForms): Promise<void> {
  const { call, programme } = await getOwnCall(work, callId)
  mustBeAllowed(work.actor, "subsidies.run", { unitId: programme.unitId })
  const known = new Set((await listOpenVersions(work, programme.unitId)).map(({ id }) => id))
  const rows = procedureKinds.flatMap((kind) => {
    const versionId = chosen[kind]
    if (!versionId) return []
    if (!known.has(versionId)) throw refusal("invalid", "subsidies.form-unknown", `${filingWords[kind]}の様式を、公開した版から選んでください。`, { field: kind })
    return [{ call_id: call.id, kind, form_version_id: versionId }]
  })
  await work.db.deleteFrom("subsidy_procedure").where("call_id", "=", call.id).where("kind", "in", procedureKinds).execute()
  if (rows.length > 0) await work.db.insertInto("subsidy_procedure").values(rows).execute()
  await record(work, { action: "subsidies.procedure-forms-chosen", subject: { kind: "subsidy-call", id: call.id }, detail: { chosen }, unitId: programme.unitId })
}
