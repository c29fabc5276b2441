import { exact, type Fraction, type Rounding, type Yen, yen } from "./money.ts"

export interface Candidate {
  id: string
  /** As score-applications ranks; equal ranks are tied. */
  rank: number
  amount: Yen
}

export interface BudgetTerms {
  budget: Yen
  /** The first that does not fit is granted what is left, when that is at least this share of what it asked. */
  partial: { least: Fraction; rounding: Rounding } | null
  /** Whether later ones that still fit are funded once one did not. */
  afterTheLine: "stop" | "next-that-fits"
}

export interface Granted {
  id: string
  rank: number
  amount: Yen
  granted: Yen
  result: "full" | "partial" | "none" | "tie-at-the-line"
}

/**
 * Funds in score order within the budget (奈良県 [V]). Where several of one rank do not all fit, none of them is chosen by
 * chance or by arrival: they are a tie at the line, which the council decides (高知 [V]), and nothing behind them is funded.
 * Unit: yen; a partial award is rounded by its own rounding. The sum granted never exceeds the budget.
 * Errors: RangeError for amounts that are not whole or negative.
 */
export function budgetLine(candidates: readonly Candidate[], terms: BudgetTerms): Granted[] {
  let left = yen(terms.budget)
  let closed = left < 0
  const ordered = [...candidates].sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))
  const granted: Granted[] = []
  for (const rank of new Set(ordered.map((one) => one.rank))) {
    const group = ordered.filter((one) => one.rank === rank)
    if (group.some(({ amount }) => yen(amount) < 0)) throw new RangeError("an amount is not negative")
    const asked = group.reduce((total, { amount }) => total + amount, 0)
    const give = (result: Granted["result"], amountOf: (one: Candidate) => Yen) => {
      for (const one of group) granted.push({ ...one, granted: amountOf(one), result })
    }
    if (closed) give("none", () => 0)
    else if (asked <= left) {
      give("full", ({ amount }) => amount)
      left -= asked
    } else if (group.length > 1) {
      give("tie-at-the-line", () => 0)
      closed = true
    } else {
      const part = terms.partial ? exact(left).round(terms.partial.rounding) : 0
      const enough = terms.partial !== null && part > 0 && exact(part).compare(exact(asked).times(terms.partial.least)) >= 0
      give(enough ? "partial" : "none", () => (enough ? part : 0))
      if (enough) left -= part
      closed = enough || terms.afterTheLine === "stop"
    }
  }
  return granted
}
