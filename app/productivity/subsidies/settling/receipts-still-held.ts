import type { Dealing } from "../rules/surcharge-on-repayment.ts"

interface Movement {
  kind: string
  on: string
  amount: number
  /** What moved the money; a transfer that came back names the payment that went out. */
  cause: string
}

/**
 * What was received and not given back by an earlier order: a transfer that came back was never received, and a
 * repayment gave back the last receipt first, as 施行令10条1項 reads them. Unit: yen, civil days.
 */
export function receiptsStillHeld(movements: readonly Movement[]): Dealing[] {
  const returned = new Set(movements.filter(({ kind }) => kind === "came-back").map(({ cause }) => cause))
  const receipts = movements.filter(({ kind, cause }) => (kind === "advance" || kind === "final") && !returned.has(cause)).map(({ on, amount }) => ({ on, amount }))
  for (const { on, amount } of movements.filter(({ kind }) => kind === "repayment")) {
    let rest = amount
    for (const receipt of [...receipts].filter((one) => one.on <= on).sort((a, b) => (a.on < b.on ? 1 : -1))) {
      const taken = Math.min(rest, receipt.amount)
      receipt.amount -= taken
      rest -= taken
    }
  }
  return receipts.filter(({ amount }) => amount > 0)
}
