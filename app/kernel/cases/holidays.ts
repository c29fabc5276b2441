import holidayJp from "@holiday-jp/holiday_jp"
import type { Day } from "./civil-dates.ts"

const holidays = holidayJp.holidays as Readonly<Record<Day, { name: string }>>
const days = Object.keys(holidays).sort()

/**
 * The years the package knows in full. The equinoxes of years not yet gazetted are computed ahead in it, so a far
 * deadline may still move by a day.
 */
export const holidaysKnown = { from: `${days[0]!.slice(0, 4)}-01-01`, until: `${days.at(-1)!.slice(0, 4)}-12-31` } as const

/** 「春分の日 振替休日」, or undefined on any other day (国民の祝日に関する法律3条: with 振替休日 and 国民の休日). */
export function holidayName(day: Day): string | undefined {
  return holidays[day]?.name
}
