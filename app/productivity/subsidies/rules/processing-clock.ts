import { addDays } from "../../../kernel/cases/civil-dates.ts"
import { type Calendar, isOpenDay } from "../../../kernel/cases/rules/working-days.ts"

export interface Processing {
  /** Day of arrival at the office that decides; its own day is not counted (民法140条). */
  arrivedOn: string
  /** 補正: the clock stands from the day after it was asked until the day of the answer, both included. */
  stops: readonly { askedOn: string; answeredOn?: string }[]
  decidedOn?: string
  /** Arrival at an office the application passes through (経由機関): counted apart. */
  throughOfficeFrom?: string
}

export interface Clock {
  /** Working days used. */
  used: number
  /** Working days during which the applicant was asked. */
  stopped: number
  /** Working days at the office it passed through. */
  throughOffice: number
  /** The last working day of the standard period; undefined while a correction is awaited. */
  dueOn: string | undefined
  state: "running" | "stopped" | "ended"
  /** More than the standard period has been used. */
  over: boolean
}

/**
 * 標準処理期間: working days from arrival to decision, 補正 not counted (適正化法6条2項 [L]; the days are published by the
 * programme). Unit: working days of the prefecture. Error: RangeError for a stop that ends before it begins or a
 * decision before arrival; a day whose holidays are unknown is refused by the calendar.
 */
export function processingClock(it: Processing, standardDays: number, today: string, calendar?: Calendar): Clock {
  const until = it.decidedOn ?? today
  if (it.decidedOn !== undefined && it.decidedOn < it.arrivedOn) throw new RangeError("decided before it arrived")
  for (const { askedOn, answeredOn } of it.stops) {
    if (askedOn < it.arrivedOn || (answeredOn !== undefined && answeredOn < askedOn)) throw new RangeError("a correction ends before it begins")
  }
  // A decision ends a correction nobody answered, too.
  const stands = (day: string) =>
    it.stops.some(({ askedOn, answeredOn = it.decidedOn }) => askedOn < day && (answeredOn === undefined || day <= answeredOn))
  let used = 0
  let stopped = 0
  for (let day = addDays(it.arrivedOn, 1); day <= until; day = addDays(day, 1)) {
    if (!isOpenDay(day, calendar)) continue
    if (stands(day)) stopped++
    else used++
  }
  const waits = it.decidedOn === undefined && it.stops.some(({ answeredOn }) => answeredOn === undefined)
  return {
    used,
    stopped,
    throughOffice: it.throughOfficeFrom === undefined ? 0 : openDays(it.throughOfficeFrom, it.arrivedOn, calendar),
    dueOn: waits ? undefined : dueOn(it.arrivedOn, standardDays, stands, calendar),
    state: it.decidedOn !== undefined ? "ended" : waits ? "stopped" : "running",
    over: used > standardDays,
  }
}

function dueOn(from: string, days: number, stands: (day: string) => boolean, calendar?: Calendar): string {
  let day = from
  for (let left = days; left > 0; ) {
    day = addDays(day, 1)
    if (isOpenDay(day, calendar) && !stands(day)) left--
  }
  return day
}

function openDays(after: string, to: string, calendar?: Calendar): number {
  let count = 0
  for (let day = addDays(after, 1); day <= to; day = addDays(day, 1)) if (isOpenDay(day, calendar)) count++
  return count
}
