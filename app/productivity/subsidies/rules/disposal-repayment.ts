import { daysBetween } from "../../../kernel/cases/civil-dates.ts"
import { exact, type Fraction, type Rounding, type Yen, yen } from "./money.ts"

/** Which base counts is the programme's: 残存簿価相当額 or 譲渡額 ([V] jigyou-saikouchiku.go.jp). */
export interface RepaymentTerms {
  base: "book-value" | "price" | "greater"
  rounding: Rounding
}

/**
 * 財産処分の納付額 = (残存簿価相当額 or 譲渡額) × 補助率, never more than the subsidy that is in the asset. Where nothing is
 * received (gift, scrapping) the price is 0. Unit: yen; rounded once by the terms. Errors: RangeError for a negative amount.
 */
export function disposalRepayment(
  it: { bookValue: Yen; price: Yen; rate: Fraction; subsidy: Yen },
  terms: RepaymentTerms,
): { base: Yen; amount: Yen; limited: boolean } {
  if ([it.bookValue, it.price, it.subsidy].some((amount) => yen(amount) < 0)) throw new RangeError("an amount is not negative")
  const base = terms.base === "book-value" ? it.bookValue : terms.base === "price" ? it.price : Math.max(it.bookValue, it.price)
  const amount = exact(base).times(it.rate).round(terms.rounding)
  return { base, amount: Math.min(amount, it.subsidy), limited: amount > it.subsidy }
}

/**
 * 残存簿価 by the straight line over the days of the useful life, 円未満切捨て: a proposal for the clerk, because the method is
 * the programme's own [M]. `lastDay` is restrictedUntil of the asset; after it nothing is left.
 */
export function straightLineBookValue(price: Yen, acquiredOn: string, lastDay: string, on: string): Yen {
  const life = daysBetween(acquiredOn, lastDay)
  const left = Math.min(life, Math.max(0, daysBetween(on, lastDay)))
  return life <= 0 ? 0 : exact(price).times({ numerator: left, denominator: life }).round("yen-down")
}
