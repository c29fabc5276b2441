import { record } from "../../../kernel/audit/index.ts"
import { holdApproval, withdrawApproval } from "../../../kernel/approvals/index.ts"
import { meetDeadline } from "../../../kernel/cases/index.ts"
import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { refusal, refuseIf } from "../../../kernel/http/index.ts"
import { withdrawalPeriodIsOver } from "../rules/withdrawal-period-is-over.ts"
import { mustApply } from "./begin-application.ts"
import { callOf } from "./call-of.ts"
import { moveApplication } from "./move-application.ts"
import { getApplication, lockApplication } from "./read-application.ts"
import { REPORT_DEADLINE } from "../settling/report-deadline.ts"
import { PROCESSING_DEADLINE } from "./submit-application.ts"
import { tellOffice } from "./tell-of.ts"

/**
 * 取下げ: freely before the decision; after its notice within the call's days (適正化法9条), and then the decision counts as
 * never made: nothing is awarded. A decision in approval goes back with it.
 */
export async function withdrawApplication(work: Work, id: string, reason: string): Promise<void> {
  mustApply(work)
  const approvalId = await openApprovalOf(work, id)
  // As whoever approves takes them: first the approval, then the application.
  if (approvalId) await holdApproval(work, approvalId)
  const it = await lockApplication(work, id)
  if (it.state === "draft") return abandonDraft(work, id)
  const call = await callOf(work, it)
  if (it.notifiedOn) refuseIf(withdrawalPeriodIsOver({ noticeReceivedOn: it.notifiedOn }, civilDateOf(work.now), { days: call.withdrawalDays }))
  const moved = await moveApplication(work, it, "withdraw", { reason, set: { process_by: null, ended_on: civilDateOf(work.now), awarded_yen: null } })
  const proposed = await work.db
    .updateTable("subsidy_decision")
    .set({ state: "returned" })
    .where("application_id", "=", id)
    .where("state", "=", "proposed")
    .returning("approval_id")
    .executeTakeFirst()
  if (proposed?.approval_id) await withdrawApproval(work, proposed.approval_id, "申請者が申請を取り下げたため")
  await meetDeadline(work, it.caseId!, PROCESSING_DEADLINE)
  await meetDeadline(work, it.caseId!, REPORT_DEADLINE)
  await tellOffice(work, moved, "申請が取り下げられました", reason)
}

/** What is in approval of an application that the asking person sees. */
async function openApprovalOf(work: Work, id: string): Promise<string | undefined> {
  const { id: seen } = await getApplication(work, id)
  const proposed = await work.db.selectFrom("subsidy_decision").select("approval_id as approvalId").where("application_id", "=", seen).where("state", "=", "proposed").executeTakeFirst()
  return proposed?.approvalId ?? undefined
}

/** A draft nobody has seen is given up; its files go with it by the documents' own sweep. */
export async function abandonDraft(work: Work, id: string): Promise<void> {
  mustApply(work)
  const it = await lockApplication(work, id)
  if (it.state !== "draft") throw refusal("conflict", "subsidies.not-a-draft", "この申請は、もう提出されているか、取りやめられています。")
  await work.db
    .updateTable("subsidy_application")
    .set({ state: "withdrawn", ended_on: civilDateOf(work.now), version: it.version + 1, updated_at: work.now })
    .where("id", "=", id)
    .execute()
  await record(work, { action: "subsidies.abandoned", subject: { kind: "subsidy-application", id }, detail: { title: it.title } })
}
