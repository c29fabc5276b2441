import { type Refusal, refusal } from "../../../kernel/http/refusal.ts"
import { fiscalYear, wareki } from "../../../kernel/ui/formats.ts"

/**
 * Books and evidence are kept five years from the fiscal year after completion: completed in fiscal 2016, kept to the
 * end of fiscal 2021 ([V] expydoc 11493426). The years are the programme's setting. A restricted asset keeps its
 * papers as long as the restriction lasts, whichever is later.
 */
export function retentionEndsOn(completedOn: string, years: number, restrictedUntil?: string): string {
  const end = `${fiscalYear(completedOn) + 1 + years}-03-31`
  return restrictedUntil !== undefined && restrictedUntil > end ? restrictedUntil : end
}

/** Unit: civil days in Japan; the last day itself still belongs to the period. Refusal: conflict. */
export function retentionHasNotEnded(it: { completedOn: string; restrictedUntil?: string }, years: number, today: string): Refusal | undefined {
  const until = retentionEndsOn(it.completedOn, years, it.restrictedUntil)
  if (today > until) return undefined
  return refusal("conflict", "subsidies.retention-has-not-ended", `帳簿と証拠書類は${wareki(until)}まで保存します。`, { detail: { until } })
}
