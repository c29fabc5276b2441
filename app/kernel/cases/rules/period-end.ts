import { addDays, type Day, endOfMonth, sameDayOfMonth } from "../civil-dates.ts"
import { type Calendar, nextOpenDay } from "./working-days.ts"

export type Period = { days: number } | { weeks: number } | { months: number } | { years: number }

export interface PeriodOptions {
  /** 民法140条ただし書: the period begins at midnight, or a rule counts its first day. */
  firstDay?: "not-counted" | "counted"
  /** 民法142条 and the ordinance on closed days: the end moves to the next open day. "as-is" where a rule says so. */
  closedEnd?: "next-open" | "as-is"
  calendar?: Calendar
}

/**
 * The last day of a period. Months and years go by the calendar (民法143条1項); a period that does not begin on the
 * first of a month ends on the day before the corresponding day, or at the month's end when there is none (同条2項).
 */
export function periodEnd(from: Day, period: Period, options: PeriodOptions = {}): Day {
  const first = options.firstDay === "counted" ? from : addDays(from, 1)
  const end = calendarEnd(first, period)
  return options.closedEnd === "as-is" ? end : nextOpenDay(end, options.calendar)
}

function calendarEnd(first: Day, period: Period): Day {
  if ("days" in period) return addDays(first, count(period.days) - 1)
  if ("weeks" in period) return addDays(first, count(period.weeks) * 7 - 1)
  const months = "months" in period ? count(period.months) : count(period.years) * 12
  if (first.endsWith("-01")) return endOfMonth(first, months - 1)
  const same = sameDayOfMonth(first, months)
  return same ? addDays(same, -1) : endOfMonth(first, months)
}

function count(n: number): number {
  if (!Number.isSafeInteger(n) || n < 1) throw new RangeError(`not a length: ${n}`)
  return n
}
