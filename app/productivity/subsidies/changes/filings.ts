import { personOf } from "../../../kernel/access/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { refusal } from "../../../kernel/http/index.ts"
import type { Application, FilingKind, FilingState } from "../applications/application.ts"

export interface Filing {
  id: string
  kind: FilingKind
  state: FilingState
  content: Record<string, unknown>
  asked: { label: string; text: string }[]
  reason: string
  filedAt: Date
  decidedReason: string
}

/** What the applicant sent in after the application, newest first; of an application the asking person has been let to. */
export async function listFilings(work: Work, applicationId: string): Promise<Filing[]> {
  return work.db
    .selectFrom("subsidy_filing")
    .select(["id", "kind", "state", "content", "asked", "reason", "filed_at as filedAt", "decided_reason as decidedReason"])
    .where("application_id", "=", applicationId)
    .orderBy("filed_at", "desc")
    .limit(200)
    .$castTo<Filing>()
    .execute()
}

/** One paper, with its questions as asked. @returns its id. */
export async function writeFiling(
  work: Work,
  it: Pick<Application, "id">,
  filing: { kind: FilingKind; content: Record<string, unknown>; asked: readonly { label: string; text: string }[]; reason?: string; state?: FilingState },
): Promise<string> {
  const { id } = await work.db
    .insertInto("subsidy_filing")
    .values({
      application_id: it.id,
      kind: filing.kind,
      state: filing.state ?? "filed",
      content: JSON.stringify(filing.content),
      asked: JSON.stringify(filing.asked.map((one) => ({ page: "", step: filing.kind, path: one.label, ...one }))),
      reason: filing.reason ?? "",
      filed_by: personOf(work.actor) ?? null,
      filed_at: work.now,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  return id
}

/** The paper that is waiting for the office. */
export async function openFiling(work: Work, applicationId: string, kind: FilingKind): Promise<Filing> {
  const found = (await listFilings(work, applicationId)).find((one) => one.kind === kind && one.state === "filed")
  if (!found) throw refusal("conflict", "subsidies.no-filing", "承認を待っている申請がありません。画面を開き直してください。")
  return found
}

export async function decideFiling(work: Work, id: string, state: "approved" | "refused", reason: string): Promise<void> {
  await work.db.updateTable("subsidy_filing").set({ state, decided_at: work.now, decided_reason: reason }).where("id", "=", id).execute()
}
