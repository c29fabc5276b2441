import { type Refusal, refusal } from "../../../kernel/http/refusal.ts"
import { sum, type Yen, yenText } from "./money.ts"

/**
 * What is decided never exceeds the call's budget: all awards in force, with this one in place of its own former amount
 * (for a change). The last yen may be given. Unit: yen. Refusal: conflict, with what is left; ask under the budget's lock.
 */
export function awardExceedsBudget(award: { id: string; amount: Yen }, budget: Yen, inForce: readonly { id: string; amount: Yen }[]): Refusal | undefined {
  const left = budget - sum(inForce.filter(({ id }) => id !== award.id).map(({ amount }) => amount))
  if (award.amount <= left) return undefined
  const message = `予算の残りは${yenText(Math.max(0, left))}です。交付決定額を下げるか、予算を見直してください。`
  return refusal("conflict", "subsidies.award-exceeds-budget", message, { field: "amount", detail: { left } })
}
