import { assignCase } from "../../../kernel/cases/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { refusal } from "../../../kernel/http/index.ts"
import { record } from "../../../kernel/audit/index.ts"
import { lockForOffice } from "../applications/read-application.ts"
import { tellOffice } from "../applications/tell-of.ts"
import { clerksOf } from "./workload.ts"

/** Names who in the section handles it; undefined: nobody yet. */
export async function assignClerk(work: Work, id: string, clerkId: string | undefined): Promise<void> {
  const it = await lockForOffice(work, id)
  if (it.clerkId === (clerkId ?? null)) return
  if (clerkId && !(await clerksOf(work, it.unitId)).some((one) => one.id === clerkId)) {
    throw refusal("invalid", "subsidies.clerk-of-the-section", "担当者には、制度を扱う所属の職員を選んでください。", { field: "clerkId" })
  }
  await assignCase(work, it.caseId!, clerkId)
  await work.db
    .updateTable("subsidy_application")
    .set({ clerk_id: clerkId ?? null, version: it.version + 1, updated_at: work.now })
    .where("id", "=", id)
    .execute()
  await record(work, {
    action: "subsidies.clerk-assigned",
    subject: { kind: "subsidy-application", id },
    detail: { number: it.number, from: it.clerkId, to: clerkId ?? null },
    unitId: it.unitId,
  })
  if (clerkId && (work.actor.kind !== "staff" || work.actor.id !== clerkId)) await tellOffice(work, { ...it, clerkId }, "担当者になりました")
}
