import { type Yen, yen } from "./money.ts"

export type LedgerKind = "advance" | "final" | "came-back" | "repayment" | "surcharge" | "late-charge" | "excess-repaid"

/** One movement of money of one application; amounts are positive, the kind tells the direction. Rows are never changed. */
export interface LedgerEntry {
  id: string
  on: string
  kind: LedgerKind
  amount: Yen
}

export interface LedgerSums {
  /** Paid out and not come back (振込不能). */
  paid: Yen
  /** Of the subsidy itself. */
  repaid: Yen
  surcharge: Yen
  lateCharge: Yen
  /** Subsidy the recipient holds: paid − repaid. */
  held: Yen
}

/**
 * Every yen of an application in, out and back. Unit: yen. Errors: RangeError for an amount of 0 or less, an id twice, more
 * come back than paid or more subsidy repaid than is held, in the order of the days (same day: as listed).
 */
export function applicationLedger(entries: readonly LedgerEntry[]): LedgerSums {
  const sums: LedgerSums = { paid: 0, repaid: 0, surcharge: 0, lateCharge: 0, held: 0 }
  const seen = new Set<string>()
  for (const { id, kind, amount } of entries.map((entry, index) => ({ ...entry, index })).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.index - b.index))) {
    if (seen.has(id) || yen(amount) <= 0) throw new RangeError(`not a ledger entry: ${id}`)
    seen.add(id)
    if (kind === "advance" || kind === "final") sums.paid += amount
    else if (kind === "came-back") sums.paid -= amount
    else if (kind === "repayment") sums.repaid += amount
    else if (kind === "excess-repaid") sums.repaid -= amount
    else sums[kind === "surcharge" ? "surcharge" : "lateCharge"] += amount
    sums.held = yen(sums.paid - sums.repaid)
    if (sums.held < 0 || sums.repaid < 0) throw new RangeError(`more goes back than was paid: ${id}`)
  }
  return sums
}
