import { type Refusal, refusal } from "../../../kernel/http/refusal.ts"

export function plannedDayHasPassed(plannedOn: string | null | undefined, today: string): Refusal | undefined {
  if (!plannedOn || plannedOn >= today) return undefined
  return refusal("invalid", "improvements.planned-day-has-passed", "実施予定日は、今日以後の日付にしてください。", { field: "plannedOn" })
}
