import { type Yen, yen } from "./money.ts"

/** What is owed back, or what of a payment went where. */
export interface Repayment {
  principal: Yen
  surcharge: Yen
  lateCharge: Yen
}

/**
 * A payment goes first to the subsidy ordered back (施行令10条2項 [L]), then, as a setting of the programme because the text
 * is silent [M], to 加算金 and 延滞金 in the order given. What is more than owed is excess (過納), to be paid back.
 * Unit: yen, no rounding: principal + surcharge + lateCharge + excess is always the payment.
 * Errors: RangeError for an amount that is negative or not whole.
 */
export function repaymentAllocation(
  payment: Yen,
  owed: Repayment,
  afterPrincipal: readonly ["surcharge", "lateCharge"] | readonly ["lateCharge", "surcharge"],
): Repayment & { excess: Yen } {
  if ([payment, owed.principal, owed.surcharge, owed.lateCharge].some((amount) => yen(amount) < 0)) throw new RangeError("an amount is not negative")
  let left = payment
  const went: Repayment = { principal: 0, surcharge: 0, lateCharge: 0 }
  for (const to of ["principal", ...afterPrincipal] as const) {
    went[to] = Math.min(left, owed[to])
    left -= went[to]
  }
  return { ...went, excess: left }
}
