import { type Refusal, refusal } from "../../../../kernel/http/refusal.ts"
import { type Yen, yenText } from "../../rules/money.ts"

/**
 * What is awarded is what the formula gives, or less with the reason written for the applicant (適正化法6条3項: the content may
 * be modified when deciding). Never more. Unit: yen. Refusal: invalid, at the field.
 */
export function awardIsNotAsComputed(proposal: { amountYen?: Yen | undefined; reason: string }, computed: Yen): Refusal | undefined {
  const { amountYen } = proposal
  if (amountYen === undefined) return refusal("invalid", "subsidies.amount-is-missing", "交付決定額を入力してください。", { field: "amountYen" })
  if (amountYen > computed) return refusal("invalid", "subsidies.award-over-computed", `交付決定額は、計算した額（${yenText(computed)}）までにしてください。`, { field: "amountYen" })
  if (amountYen < computed && proposal.reason.trim() === "") {
    return refusal("invalid", "subsidies.reduction-without-reason", "計算した額より下げるときは、理由を入力してください。通知書に記載されます。", { field: "reason" })
  }
  return undefined
}
