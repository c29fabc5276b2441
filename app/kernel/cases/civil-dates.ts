/** Arithmetic of civil dates ("YYYY-MM-DD"). No clock, no time zone: UTC only carries the numbers. */
export type Day = string

const DAY = 86_400_000

export function isCivilDate(text: string): boolean {
  return readDay(text) !== undefined
}

function millis(day: Day): number {
  const read = readDay(day)
  if (read === undefined) throw new RangeError(`not a civil date: ${day}`)
  return read
}

/** Milliseconds of its midnight in UTC. By hand: a list of old cases asks for ten thousand days. */
function readDay(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const digit = (at: number) => text.charCodeAt(at) - 48
  const year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3)
  const month = digit(5) * 10 + digit(6)
  const date = digit(8) * 10 + digit(9)
  if (year < 100) {
    // Date.UTC takes these for the last century's.
    const read = new Date(`${text}T00:00:00Z`)
    return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(text) ? read.getTime() : undefined
  }
  if (month < 1 || month > 12 || date < 1 || date > 31 || (date > 28 && date > lastDayOfMonth(year, month))) return undefined
  return Date.UTC(year, month - 1, date)
}

export function addDays(day: Day, days: number): Day {
  return new Date(millis(day) + days * DAY).toISOString().slice(0, 10)
}

export function daysBetween(from: Day, to: Day): number {
  return (millis(to) - millis(from)) / DAY
}

/** 0 Sunday … 6 Saturday */
export function weekday(day: Day): number {
  return new Date(millis(day)).getUTCDay()
}

export function lastDayOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** The same day of a later month, or undefined when that month has no such day (応当日がないとき). */
export function sameDayOfMonth(day: Day, months: number): Day | undefined {
  const [year, month, date] = parts(day)
  const index = year * 12 + (month - 1) + months
  const [y, m] = [Math.floor(index / 12), (index % 12) + 1]
  return date <= lastDayOfMonth(y, m) ? written(y, m, date) : undefined
}

export function endOfMonth(day: Day, months = 0): Day {
  const [year, month] = parts(day)
  const index = year * 12 + (month - 1) + months
  const [y, m] = [Math.floor(index / 12), (index % 12) + 1]
  return written(y, m, lastDayOfMonth(y, m))
}

function parts(day: Day): [number, number, number] {
  millis(day)
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8))]
}

function written(year: number, month: number, date: number): Day {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`
}
