import { refusal } from "../../http/refusal.ts"
import { addDays, type Day, weekday } from "../civil-dates.ts"
import { holidayName, holidaysKnown } from "../holidays.ts"
import { closedSpanOn, type ClosedSpan, yearEnd } from "./closed-days.ts"

/** What closes the offices beside weekends and national holidays. */
export interface Calendar {
  spans: readonly ClosedSpan[]
}

export const prefectureCalendar: Calendar = { spans: yearEnd }

/** Saturdays are closed all day since the ordinances of 1992; earlier years would need other rules. */
const FIRST_DAY = "1993-01-01"

function mustBeKnown(day: Day): void {
  if (day >= FIRST_DAY && day <= holidaysKnown.until) return
  const range = `${FIRST_DAY}から${holidaysKnown.until}まで`
  throw refusal("invalid", "cases.calendar-unknown", `${day}の休日は分からないため、期限を数えられません（${range}の日付に限ります）。`)
}

/** 「日曜日」「勤労感謝の日」「年末年始の休日」, or undefined on an open day. */
export function closedReason(day: Day, calendar: Calendar = prefectureCalendar): string | undefined {
  mustBeKnown(day)
  const holiday = holidayName(day)
  if (holiday) return holiday
  const span = closedSpanOn(day, calendar.spans)
  if (span) return span.name
  const of = weekday(day)
  return of === 0 ? "日曜日" : of === 6 ? "土曜日" : undefined
}

export function isOpenDay(day: Day, calendar?: Calendar): boolean {
  return closedReason(day, calendar) === undefined
}

/** The day itself when it is open, otherwise the first open day after it. */
export function nextOpenDay(day: Day, calendar?: Calendar): Day {
  let at = day
  while (!isOpenDay(at, calendar)) at = addDays(at, 1)
  return at
}

/** The n-th working day after a day; the day itself is not counted (民法140条). 0: the day, or the next open one. */
export function workingDaysAfter(day: Day, n: number, calendar?: Calendar): Day {
  mustBeCount(n)
  if (calendar) return countAfter(day, n, calendar)
  // Every filing of a day asks for the same few.
  const key = `${day} ${n}`
  let at = counted.get(key)
  if (at === undefined) {
    at = countAfter(day, n)
    if (counted.size >= MOST_COUNTED) counted.clear()
    counted.set(key, at)
  }
  return at
}

const counted = new Map<string, Day>()
const MOST_COUNTED = 1000

function countAfter(day: Day, n: number, calendar?: Calendar): Day {
  let at = n === 0 ? nextOpenDay(day, calendar) : day
  for (let left = n; left > 0; ) {
    at = addDays(at, 1)
    if (isOpenDay(at, calendar)) left--
  }
  return at
}

/** The n-th working day before a day, such as for a reminder. */
export function workingDaysBefore(day: Day, n: number, calendar?: Calendar): Day {
  mustBeCount(n)
  let at = day
  for (let left = n; left > 0; ) {
    at = addDays(at, -1)
    if (isOpenDay(at, calendar)) left--
  }
  return at
}

/** Open days after `from` up to and with `to`; negative when `to` lies before. */
export function workingDaysBetween(from: Day, to: Day, calendar?: Calendar): number {
  if (to < from) return -workingDaysBetween(to, from, calendar)
  let count = 0
  for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) if (isOpenDay(at, calendar)) count++
  return count
}

function mustBeCount(n: number): void {
  if (!Number.isSafeInteger(n) || n < 0 || n > 20_000) throw new RangeError(`not a number of days: ${n}`)
}
