import { type Refusal, refusal } from "../../../kernel/http/refusal.ts"
import { wareki } from "../../../kernel/ui/formats.ts"

export interface DecisionDay {
  decidedOn: string
  /** 事前着手: from this day on orders count although the decision came later; undefined where none was approved. */
  earlyStartFrom?: string
}

/**
 * What was ordered before the grant decision is not eligible, unless an early start was approved and the order lies on
 * or after its day ([V] r6.jizokukahojokin.info; 要綱の事前着手). The day of the decision itself is in time.
 * Unit: civil days in Japan. Refusal: invalid at `orderedOn`.
 */
export function orderBeforeDecision(it: { orderedOn: string }, grant: DecisionDay): Refusal | undefined {
  if (it.orderedOn >= grant.decidedOn) return undefined
  if (grant.earlyStartFrom !== undefined && it.orderedOn >= grant.earlyStartFrom) return undefined
  const early = grant.earlyStartFrom === undefined ? "" : `（事前着手の承認は${wareki(grant.earlyStartFrom)}から）`
  const message = `発注日（${wareki(it.orderedOn)}）が交付決定日（${wareki(grant.decidedOn)}）より前です${early}。`
  return refusal("invalid", "subsidies.order-before-decision", message, { field: "orderedOn" })
}
