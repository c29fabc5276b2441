import { addDays } from "../../../kernel/cases/civil-dates.ts"
import { isOpenDay } from "../../../kernel/cases/rules/working-days.ts"
import { type Refusal, refusal } from "../../../kernel/http/refusal.ts"
import { fiscalYear, fiscalYearName, wareki } from "../../../kernel/ui/formats.ts"

/** The last day of a fiscal year (地方自治法208条 [L]): what belongs to the year is done and fixed by then. */
export function fiscalYearEndsOn(year: number): string {
  return `${year + 1}-03-31`
}

/** 出納閉鎖 (地方自治法235条の5 [L]): 31 May after the year. */
export function booksCloseOn(year: number): string {
  return `${year + 1}-05-31`
}

/** The last day on which a bank still pays for that year: 31 May or the open day before it. */
export function lastPaymentDay(year: number): string {
  let day = booksCloseOn(year)
  while (!isOpenDay(day)) day = addDays(day, -1)
  return day
}

/**
 * Money of a fiscal year is paid until its books close. Unit: civil days in Japan; `year` is the year the award was
 * charged to. Refusals: the amount was fixed after 31 March (it belongs to the next budget, or to 繰越), the payment
 * comes too late or too early.
 */
export function booksAreClosed(it: { year: number; fixedOn?: string }, payOn: string): Refusal | undefined {
  const no = (code: string, message: string) => refusal("conflict", code, message, { field: "payOn" })
  const name = fiscalYearName(it.year)
  if (it.fixedOn !== undefined && fiscalYear(it.fixedOn) > it.year) {
    return no("subsidies.fixed-after-year-end", `額の確定が${name}の末日（${wareki(fiscalYearEndsOn(it.year))}）より後のため、${name}の予算からは支払えません。`)
  }
  if (payOn > booksCloseOn(it.year)) return no("subsidies.books-are-closed", `${name}の出納は${wareki(booksCloseOn(it.year))}に閉鎖されます。それまでの日を支払日にしてください。`)
  if (fiscalYear(payOn) < it.year) return no("subsidies.year-has-not-begun", `${name}が始まる前の日には支払えません。`)
  return undefined
}
