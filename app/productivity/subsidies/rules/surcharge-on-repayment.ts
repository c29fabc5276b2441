import { addDays } from "../../../kernel/cases/civil-dates.ts"
import { interestOf, type InterestSpan, interestSpans, type YearlyRate } from "./interest-by-day.ts"
import { exact, type Rounding, sum, type Yen, yen } from "./money.ts"

export interface Dealing {
  on: string
  amount: Yen
}

/**
 * What the law leaves to a rule of the prefecture, or what its text does not settle [M]: settings of the programme,
 * each with its day and source in the caller's hands.
 */
export interface SurchargeTerms {
  yearly: YearlyRate
  rounding: Rounding
  /** Whether the day of receipt itself bears a day's charge (「受領の日から」). */
  dayOfReceipt: "counted" | "not-counted"
  /** Which receipt a partial payment gives back first. */
  paidFirst: "latest-receipt" | "earliest-receipt"
}

export interface Tranche {
  receivedOn: string
  amount: Yen
  spans: InterestSpan[]
}

export interface Surcharge {
  amount: Yen
  tranches: Tranche[]
  /** Of the sum ordered back, still unpaid on the day asked about. */
  principalLeft: Yen
}

/**
 * 加算金 = Σ 返還額 × 率 × (受領の日〜納付の日の日数) / 365 (適正化法19条1項 [L]). Of several receipts the last counts as the
 * one ordered back, then the one before, until the sum is reached (施行令10条1項 [L], LIFO). A payment goes to the principal
 * first (同条2項 [L]) and what is paid bears nothing from the day after.
 * Unit: yen; rounded once over the whole by the terms' rounding. Errors: RangeError when more is ordered back than was
 * received, when a payment lies before the order's receipts, or no rate is in force.
 * @param upTo the day up to which unpaid sums are charged; payments after it are not looked at
 */
export function surchargeOnRepayment(receipts: readonly Dealing[], orderedBack: Yen, payments: readonly Dealing[], upTo: string, terms: SurchargeTerms): Surcharge {
  const tranches = lastReceivedFirst(receipts, orderedBack)
  const paid = payments.filter(({ on }) => on <= upTo).sort((a, b) => (a.on < b.on ? -1 : 1))
  const queue = terms.paidFirst === "latest-receipt" ? tranches : [...tranches].reverse()
  const given = shareOut(queue, paid)
  const charged = tranches.map((tranche): Tranche => {
    const paidOfIt = given.get(tranche) ?? []
    const left = tranche.amount - sum(paidOfIt.map(({ amount }) => amount))
    const last = left > 0 ? upTo : paidOfIt.at(-1)!.on
    const first = terms.dayOfReceipt === "counted" ? tranche.on : addDays(tranche.on, 1)
    return { receivedOn: tranche.on, amount: tranche.amount, spans: interestSpans(tranche.amount, first, last, paidOfIt, terms.yearly) }
  })
  const total = charged.reduce((all, { spans }) => all.plus(interestOf(spans, terms.yearly)), exact(0))
  return { amount: total.round(terms.rounding), tranches: charged, principalLeft: Math.max(0, orderedBack - sum(paid.map(({ amount }) => amount))) }
}

/** 施行令10条1項 [L]. */
export function lastReceivedFirst(receipts: readonly Dealing[], orderedBack: Yen): Dealing[] {
  if (yen(orderedBack) < 0 || receipts.some(({ amount }) => yen(amount) < 0)) throw new RangeError("an amount is not negative")
  let left = orderedBack
  const tranches: Dealing[] = []
  for (const { on, amount } of [...receipts].sort((a, b) => (a.on < b.on ? 1 : -1))) {
    if (left === 0) break
    const taken = Math.min(left, amount)
    if (taken > 0) tranches.push({ on, amount: taken })
    left -= taken
  }
  if (left > 0) throw new RangeError("more is ordered back than was received")
  return tranches
}

function shareOut(queue: readonly Dealing[], payments: readonly Dealing[]): Map<Dealing, Dealing[]> {
  const given = new Map<Dealing, Dealing[]>()
  const left = new Map(queue.map((tranche) => [tranche, tranche.amount]))
  for (const { on, amount } of payments) {
    if (yen(amount) < 0 || queue.some((tranche) => tranche.on > on)) throw new RangeError("a payment lies before what it gives back")
    let rest = amount
    for (const tranche of queue) {
      const part = Math.min(rest, left.get(tranche)!)
      if (part === 0) continue
      given.set(tranche, [...(given.get(tranche) ?? []), { on, amount: part }])
      left.set(tranche, left.get(tranche)! - part)
      rest -= part
    }
  }
  return given
}
