import { addDays, daysBetween } from "../../../kernel/cases/civil-dates.ts"
import { type Dated, settingOn } from "./dated-setting.ts"
import { exact, type Exact, type Fraction, type Yen } from "./money.ts"

export interface InterestSpan {
  /** First and last day counted, both included. */
  from: string
  to: string
  days: number
  balance: Yen
  rate: Fraction
}

/** A yearly rate by days: 10.95 % of 365 days, in a leap year as well (年当たりの割合). The rate is a dated setting. */
export interface YearlyRate {
  rates: readonly Dated<Fraction>[]
  daysPerYear: number
}

/**
 * The spans of one balance from the first to the last day counted (both included), cut where a payment lowers the
 * balance and where the rate changes. A payment of a day counts from the next day on: its own day is still charged
 * (「納付の日まで」, 適正化法19条 [L]).
 */
export function interestSpans(
  amount: Yen,
  first: string,
  last: string,
  payments: readonly { on: string; amount: Yen }[],
  { rates }: YearlyRate,
): InterestSpan[] {
  const cuts = new Set<string>([first])
  for (const { on } of payments) cuts.add(addDays(on, 1))
  for (const { from } of rates) cuts.add(from)
  const starts = [...cuts].filter((day) => day >= first && day <= last).sort()
  return starts.flatMap((from, index) => {
    const next = starts[index + 1]
    const to = next === undefined ? last : addDays(next, -1)
    const paid = payments.filter(({ on }) => on < from).reduce((total, one) => total + one.amount, 0)
    const balance = Math.max(0, amount - paid)
    return balance === 0 ? [] : [{ from, to, days: daysBetween(from, to) + 1, balance, rate: settingOn(rates, from) }]
  })
}

/** Σ balance × rate × days / days of a year, not rounded. */
export function interestOf(spans: readonly InterestSpan[], { daysPerYear }: YearlyRate): Exact {
  return spans.reduce(
    (total, { balance, rate, days }) => total.plus(exact(balance).times(rate).times({ numerator: days, denominator: daysPerYear })),
    exact(0),
  )
}
