/** 2027-04, 2027/4, 2027年4月, 令和9年4月, R9.4, and the day a spreadsheet makes of them (2027-04-01) → "2027-04"; undefined where it is no month. */
export function monthFrom(typed: string): string | undefined {
  const text = typed.normalize("NFKC").replace(/\s/g, "")
  const found = /^(?:(\d{4})|(令和|R|平成|H)(元|\d{1,2}))(?:年|[-/.])(\d{1,2})(?:月|[-/]0?1)?$/i.exec(text)
  if (!found) return undefined
  const [, western, era, eraYear, monthText] = found
  const first = era && /^(令和|R)$/i.test(era) ? 2018 : 1988
  const year = western ? Number(western) : first + (eraYear === "元" ? 1 : Number(eraYear))
  const month = Number(monthText)
  if (month < 1 || month > 12 || year < 1990 || year > 2100) return undefined
  return `${year}-${String(month).padStart(2, "0")}`
}
