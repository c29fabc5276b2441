import { civilDateOf, type Work } from "../database/index.ts"
import { liveValue } from "./live-value.ts"
import { findMeasure, type MeasureScope } from "./measure.ts"
import { addMonths, monthOf, monthsBetween } from "./months.ts"
import { scopeKey } from "./scope.ts"

export interface HistoryPoint {
  /** "YYYY-MM" */
  month: string
  /** null: nothing to measure, or the month was not kept. */
  value: number | null
  denominator: number | null
  records: number | null
  /** The month is not over: the figure as it stands today. */
  live: boolean
}

/** Month by month, oldest first, the present month last. A key that nobody defines has no history. */
export async function history(work: Work, key: string, scope: MeasureScope = {}, months = 24): Promise<HistoryPoint[]> {
  const measure = findMeasure(key)
  const now = monthOf(civilDateOf(work.now))
  const first = addMonths(now, 1 - Math.max(1, months))
  const wanted = monthsBetween(first, now)
  if (!measure) return wanted.map((month) => nothing(month, month === now))
  const [rows, live] = await Promise.all([
    work.db
      .selectFrom("measure_snapshot")
      .select(["month", "value", "denominator", "records"])
      .where("measure_key", "=", key)
      .where("scope", "=", scopeKey(measure, scope))
      .where("month", ">=", `${first}-01`)
      .where("month", "<", `${now}-01`)
      .execute(),
    liveValue(work, key, scope),
  ])
  const kept = new Map(rows.map((row) => [monthOf(row.month), row]))
  return wanted.map((month): HistoryPoint => {
    if (month === now) {
      if (!live) return nothing(month, true)
      return { month, value: live.value, denominator: live.denominator ?? null, records: live.records ?? null, live: true }
    }
    const row = kept.get(month)
    if (!row) return nothing(month, false)
    return { month, value: toNumber(row.value), denominator: toNumber(row.denominator), records: row.records, live: false }
  })
}

function nothing(month: string, live: boolean): HistoryPoint {
  return { month, value: null, denominator: null, records: null, live }
}

function toNumber(text: string | null): number | null {
  return text === null ? null : Number(text)
}
