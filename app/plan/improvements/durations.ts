/** Durations are whole minutes; what people type (1.5, 1時間30分, 90分, 1:30) is rounded to one, half up (1分未満四捨五入). */
export function minutesOf(text: string): number | undefined {
  const plain = text.normalize("NFKC").replace(/[,\s]/g, "").replace(/[hH]$/, "時間")
  const clock = /^(\d{1,5}):([0-5]\d)$/.exec(plain)
  if (clock) return Number(clock[1]) * 60 + Number(clock[2])
  const words = /^(?:(\d{1,6}(?:\.\d{1,4})?)時間)?(?:(\d{1,7}(?:\.\d{1,4})?)分)?$/.exec(plain)
  if (words && (words[1] || words[2])) return Math.round(Number(words[1] ?? 0) * 60 + Number(words[2] ?? 0))
  if (/^\d{1,6}(\.\d{1,4})?$/.test(plain)) return Math.round(Number(plain) * 60)
  return undefined
}

/** As it is typed back: 1時間30分. */
export function durationText(minutes: number): string {
  const sign = minutes < 0 ? "－" : ""
  const size = Math.abs(minutes)
  const hours = Math.floor(size / 60)
  const rest = size % 60
  if (hours === 0) return `${sign}${rest}分`
  return `${sign}${hours.toLocaleString("ja-JP")}時間${rest ? `${rest}分` : ""}`
}

/** Hours with one decimal, half up (小数第2位を四捨五入), for tables, charts and measures. */
export function hoursOf(minutes: number): number {
  return Math.round(minutes / 6) / 10
}

/** Minutes saved in a year: (現在の時間－改善後の時間)×回数×人数. */
export function savedMinutes(it: { minutesNow: number; minutesAfter: number; timesAYear: number; people: number }): number {
  return (it.minutesNow - it.minutesAfter) * it.timesAYear * it.people
}

export const FORMULA = "（現在の時間－改善後の時間）×回数×人数"

/** The formula with this improvement's own figures. */
export function formulaOf(it: { minutesNow: number; minutesAfter: number; timesAYear: number; people: number; per: "occurrence" | "month" }): string {
  const times = it.per === "month" ? `年${it.timesAYear}か月` : `年${it.timesAYear.toLocaleString("ja-JP")}回`
  return (
    `（${durationText(it.minutesNow)}－${durationText(it.minutesAfter)}）×${times}×${it.people.toLocaleString("ja-JP")}人` +
    `＝年${durationText(savedMinutes(it))}`
  )
}
