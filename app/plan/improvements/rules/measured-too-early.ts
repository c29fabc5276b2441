import { wareki } from "../../../kernel/ui/formats.ts"
import { type Refusal, refusal } from "../../../kernel/http/index.ts"

/** Measured once three months have shown how it goes, and not ahead of time. */
export function measuredTooEarly(measuredOn: string, it: { doneOn: string | null }, today: string): Refusal | undefined {
  const wrong = (message: string) => refusal("invalid", "improvements.measured-too-early", message, { field: "measuredOn" })
  if (measuredOn > today) return wrong("測定日に先の日付は入力できません。")
  if (it.doneOn && measuredOn < monthsAfter(it.doneOn, 3)) {
    return wrong(`測定日は、実施から3か月後（${wareki(monthsAfter(it.doneOn, 3))}）以後にしてください。`)
  }
  return undefined
}

/** 民法140条・143条2項: the first day not counted, it ends on the same date of the last month, or on that month's last day. */
export function monthsAfter(day: string, months: number): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}
