import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { refusal, refuseIf } from "../../../kernel/http/index.ts"
import { yenText } from "../../../kernel/ui/index.ts"
import { applicationStates } from "../application-states.ts"
import type { Application } from "../applications/application.ts"
import { awardTermsOf } from "../applications/award-terms.ts"
import { callOf } from "../applications/call-of.ts"
import { moveApplication } from "../applications/move-application.ts"
import { lockForOffice } from "../applications/read-application.ts"
import { tellApplicants } from "../applications/tell-of.ts"
import { decideWithPaper } from "../office/decide-with-paper.ts"
import { moveIsNotPossible } from "../rules/move-is-not-possible.ts"
import { type Settlement, settlementAmount } from "../rules/settlement-amount.ts"
import { type JudgedEvidence, judgedEvidence } from "./evidence.ts"
import { listInspections } from "./inspect.ts"
import { type Matter, type MatterKind, proposeMatter } from "./matters.ts"
import { actualCosts, readReport } from "./report.ts"

export interface SettlementView extends Settlement {
  lines: JudgedEvidence[]
  eligible: number
  otherIncome: number
}

/** 額の確定 as it would be now: the lines that count, by the call's terms, at most the award, less income earned. */
export async function settlementOf(work: Work, it: Application): Promise<SettlementView> {
  const [lines, report, call] = await Promise.all([judgedEvidence(work, it), readReport(work, it.id), callOf(work, it)])
  const costs = actualCosts(lines, { counted: true })
  const otherIncome = report?.otherIncome ?? 0
  const settlement = settlementAmount(awardTermsOf(call), it.awardedYen ?? 0, { costs: costs.map(({ category, eligible }) => ({ category, amount: eligible })), otherIncome }, [report?.profit ?? 0])
  return { ...settlement, lines, eligible: costs.reduce((sum, { eligible }) => sum + eligible, 0), otherIncome }
}

/** 額の確定 (15条) drafted: every line judged, the project looked at. @returns the approval's id. */
export async function proposeSettlement(work: Work, id: string, reason: string): Promise<string> {
  const it = await lockForOffice(work, id)
  refuseIf(moveIsNotPossible(applicationStates, it, "settle", { by: "office" }))
  // Cut before anything had been fixed: what is left of the project goes on and is reported first.
  if (it.state === "cancelled-in-part" && it.settledYen === null) throw refusal("conflict", "subsidies.not-reported", "まだ実績の報告を受けていません。残りの事業を続けられるようにしてください。")
  const view = await settlementOf(work, it)
  const open = view.lines.filter(({ counts, excludedReason }) => !counts && excludedReason === "")
  if (open.length > 0) {
    throw refusal("conflict", "subsidies.evidence-is-broken", `証拠書類に不備のある経費が${open.length}件あります（${open.map(({ content }) => `「${content}」`).join("")}）。補正を求めるか、対象から外すか、認める理由を書いてください。`)
  }
  if (it.state === "in-inspection" && (await listInspections(work, id)).length === 0) {
    throw refusal("conflict", "subsidies.not-inspected", "完了の検査をしてから、額を確定してください。")
  }
  return proposeMatter(work, it, settlementMatter, {
    kind: "settlement",
    amountYen: view.amount,
    terms: { awardedYen: it.awardedYen, byCost: view.byCost, deductions: view.deductions, boundBy: view.boundBy, eligible: view.eligible },
    reason,
    summary: [
      { label: "交付決定額", value: yenText(it.awardedYen) },
      { label: "実績の補助対象経費", value: yenText(view.eligible) },
      { label: "実績から計算した額", value: yenText(view.byCost) },
      { label: "差し引く収益", value: yenText(view.deductions) },
      { label: "確定する額", value: yenText(view.amount) },
    ],
  })
}

/** The amount is fixed: what was proposed still follows from the evidence, or the approval is not carried out. */
async function settle(work: Work, it: Application, matter: Matter): Promise<void> {
  const view = await settlementOf(work, it)
  if (view.amount !== matter.amountYen) throw refusal("conflict", "subsidies.settlement-changed", "起案のあとに経費の判定が変わりました。差し戻して、起案し直してください。")
  const amount = view.amount
  const { documentNumber } = await decideWithPaper(work, it, {
    kind: "settlement",
    amountYen: amount,
    terms: { ...matter.terms, particulars: [{ label: "交付決定額", value: yenText(it.awardedYen) }, { label: "確定した額", value: yenText(amount) }] },
    reason: matter.reason,
    approvalId: matter.approvalId ?? undefined,
  })
  const moved = await moveApplication(work, it, "settle", { detail: { documentNumber, amount }, set: { settled_yen: amount, settled_on: civilDateOf(work.now) } })
  await tellApplicants(work, moved, "補助金の額が確定しました", `確定した額は${yenText(amount)}です。請求の手続をしてください。`)
}

export const settlementMatter: MatterKind = { approval: "subsidies.settlement", title: "額の確定", decisions: ["settlement"], decide: settle }
