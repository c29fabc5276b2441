import type { Work } from "../../../kernel/database/index.ts"
import { refusal } from "../../../kernel/http/index.ts"
import { wareki } from "../../../kernel/ui/index.ts"
import { type Application, type DecisionKind, decisionWords } from "../applications/application.ts"
import { computeAward } from "../applications/award-terms.ts"
import { callOf } from "../applications/call-of.ts"
import { getApplication } from "../applications/read-application.ts"
import { draftPaper } from "./decide-with-paper.ts"
import { proposedDecision } from "./award-content.ts"

/** What is printed of an award besides its amount and conditions. */
export function particularsOf(it: Pick<Application, "startsOn" | "endsOn">, kind: DecisionKind): { label: string; value: string }[] {
  return kind === "award" ? [{ label: "補助事業の期間", value: `${wareki(it.startsOn)} から ${wareki(it.endsOn)} まで` }] : []
}

/** The letter before it is decided: of what is in approval, or of what the formula gives while nobody has drafted yet. */
export async function draftLetter(work: Work, id: string): Promise<{ bytes: Uint8Array; name: string }> {
  const it = await getApplication(work, id)
  if (it.state !== "in-review" && it.state !== "in-decision") {
    throw refusal("conflict", "subsidies.wrong-state", "通知書の案は、審査中か決裁中の申請について作れます。")
  }
  const decision = it.state === "in-decision" ? await proposedDecision(work, id) : await computed(work, it)
  const bytes = await draftPaper(work, it, { ...decision, approvalId: undefined, terms: { particulars: particularsOf(it, decision.kind) } })
  return { bytes, name: `${decisionWords[decision.kind]}（案）_${it.number ?? ""}.pdf` }
}

async function computed(work: Work, it: Application) {
  const call = await callOf(work, it)
  return { kind: "award" as const, amountYen: computeAward(call, it.costs, it.income).amount, conditions: call.conditions, reason: "" }
}
