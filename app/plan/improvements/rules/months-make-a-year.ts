import { type Refusal, refusal } from "../../../kernel/http/refusal.ts"

/** Time counted by the month happens in at most twelve months of a year. */
export function monthsMakeAYear(it: { per: "occurrence" | "month"; timesAYear: number }): Refusal | undefined {
  if (it.per !== "month" || it.timesAYear <= 12) return undefined
  return refusal("invalid", "improvements.months-make-a-year", "月あたりで数えるときは、月数を12以下で入力してください。", { field: "timesAYear" })
}
