import { type Refusal, refusal } from "../../../kernel/http/refusal.ts"
import { monthsAfter } from "../dates.ts"

/** Measured once three months have shown how it goes, and not ahead of time. */
export function measuredTooEarly(measuredOn: string, it: { doneOn: string | null }, today: string): Refusal | undefined {
  const wrong = (message: string) => refusal("invalid", "improvements.measured-too-early", message, { field: "measuredOn" })
  if (measuredOn > today) return wrong("測定日に先の日付は入力できません。")
  if (it.doneOn && measuredOn < monthsAfter(it.doneOn, 3)) return wrong("測定日は、実施から3か月たった日以後にしてください。")
  return undefined
}
