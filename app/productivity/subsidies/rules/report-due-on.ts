import { type PeriodOptions, periodEnd } from "../../../kernel/cases/rules/period-end.ts"
import { nextOpenDay } from "../../../kernel/cases/rules/working-days.ts"
import { fiscalYear } from "../../../kernel/ui/formats.ts"

/** Of the call: 30 days is the usual example ([V] jsh.go.jp), the date stands in the decision. */
export interface ReportTerms {
  daysAfterCompletion: number
  /** 「または交付決定通知書に定める日」; taken as written, also when it is a closed day. */
  dateInDecision?: string
  closedEnd?: PeriodOptions["closedEnd"]
}

/**
 * 実績報告 is due 30 days after completion (or after the approval of 廃止) or on the date in the decision, whichever is
 * earlier (適正化法14条 [L], example of the days [V]). First day not counted. Unit: civil days in Japan.
 */
export function reportDueOn(completedOn: string, terms: ReportTerms): string {
  const byDays = periodEnd(completedOn, { days: terms.daysAfterCompletion }, terms.closedEnd ? { closedEnd: terms.closedEnd } : {})
  return terms.dateInDecision !== undefined && terms.dateInDecision < byDays ? terms.dateInDecision : byDays
}

/**
 * A project that runs past 31 March reports the year that has ended, with the plan of the next (14条後段, 施行令8条 [L]).
 * The date in April is the programme's own: a setting "MM-DD" of the year after. Undefined when it ends in its year.
 */
export function yearEndReportDueOn(startedOn: string, endsOn: string, year: number, monthAndDay: string): string | undefined {
  if (fiscalYear(startedOn) > year || fiscalYear(endsOn) <= year) return undefined
  return nextOpenDay(`${year + 1}-${monthAndDay}`)
}
