import { type Refusal, refusal } from "../../../kernel/http/refusal.ts"

/** Measured once three months have shown how it goes, and not ahead of time. */
export function measuredTooEarly(measuredOn: string, measurableFrom: string, today: string): Refusal | undefined {
  const wrong = (message: string) => refusal("invalid", "improvements.measured-too-early", message, { field: "measuredOn" })
  if (measuredOn > today) return wrong("測定日に先の日付は入力できません。")
  if (measuredOn < measurableFrom) return wrong("測定日は、実施から3か月たった日以後にしてください。")
  return undefined
}
