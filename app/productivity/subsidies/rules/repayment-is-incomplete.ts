import { type Refusal, refusal } from "../../../kernel/http/refusal.ts"
import { type Yen, yenText } from "./money.ts"
import type { Repayment } from "./repayment-allocation.ts"

/**
 * A repayment is finished when principal, 加算金 and 延滞金 are paid or waived (免除, 適正化法19条3項 [L]) to the yen. With nothing
 * ordered back it is finished at once. Unit: yen. Refusal: conflict, naming what is open.
 */
export function repaymentIsIncomplete(owed: Repayment, paid: Repayment, waived: Partial<Repayment> = {}): Refusal | undefined {
  const open = (part: keyof Repayment): Yen => Math.max(0, owed[part] - paid[part] - (waived[part] ?? 0))
  const left = ([["補助金", open("principal")], ["加算金", open("surcharge")], ["延滞金", open("lateCharge")]] as const).filter(([, amount]) => amount > 0)
  if (left.length === 0) return undefined
  return refusal("conflict", "subsidies.repayment-is-incomplete", `返還が終わっていません（${left.map(([word, amount]) => `${word}の残り${yenText(amount)}`).join("、")}）。`)
}
