/**
 * Three boxes 年・月・日 into one civil date: { "born.year": "令和8", "born.month": "4", "born.day": "1" } gains
 * born: "2026-04-01". All empty gives "". What is no date is joined as typed, so that validation names it.
 */
export function joinDates<T extends string | string[]>(values: Record<string, T>): Record<string, T | string> {
  const joined: Record<string, T | string> = { ...values }
  for (const key of Object.keys(values)) {
    if (!key.endsWith(".year")) continue
    const name = key.slice(0, -5)
    if (!(`${name}.month` in values) || !(`${name}.day` in values) || name in values) continue
    const part = (suffix: string) => String(values[`${name}.${suffix}`] ?? "").normalize("NFKC").trim()
    const year = part("year")
    const month = part("month").replace(/月$/, "")
    const day = part("day").replace(/日$/, "")
    joined[name] = year || month || day ? `${westernYear(year)}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : ""
  }
  return joined
}

const firstYears: Record<string, number> = {
  令和: 2019, 令: 2019, R: 2019, 平成: 1989, 平: 1989, H: 1989, 昭和: 1926, 昭: 1926, S: 1926,
  大正: 1912, 大: 1912, T: 1912, 明治: 1868, 明: 1868, M: 1868,
}

/** 令和8, R8, 令和元年, 2026年 → the western year; anything else stays as typed. */
export function westernYear(typed: string): string {
  const text = typed.normalize("NFKC").replace(/[\s.]/g, "").replace(/年$/, "")
  const found = /^(令和?|平成?|昭和?|大正?|明治?|[RHSTM])(元|\d{1,2})$/i.exec(text)
  const first = found && firstYears[found[1]!.toUpperCase()]
  if (!first) return text
  return String(first + (found[2] === "元" ? 1 : Number(found[2])) - 1)
}
