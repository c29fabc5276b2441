import { addDays, isCivilDate } from "../../../kernel/cases/civil-dates.ts"
import { type Calendar, closedReason, isOpenDay, nextOpenDay } from "../../../kernel/cases/rules/working-days.ts"

export type { Calendar }

/** 銀行法15条1項 and its order: 31 December to 3 January. From general knowledge: a setting, to be confirmed. */
export const yearEndOfBanks: Calendar = {
  spans: [{ validFrom: "1993-01-01", from: "12-31", to: "01-03", name: "年末年始の銀行休業日" }],
}

/** The day itself when the banks are open, otherwise the nearest banking day after or before it. */
export function bankingDay(day: string, move: "next" | "previous", calendar: Calendar = yearEndOfBanks): string {
  if (move === "next") return nextOpenDay(day, calendar)
  let at = day
  while (!isOpenDay(at, calendar)) at = addDays(at, -1)
  return at
}

/** Why the banks are closed on a day, or undefined. */
export function bankClosedReason(day: string, calendar: Calendar = yearEndOfBanks): string | undefined {
  return closedReason(day, calendar)
}

/** MMDD has no year: the day of that name nearest to another day. Undefined when there is no such day. */
export function nearestDay(monthDay: string, to: string): string | undefined {
  if (!/^\d{4}$/.test(monthDay)) return undefined
  const year = Number(to.slice(0, 4))
  const near = Date.parse(to)
  let best: string | undefined
  // 29 February may be four years away, at a turn of the century eight.
  for (let step = 0; step <= 8 && (step <= 1 || !best); step++) {
    for (const y of [year - step, year + step]) {
      const day = `${String(y).padStart(4, "0")}-${monthDay.slice(0, 2)}-${monthDay.slice(2)}`
      if (!isCivilDate(day)) continue
      if (!best || Math.abs(Date.parse(day) - near) < Math.abs(Date.parse(best) - near)) best = day
    }
  }
  return best
}
