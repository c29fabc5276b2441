/** How numbers, money and dates are written for people. Civil dates are "YYYY-MM-DD" in Asia/Tokyo. */

/** A figure that does not exist (yet). Never 0. */
export const NONE = "－"

type Day = string | Date | null | undefined

/** Lists show the same days and figures again and again, and each costs a microsecond to write. */
function remembered(write: (value: number) => string): (value: number) => string {
  const known = new Map<number, string>()
  return (value) => {
    let text = known.get(value)
    if (text === undefined) {
      if (known.size >= MOST_REMEMBERED) known.clear()
      known.set(value, (text = write(value)))
    }
    return text
  }
}

const MOST_REMEMBERED = 5000

// 元号を改める政令: first day of each era. Before 明治6年 Japan did not use the Gregorian calendar.
const eras = [
  { name: "令和", letter: "R", from: "2019-05-01", first: 2019 },
  { name: "平成", letter: "H", from: "1989-01-08", first: 1989 },
  { name: "昭和", letter: "S", from: "1926-12-25", first: 1926 },
  { name: "大正", letter: "T", from: "1912-07-30", first: 1912 },
  { name: "明治", letter: "M", from: "1873-01-01", first: 1868 },
] as const

const weekdays = ["日", "月", "火", "水", "木", "金", "土"] as const

/** The civil date in Japan. Text is taken as it stands (its first ten characters). */
function civil(day: Day): string | undefined {
  if (day === null || day === undefined || day === "") return undefined
  if (typeof day === "string") return /^\d{4}-\d{2}-\d{2}/.test(day) ? day.slice(0, 10) : undefined
  const at = day.getTime()
  return Number.isNaN(at) ? undefined : dayText(Math.floor((at + 9 * 3_600_000) / 86_400_000))
}

/** By days since 1970. */
const dayText = remembered((days) => new Date(days * 86_400_000).toISOString().slice(0, 10))

function eraOf(date: string): { name: string; letter: string; year: number } | undefined {
  const era = eras.find((e) => date >= e.from)
  return era && { name: era.name, letter: era.letter, year: Number(date.slice(0, 4)) - era.first + 1 }
}

/** 令和8年11月23日 */
export function wareki(day: Day): string {
  const date = civil(day)
  if (!date) return NONE
  const era = eraOf(date)
  const year = era ? `${era.name}${era.year === 1 ? "元" : era.year}` : date.slice(0, 4)
  return `${year}年${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`
}

/** 令和8年11月23日（月） */
export function warekiWithWeekday(day: Day): string {
  const date = civil(day)
  return date ? `${wareki(date)}（${weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()]}）` : NONE
}

/** R8.11.23, for dense tables. */
export function warekiShort(day: Day): string {
  const date = civil(day)
  if (!date) return NONE
  const era = eraOf(date)
  return `${era ? `${era.letter}${era.year}` : date.slice(0, 4)}.${Number(date.slice(5, 7))}.${Number(date.slice(8))}`
}

/** 令和8年11月, from a date or "YYYY-MM". */
export function warekiMonth(month: Day): string {
  const date = civil(typeof month === "string" && month.length === 7 ? `${month}-01` : month)
  return date ? wareki(date).replace(/\d+日$/, "") : NONE
}

function clock(instant: Date): string {
  return new Date(instant.getTime() + 9 * 3_600_000).toISOString().slice(11, 16)
}

function instantOf(instant: string | Date | null | undefined): Date | undefined {
  if (!instant) return undefined
  const date = typeof instant === "string" ? new Date(instant) : instant
  return Number.isNaN(date.getTime()) ? undefined : date
}

/** 令和8年11月23日 14:05 (Japan time) */
export function dateTime(instant: string | Date | null | undefined): string {
  const at = instantOf(instant)
  return at ? `${wareki(at)} ${clock(at)}` : NONE
}

/** R8.11.23 14:05 (Japan time) */
export function dateTimeShort(instant: string | Date | null | undefined): string {
  const at = instantOf(instant)
  return at ? `${warekiShort(at)} ${clock(at)}` : NONE
}

/** The fiscal year (April to March) a day belongs to, as the year it starts in. 地方自治法208条 */
export function fiscalYear(day: string | Date): number {
  const date = civil(day)
  if (!date) throw new RangeError(`not a date: ${String(day)}`)
  return Number(date.slice(0, 4)) - (date.slice(5, 7) < "04" ? 1 : 0)
}

/** 2026 → 令和8年度. A year in which the era changed takes the new era's name for the whole year. */
export function fiscalYearName(year: number | null | undefined): string {
  if (year === null || year === undefined) return NONE
  const era = eraOf(`${year}-12-31`)
  return era ? `${era.name}${era.year === 1 ? "元" : era.year}年度` : `${year}年度`
}

const grouped = figureText({ maximumFractionDigits: 6 })
const fixed = [0, 1, 2, 3].map((digits) => figureText({ minimumFractionDigits: digits, maximumFractionDigits: digits }))

function figureText(options: Intl.NumberFormatOptions): (value: number) => string {
  const format = new Intl.NumberFormat("ja-JP", options)
  const text = remembered((value) => format.format(value))
  // A map holds 0 and -0 for one; Intl writes two.
  return (value) => (Object.is(value, -0) ? format.format(value) : text(value))
}

type Figure = number | string | null | undefined

function figure(value: Figure): number | undefined {
  if (value === null || value === undefined || value === "") return undefined
  const number = typeof value === "number" ? value : Number(value)
  return Number.isFinite(number) ? number : undefined
}

/** 1,234 or 1,234件; with `digits`, that many decimals. */
export function numberText(value: Figure, unit = "", digits?: number): string {
  const number = figure(value)
  if (number === undefined) return NONE
  return (digits === undefined ? grouped : (fixed[digits] ?? grouped))(number) + unit
}

/** Short enough for an axis: 25万, 1.5億. */
export function axisText(value: number): string {
  const size = Math.abs(value)
  if (size >= 100_000_000) return `${grouped(value / 100_000_000)}億`
  return size >= 10_000 ? `${grouped(value / 10_000)}万` : grouped(value)
}

/** 1,234円 */
export function yenText(yen: Figure): string {
  return numberText(yen, "円")
}

/** 1,234千円, thousands rounded down (千円未満切捨て), as budget tables are written. */
export function thousandYenText(yen: Figure): string {
  const number = figure(yen)
  return number === undefined ? NONE : `${grouped(Math.trunc(number / 1000))}千円`
}

/** A fraction as a percentage: 0.123 → 12.3%. */
export function percentText(fraction: Figure, digits = 1): string {
  const number = figure(fraction)
  return number === undefined ? NONE : `${(fixed[digits] ?? grouped)(number * 100)}%`
}

/** Whole days from `today` to `day`; negative when it has passed. */
export function daysUntil(day: string | Date, today: string | Date): number {
  return Math.round((Date.parse(civil(day) ?? "") - Date.parse(civil(today) ?? "")) / 86_400_000)
}

/** あと3日, きょうまで, 3日超過 */
export function relativeDays(day: string | Date | null | undefined, today: string | Date): string {
  if (!civil(day)) return NONE
  const days = daysUntil(day as string, today)
  if (days === 0) return "きょうまで"
  return days > 0 ? `あと${days}日` : `${-days}日超過`
}

/** 1.2 MB */
export function sizeText(bytes: Figure): string {
  const size = figure(bytes)
  if (size === undefined) return NONE
  if (size < 1000) return `${size} バイト`
  if (size < 1_000_000) return `${fixed[0]!(size / 1000)} KB`
  return `${fixed[1]!(size / 1_000_000)} MB`
}
