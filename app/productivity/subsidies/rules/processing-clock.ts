import { type Calendar, workingDaysAfter, workingDaysBetween } from "../../../kernel/cases/rules/working-days.ts"

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
  const stands = standing(it, until)
  const stopped = stands.filter(([from]) => from < until).reduce((total, [from, to]) => total + workingDaysBetween(from, to < until ? to : until, calendar), 0)
  // An arrival that lies ahead, as only an import writes it, has used nothing yet.
  const used = until < it.arrivedOn ? 0 : workingDaysBetween(it.arrivedOn, until, calendar) - stopped
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

/** The spans during which the clock stands, each from the day after its first until its last; in order, none over another. */
function standing({ stops, decidedOn }: Processing, until: string): [from: string, to: string][] {
  const spans: [string, string][] = []
  // A decision ends a correction nobody answered, too.
  const all = stops.map(({ askedOn, answeredOn }) => [askedOn, answeredOn ?? decidedOn ?? until] as const)
  for (const [from, to] of all.toSorted((a, b) => (a[0] < b[0] ? -1 : 1))) {
    const before = spans.at(-1)
    if (to <= from) continue
    if (before && from <= before[1]) before[1] = to > before[1] ? to : before[1]
    else spans.push([from, to])
  }
  return spans
}

function dueOn(from: string, days: number, stands: readonly (readonly [from: string, to: string])[], calendar?: Calendar): string {
  if (days === 0) return from
  let day = from
  let left = days
  for (const [stop, go] of stands) {
    const ran = workingDaysBetween(day, stop, calendar)
    if (ran >= left) break
    left -= ran
    day = go
  }
  return workingDaysAfter(day, left, calendar)
}

function openDays(after: string, to: string, calendar?: Calendar): number {
  return to < after ? 0 : workingDaysBetween(after, to, calendar)
}
