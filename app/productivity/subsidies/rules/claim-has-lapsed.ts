import { periodEnd } from "../../../kernel/cases/rules/period-end.ts"

/**
 * Money claims of and against the prefecture lapse after five years from when they could be made (地方自治法236条1項 [L]),
 * first day not counted. `interruptedOn` is when the time began anew (納入の通知, 同条4項 [L]). True on the day after.
 */
export function claimHasLapsed(claim: { claimableOn: string; interruptedOn?: string }, today: string): boolean {
  return today > periodEnd(claim.interruptedOn ?? claim.claimableOn, { years: 5 }, { closedEnd: "as-is" })
}
