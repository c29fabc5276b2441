import { type Refusal, refusal } from "../../../kernel/http/refusal.ts"
import { wareki } from "../../../kernel/ui/formats.ts"

export interface EvidencePayment {
  paidOn: string
  method: "transfer" | "cash" | "card"
  /** Card: the day the money left the account. */
  withdrawnOn?: string
}

/**
 * A cost counts when it was paid within the project's period; a card payment counts on the day it was withdrawn
 * ([V] jizokuka-post-corona.jp checkpoint). First and last day are in the period. Refusal: invalid.
 */
export function paymentOutsideThePeriod(payment: EvidencePayment, period: { from: string; to: string }): Refusal | undefined {
  const no = (message: string, field: string) => refusal("invalid", "subsidies.payment-outside-the-period", message, { field })
  if (payment.method === "card" && payment.withdrawnOn === undefined) return no("カード払いは、口座から引き落とされた日を示してください。", "withdrawnOn")
  const [day, field, word] = payment.method === "card" ? [payment.withdrawnOn!, "withdrawnOn", "引落日"] : [payment.paidOn, "paidOn", "支払日"]
  if (day > period.to) return no(`${word}（${wareki(day)}）が事業期間の末日（${wareki(period.to)}）より後です。`, field)
  if (day < period.from) return no(`${word}（${wareki(day)}）が事業期間の初日（${wareki(period.from)}）より前です。`, field)
  return undefined
}
