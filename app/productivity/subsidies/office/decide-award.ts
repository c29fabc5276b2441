import { system } from "../../../kernel/access/index.ts"
import { meetDeadline } from "../../../kernel/cases/index.ts"
import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { refuseIf } from "../../../kernel/http/index.ts"
import { yenText } from "../../../kernel/ui/index.ts"
import type { Application } from "../applications/application.ts"
import { callOf } from "../applications/call-of.ts"
import { moveApplication } from "../applications/move-application.ts"
import { lockApplication } from "../applications/read-application.ts"
import { PROCESSING_DEADLINE } from "../applications/submit-application.ts"
import { tellApplicants, tellOffice } from "../applications/tell-of.ts"
import { applicationStates } from "../application-states.ts"
import { moveIsNotPossible } from "../rules/move-is-not-possible.ts"
import { AWARD, proposedDecision } from "./award-content.ts"
import { mustFitBudget } from "./budget.ts"
import { decideWithPaper } from "./decide-with-paper.ts"
import { particularsOf } from "./draft-letter.ts"
import { clocksOf } from "./processing.ts"

/** The approval has decided: what its proposal asked for happens, in the decision's own transaction. */
export async function decideAward(work: Work, id: string): Promise<void> {
  const it = await lockForDecision(work, id)
  refuseIf(moveIsNotPossible(applicationStates, it, "decide", { by: "office" }))
  const decision = await proposedDecision(work, id)
  const today = civilDateOf(work.now)
  const { approvalId, amountYen } = decision
  const { standardDays } = await callOf(work, it)
  // How long it took is kept with the decision: what the published period is measured by.
  const clock = (await clocksOf(work, [{ ...it, decidedOn: today, standardDays: standardDays ?? 1 }])).get(id)
  const terms = { ...decision.terms, particulars: particularsOf(it, decision.kind), workingDays: clock?.used ?? null, standardDays }
  const written = { ...decision, approvalId: approvalId ?? undefined, terms }
  if (decision.kind === "award") {
    await mustFitBudget(work, it.callId, { id, amount: amountYen ?? 0 })
    const { documentNumber } = await decideWithPaper(work, it, { ...written, notifyLater: true })
    const moved = await moveApplication(work, it, "decide", {
      detail: { approvalId, documentNumber, amountYen },
      set: { awarded_yen: amountYen, decided_on: today, process_by: null },
    })
    await tellOffice(work, moved, "交付を決定しました", `交付決定額 ${yenText(amountYen)}。通知書を確かめて、申請者に通知してください。`)
  } else {
    const { documentNumber } = await decideWithPaper(work, it, written)
    const moved = await moveApplication(work, it, "reject", {
      reason: decision.reason,
      detail: { approvalId, documentNumber },
      set: { decided_on: today, notified_on: today, ended_on: today, process_by: null },
    })
    await tellApplicants(work, moved, "不交付が決定されました", decision.reason)
    await tellOffice(work, moved, "不交付を決定しました", decision.reason)
  }
  await meetDeadline(work, it.caseId!, PROCESSING_DEADLINE)
}

/** Sent back by those who decide, or taken back by its drafter: it is in review again. */
export async function sendBackProposal(work: Work, id: string, comment: string): Promise<void> {
  const it = await lockForDecision(work, id)
  // The applicant withdrew, and the approval ended with it.
  if (it.state !== "in-decision") return
  await work.db.updateTable("subsidy_decision").set({ state: "returned" }).where("application_id", "=", id).where("state", "=", "proposed").execute()
  const reason = comment.trim() || "決裁で差し戻されました。"
  const moved = await moveApplication(work, it, "send-back", { reason })
  await tellOffice(work, moved, "決定の案が差し戻されました", reason)
}

/** Whoever the delegation rules let decide may do so, whether or not the section is in their scope otherwise. */
function lockForDecision(work: Work, id: string): Promise<Application> {
  return lockApplication({ ...work, actor: system(AWARD) }, id)
}
