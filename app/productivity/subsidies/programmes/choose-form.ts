import { mustBeAllowed } from "../../../kernel/access/index.ts"
import { record } from "../../../kernel/audit/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { listOpenVersions } from "../../../kernel/forms/index.ts"
import { refusal } from "../../../kernel/http/index.ts"
import { getOwnCall } from "./calls.ts"

export interface ChosenForm {
  versionId: string
  title: string
  number: number
}

/** The form of a call's application, and the opened versions the section may choose from. */
export async function formChoiceOf(work: Work, callId: string): Promise<{ chosen: string | undefined; versions: ChosenForm[] }> {
  const { programme } = await getOwnCall(work, callId)
  const [row, versions] = await Promise.all([
    work.db.selectFrom("subsidy_procedure").select("form_version_id as id").where("call_id", "=", callId).where("kind", "=", "application").executeTakeFirst(),
    listOpenVersions(work, programme.unitId),
  ])
  return { chosen: row?.id, versions: versions.map(({ id, title, number }) => ({ versionId: id, title, number })) }
}

/**
 * Which opened version new drafts are begun on; also while the call is open, for a form found wrong. Drafts there are stay
 * on the version they were begun on. Without a choice the application asks its fixed pages only.
 */
export async function chooseForm(work: Work, callId: string, versionId: string | undefined): Promise<void> {
  const { programme } = await getOwnCall(work, callId)
  mustBeAllowed(work.actor, "subsidies.run", { unitId: programme.unitId })
  const known = await listOpenVersions(work, programme.unitId)
  if (versionId && !known.some(({ id }) => id === versionId)) throw refusal("invalid", "subsidies.form-unknown", "公開した様式の版から選んでください。", { field: "versionId" })
  await work.db.deleteFrom("subsidy_procedure").where("call_id", "=", callId).where("kind", "=", "application").execute()
  if (versionId) await work.db.insertInto("subsidy_procedure").values({ call_id: callId, kind: "application", form_version_id: versionId }).execute()
  await record(work, { action: "subsidies.form-chosen", subject: { kind: "subsidy-call", id: callId }, detail: { versionId: versionId ?? null }, unitId: programme.unitId })
}
