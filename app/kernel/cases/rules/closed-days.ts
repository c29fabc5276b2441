import type { Day } from "../civil-dates.ts"

/** Days on which the offices are closed every year, from one day on; a change of the ordinance is another row. */
export interface ClosedSpan {
  validFrom: Day
  validUntil?: Day
  /** "MM-DD", both included; a span may cross the year's end. */
  from: string
  to: string
  name: string
}

/** 県の休日を定める条例 (地方自治法4条の2第2項3号): the year's end and beginning. */
export const yearEnd: readonly ClosedSpan[] = [{ validFrom: "1993-01-01", from: "12-29", to: "01-03", name: "年末年始の休日" }]

export function closedSpanOn(day: Day, spans: readonly ClosedSpan[]): ClosedSpan | undefined {
  const date = day.slice(5)
  return spans.find(({ validFrom, validUntil, from, to }) => {
    if (day < validFrom || (validUntil !== undefined && day >= validUntil)) return false
    return from <= to ? from <= date && date <= to : date >= from || date <= to
  })
}
