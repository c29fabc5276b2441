import type { Work } from "../../kernel/database/index.ts"
import { history } from "../../kernel/measures/index.ts"
import type { Indicator } from "../editions/index.ts"

/** A sheet, or as much of it as everybody may see. */
interface Measured {
  initiativeId: string
  key: string | null
  indicators: readonly Pick<Indicator, "lineageId" | "measureKey">[]
}

export interface MonthValue {
  /** "YYYY-MM" */
  month: string
  value: number
}

/**
 * Each indicator's monthly values by lineage, oldest first: counted by a measure, or entered by hand. A month without
 * a value is absent.
 */
export async function indicatorSeries(work: Work, sheet: Measured, today: string): Promise<Map<string, MonthValue[]>> {
  const series = new Map<string, MonthValue[]>(sheet.indicators.map((one) => [one.lineageId, []]))
  const byHand = sheet.indicators.filter((one) => one.measureKey === null).map((one) => one.lineageId)
  if (byHand.length > 0) {
    const rows = await work.db
      .selectFrom("plan_indicator_value")
      .select(["lineage_id as lineageId", "month", "value"])
      .where("lineage_id", "in", byHand)
      .where("replaced_at", "is", null)
      .orderBy("month")
      .execute()
    for (const row of rows) series.get(row.lineageId)!.push({ month: row.month.slice(0, 7), value: Number(row.value) })
  }
  for (const one of sheet.indicators) {
    if (one.measureKey === null) continue
    const points = await history(work, one.measureKey, { initiativeKey: sheet.key ?? undefined, initiativeId: sheet.initiativeId }, 24)
    series.set(
      one.lineageId,
      points.flatMap((point) => (point.value === null || `${point.month}-01` > today ? [] : [{ month: point.month, value: point.value }])),
    )
  }
  return series
}

/** The newest value not after a day; null when there is none. */
export function valueAt(series: readonly MonthValue[], day: string): number | null {
  return series.filter((point) => `${point.month}-01` <= day).at(-1)?.value ?? null
}
