/** Five-field cron in Japan's time, which has no summer time: nine hours before UTC all year. */

const JAPAN = 9 * 3_600_000
const MINUTE = 60_000

const FIELDS = [
  { name: "minute", min: 0, max: 59 },
  { name: "hour", min: 0, max: 23 },
  { name: "day", min: 1, max: 31 },
  { name: "month", min: 1, max: 12 },
  { name: "weekday", min: 0, max: 7 },
] as const

type Times = readonly ReadonlySet<number>[]

const parsed = new Map<string, Times>()

/** Throws when the text is no cron expression: found at start, not at night. */
export function mustBeCron(cron: string): Times {
  let times = parsed.get(cron)
  if (!times) {
    const parts = cron.trim().split(/\s+/)
    if (parts.length !== 5) throw new Error(`"${cron}" is not a cron expression of five fields`)
    times = FIELDS.map((field, at) => parseField(cron, parts[at]!, field))
    parsed.set(cron, times)
  }
  return times
}

function parseField(cron: string, text: string, { name, min, max }: (typeof FIELDS)[number]): Set<number> {
  const values = new Set<number>()
  for (const part of text.split(",")) {
    const match = /^(?:(\*)|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part)
    const from = match?.[1] ? min : Number(match?.[2])
    const to = match?.[1] ? (name === "weekday" ? 6 : max) : Number(match?.[3] ?? match?.[2])
    const step = Number(match?.[4] ?? 1)
    if (!match || !(from >= min) || !(to <= max) || from > to || step < 1) throw new Error(`"${cron}": ${name} "${part}" is wrong`)
    for (let value = from; value <= to; value += step) values.add(name === "weekday" ? value % 7 : value)
  }
  return values
}

/** Whether a minute is one of the cron's. As every cron has it: day and weekday both given means either. */
export function cronMatches(cron: string, instant: Date): boolean {
  const [minutes, hours, days, months, weekdays] = mustBeCron(cron) as [...Times] as [
    Set<number>,
    Set<number>,
    Set<number>,
    Set<number>,
    Set<number>,
  ]
  const japan = new Date(instant.getTime() + JAPAN)
  if (!minutes.has(japan.getUTCMinutes()) || !hours.has(japan.getUTCHours())) return false
  if (!months.has(japan.getUTCMonth() + 1)) return false
  const day = days.has(japan.getUTCDate())
  const weekday = weekdays.has(japan.getUTCDay())
  if (days.size < 31 && weekdays.size < 7) return day || weekday
  return day && weekday
}

/** The first minute of the cron after an instant; undefined when there is none within eight years (30 February). */
export function nextRun(cron: string, after: Date): Date | undefined {
  const [minutes, hours] = mustBeCron(cron) as [Set<number>, Set<number>]
  let at = Math.floor(after.getTime() / MINUTE) * MINUTE + MINUTE
  const end = at + 8 * 366 * 86_400_000
  while (at < end) {
    if (cronMatches(cron, new Date(at))) return new Date(at)
    const japan = new Date(at + JAPAN)
    // Whole hours and days that hold nothing are passed over.
    if (!dayMatches(cron, at)) at += 86_400_000 - ((at + JAPAN) % 86_400_000)
    else if (!hours.has(japan.getUTCHours())) at += 3_600_000 - ((at + JAPAN) % 3_600_000)
    else at += minutes.size > 0 ? MINUTE : 3_600_000
  }
  return undefined
}

function dayMatches(cron: string, at: number): boolean {
  const [minutes, hours] = mustBeCron(cron) as [Set<number>, Set<number>]
  const midnight = at - ((at + JAPAN) % 86_400_000)
  return cronMatches(cron, new Date(midnight + Math.min(...hours) * 3_600_000 + Math.min(...minutes) * MINUTE))
}

/**
 * graphile-worker asks for minutes in UTC and without their year; the weekday tells which year is meant.
 */
export function matcherOf(cron: string): (digest: { min: number; hour: number; date: number; month: number; dow: number }) => boolean {
  mustBeCron(cron)
  return ({ min, hour, date, month, dow }) => {
    const now = new Date().getUTCFullYear()
    for (const year of [now, now - 1, now + 1]) {
      const instant = new Date(Date.UTC(year, month - 1, date, hour, min))
      if (instant.getUTCDate() === date && instant.getUTCDay() === dow) return cronMatches(cron, instant)
    }
    return false
  }
}
