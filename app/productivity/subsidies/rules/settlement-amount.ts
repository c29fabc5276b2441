import { awardAmount, type AwardClaim, type AwardTerms } from "./award-amount.ts"
import { sum, type Yen, yen } from "./money.ts"

export interface Settlement {
  amount: Yen
  /** By the actual cost alone, before the award and the deductions. */
  byCost: Yen
  deductions: Yen
  boundBy: "award" | "actual-cost" | "cap"
}

/**
 * 額の確定 = min(交付決定額, 実績対象経費 × 補助率, 上限) − 収益等控除, never below 0 (適正化法15条 [L]).
 * Unit: yen. Rounding: as the call's terms say, on the amount by cost; the deductions are whole yen already.
 * The award is the one in force: after a change approval the changed one. A floor (下限額) in the terms counts here too;
 * where the 要綱 asks it of the application only, pass the terms without it. Errors: as awardAmount, RangeError.
 */
export function settlementAmount(terms: AwardTerms, awarded: Yen, actual: AwardClaim, profitDeductions: readonly Yen[] = []): Settlement {
  if (yen(awarded) < 0 || profitDeductions.some((deduction) => deduction < 0)) throw new RangeError("an award or a deduction is not negative")
  const byCost = awardAmount(terms, actual)
  const deductions = sum(profitDeductions)
  const gross = Math.min(awarded, byCost.amount)
  const boundBy = awarded < byCost.amount ? "award" : byCost.boundBy === "cap" ? "cap" : "actual-cost"
  return { amount: Math.max(0, gross - deductions), byCost: byCost.amount, deductions, boundBy }
}
