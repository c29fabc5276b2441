import { type Refusal, refusal } from "../../../kernel/http/refusal.ts"

/** An improvement saves time; what takes longer afterwards is proposed elsewhere, with other reasons. */
export function hoursMustShrink(it: { hoursNow: number; hoursAfter: number }): Refusal | undefined {
  if (it.hoursAfter < it.hoursNow) return undefined
  return refusal("invalid", "improvements.hours-must-shrink", "改善後の時間は、現在の時間より短くしてください。", { field: "hoursAfter" })
}
