import { wareki } from "../../../kernel/ui/formats.ts"
import { type Refusal, refusal } from "../../../kernel/http/index.ts"

export function plannedDayHasPassed(plannedOn: string | null | undefined, today: string): Refusal | undefined {
  if (!plannedOn || plannedOn >= today) return undefined
  return refusal("invalid", "improvements.planned-day-has-passed", `実施予定日は今日（${wareki(today)}）以後にしてください。`, { field: "plannedOn" })
}
