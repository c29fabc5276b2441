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
  if (n === 0) return nextOpenDay(day, calendar)
  if (calendar) return countAfter(day, n, calendar)
  const first = addDays(day, 1)
  let year = Number(first.slice(0, 4))
  let days = openDaysOf(year)
  let at = placeOf(days, first) + n - 1
  while (at >= days.length) {
    at -= days.length
    days = openDaysOf(++year)
  }
  return days[at]!
}

function countAfter(day: Day, n: number, calendar: Calendar): Day {
  let at = day
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
  const [first, end] = [addDays(from, 1), addDays(to, 1)]
  let count = 0
  if (calendar) {
    for (let at = first; at < end; at = addDays(at, 1)) if (isOpenDay(at, calendar)) count++
    return count
  }
  if (first === end) return 0
  mustBeKnown(to)
  const last = Number(to.slice(0, 4))
  for (let year = Number(first.slice(0, 4)); year < last; year++) count += openDaysOf(year).length
  return count + placeOf(openDaysOf(last), end) - placeOf(openDaysOf(Number(first.slice(0, 4))), first)
}

/**
 * The open days of the prefecture's calendar in a year, in order. A list of old applications counts from each one's arrival: day
 * by day that was twenty thousand days a page.
 */
function openDaysOf(year: number): readonly Day[] {
  let days = years.get(year)
  if (!days) {
    days = []
    for (let at = `${String(year).padStart(4, "0")}-01-01`; Number(at.slice(0, 4)) === year; at = addDays(at, 1)) if (isOpenDay(at)) days.push(at)
    years.set(year, days)
  }
  return days
}

const years = new Map<number, Day[]>()

/** How many of them lie before a day. */
function placeOf(days: readonly Day[], day: Day): number {
  let [low, high] = [0, days.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (days[middle]! < day) low = middle + 1
    else high = middle
  }
  return low
}

function mustBeCount(n: number): void {
  if (!Number.isSafeInteger(n) || n < 0 || n > 20_000) throw new RangeError(`not a number of days: ${n}`)
}
