import { addDays } from "../../../kernel/cases/civil-dates.ts"
import { interestOf, type InterestSpan, interestSpans, type YearlyRate } from "./interest-by-day.ts"
import { type Rounding, sum, type Yen, yen } from "./money.ts"

export interface LatePaymentTerms {
  yearly: YearlyRate
  rounding: Rounding
}

/**
 * 延滞金 = 未納額 × 率 × (納期日の翌日〜納付の日の日数) / 365; after a partial payment on what is left (適正化法19条2項,
 * 施行令11条 [L]). The rate of the prefecture's own rule or 税外収入条例 goes before the act's 10.95 %: a dated setting.
 * Unit: yen; rounded once at the end. Paid on the due day: nothing. Errors: RangeError for a wrong amount or no rate.
 * @param upTo the day up to which what is unpaid is charged
 */
export function latePaymentCharge(
  owed: Yen,
  dueOn: string,
  payments: readonly { on: string; amount: Yen }[],
  upTo: string,
  terms: LatePaymentTerms,
): { amount: Yen; spans: InterestSpan[]; left: Yen } {
  if (yen(owed) < 0 || payments.some(({ amount }) => yen(amount) < 0)) throw new RangeError("an amount is not negative")
  const paid = payments.filter(({ on }) => on <= upTo)
  const spans = upTo <= dueOn ? [] : interestSpans(owed, addDays(dueOn, 1), upTo, paid, terms.yearly)
  return { amount: interestOf(spans, terms.yearly).round(terms.rounding), spans, left: Math.max(0, owed - sum(paid.map(({ amount }) => amount))) }
}
