import { sum, type Yen, yen } from "./money.ts"

export type FinalPayment = { due: "payment"; amount: Yen } | { due: "repayment"; amount: Yen } | { due: "nothing"; amount: 0 }

/**
 * 精算 = 確定額 − Σ概算払. More paid than fixed is ordered back (適正化法18条2項 [L]); equal closes the account.
 * Unit: yen, no rounding. Errors: RangeError for an amount that is not whole or negative. Advances that the bank sent
 * back (振込不能) are not in the list.
 */
export function finalPayment(settled: Yen, advances: readonly Yen[]): FinalPayment {
  if (yen(settled) < 0 || advances.some((advance) => advance < 0)) throw new RangeError("an amount paid is not negative")
  const difference = settled - sum(advances)
  if (difference === 0) return { due: "nothing", amount: 0 }
  return difference > 0 ? { due: "payment", amount: difference } : { due: "repayment", amount: -difference }
}
