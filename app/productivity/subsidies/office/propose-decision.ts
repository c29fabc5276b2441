import { personOf } from "../../../kernel/access/index.ts"
import { startApproval } from "../../../kernel/approvals/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { refusal, refuseIf } from "../../../kernel/http/index.ts"
import { yenText } from "../../../kernel/ui/index.ts"
import { computeAward } from "../applications/award-terms.ts"
import { callOf } from "../applications/call-of.ts"
import { moveApplication } from "../applications/move-application.ts"
import { lockForOffice } from "../applications/read-application.ts"
import { applicationStates } from "../application-states.ts"
import { paths } from "../paths.ts"
import { moveIsNotPossible } from "../rules/move-is-not-possible.ts"
import { AWARD, awardContent } from "./award-content.ts"
import { mustFitBudget } from "./budget.ts"
import { awardIsNotAsComputed } from "./rules/award-is-not-as-computed.ts"
import type { ProposalInput } from "./inputs.ts"

/**
 * Drafts the decision, to award or to refuse. The amount is the computed one or less, with the reason; it must fit the
 * budget, which is held while it is asked. The delegation rules say who decides. @returns the approval's id.
 */
export async function proposeDecision(work: Work, id: string, input: ProposalInput): Promise<string> {
  const it = await lockForOffice(work, id)
  refuseIf(moveIsNotPossible(applicationStates, it, "propose-decision", { by: "office" }))
  const call = await callOf(work, it)
  const computed = computeAward(call, it.costs, it.income)
  const awards = input.verdict === "award"
  if (awards) {
    refuseIf(awardIsNotAsComputed(input, computed.amount))
    await mustFitBudget(work, it.callId, { id, amount: input.amountYen! })
  } else if (!input.reason.trim()) {
    throw refusal("invalid", "subsidies.reason-is-missing", "交付しない理由を入力してください。", { field: "reason" })
  }
  const decision = {
    kind: awards ? ("award" as const) : ("refusal" as const),
    amountYen: awards ? input.amountYen! : null,
    terms: { computedYen: computed.amount, wantedYen: it.wantedYen, base: computed.base, boundBy: computed.boundBy, remarks: input.remarks },
    conditions: awards ? input.conditions : [],
    reason: input.reason,
  }
  const { id: decisionId } = await work.db
    .insertInto("subsidy_decision")
    .values({
      application_id: id,
      kind: decision.kind,
      amount_yen: decision.amountYen,
      terms: JSON.stringify(decision.terms),
      conditions: JSON.stringify(decision.conditions),
      reason: decision.reason,
      proposed_by: personOf(work.actor) ?? null,
      proposed_at: work.now,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  const approvalId = await startApproval(work, {
    kind: AWARD,
    title: `${call.title}「${it.title}」の${awards ? "交付決定" : "不交付決定"}`,
    // A refusal goes to whoever would have awarded what was asked for.
    amount: decision.amountYen ?? it.wantedYen ?? 0,
    unitId: it.unitId,
    subject: { kind: "subsidy-application", id },
    content: awardContent(it, { ...decision, id: decisionId }),
    summary: [
      { label: "案", value: awards ? "交付" : "不交付" },
      { label: "受付番号", value: it.number ?? "" },
      { label: "申請者", value: it.party.name ?? "" },
      { label: "申請額", value: yenText(it.wantedYen) },
      { label: "計算した額", value: yenText(computed.amount) },
      ...(awards ? [{ label: "交付決定額", value: yenText(decision.amountYen) }, { label: "条件", value: decision.conditions.join("／") || "－" }] : []),
      { label: "理由", value: input.reason || "－" },
      { label: "審査の所見", value: input.remarks || "－" },
    ],
    link: paths.office(id),
    ...(input.remarks ? { comment: input.remarks } : {}),
  })
  await work.db.updateTable("subsidy_decision").set({ approval_id: approvalId }).where("id", "=", decisionId).execute()
  await moveApplication(work, it, "propose-decision", {
    reason: awards ? `交付の案 ${yenText(decision.amountYen)}` : "不交付の案",
    detail: { approvalId, decisionId, kind: decision.kind, amountYen: decision.amountYen },
  })
  return approvalId
}
