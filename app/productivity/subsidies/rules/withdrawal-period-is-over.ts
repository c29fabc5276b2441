import { type PeriodOptions, periodEnd } from "../../../kernel/cases/rules/period-end.ts"
import { type Refusal, refusal } from "../../../kernel/http/refusal.ts"
import { wareki } from "../../../kernel/ui/formats.ts"

/** The programme's own period: 10 days in most 要綱 (三股町要綱 [V]), a setting of the call. */
export interface WithdrawalTerms {
  days: number
  /** What the 要綱 says of closed days; the next open day where it is silent (民法142条, 条例). */
  closedEnd?: PeriodOptions["closedEnd"]
}

/** The last day on which the applicant may withdraw: the day of the notice is not counted (民法140条). */
export function withdrawableUntil(noticeReceivedOn: string, terms: WithdrawalTerms): string {
  return periodEnd(noticeReceivedOn, { days: terms.days }, terms.closedEnd ? { closedEnd: terms.closedEnd } : {})
}

/**
 * After the notice of the decision has arrived an application may be withdrawn until the day set (適正化法9条1項 [L]); then
 * the decision counts as never made (同条2項 [L]). Unit: civil days in Japan. Refusal: conflict, with the day it was.
 */
export function withdrawalPeriodIsOver(it: { noticeReceivedOn: string }, today: string, terms: WithdrawalTerms): Refusal | undefined {
  const until = withdrawableUntil(it.noticeReceivedOn, terms)
  if (today <= until) return undefined
  return refusal("conflict", "subsidies.withdrawal-period-is-over", `取下げができる期限（${wareki(until)}）を過ぎています。事業をやめるときは、廃止の承認を申請してください。`, { detail: { until } })
}
