import type { CivilDate } from "../../../kernel/database/index.ts"
import { NUMERAL, numberOf } from "./numerals.ts"

const firstYears = { 明治: 1868, 大正: 1912, 昭和: 1926, 平成: 1989, 令和: 2019 } as const

const ERA = "明治|大正|昭和|平成|令和"
const NUMBER = `[${NUMERAL}元]+`

/** 「平成9年9月24日」「昭和三十五年七月二日」 anywhere in a line. */
export const PRINTED_DATE = new RegExp(`(${ERA})[ 　]*(${NUMBER})[ 　]*年[ 　]*(${NUMBER})[ 　]*月[ 　]*(${NUMBER})[ 　]*日`)

/** The first date printed in a line, as a civil date; undefined where there is none or it is no day of the calendar (平成9年2月31日). */
export function printedDate(line: string): CivilDate | undefined {
  const found = PRINTED_DATE.exec(line)
  if (!found) return undefined
  const year = found[2] === "元" ? 1 : numberOf(found[2]!)
  const month = numberOf(found[3]!)
  const day = numberOf(found[4]!)
  if (year === undefined || month === undefined || day === undefined) return undefined
  return civilDate(firstYears[found[1] as keyof typeof firstYears] + year - 1, month, day)
}

export function civilDate(year: number, month: number, day: number): CivilDate | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined
  return date.toISOString().slice(0, 10) as CivilDate
}

/** 「平成9年」 of a line with a date, as printed. */
export function printedYear(line: string): string {
  const found = new RegExp(`(?:${ERA})[ 　]*${NUMBER}[ 　]*年`).exec(line)
  return found ? found[0].replace(/[ 　]/g, "") : ""
}
