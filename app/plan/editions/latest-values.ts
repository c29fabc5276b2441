import { sql } from "kysely"
import type { Work } from "../../kernel/database/index.ts"
import type { Indicator } from "./types.ts"

/** The newest figure of an indicator. No row: nothing measured yet, shown as 「－」. */
export interface LatestValue {
  /** Decimal text. */
  value: string
  /** "YYYY-MM" it stands for. */
  month: string
}

/** By the indicator's lineage. Entered by hand here; counted ones come from the measures. */
export async function latestValues(work: Work, indicators: readonly Indicator[]): Promise<Map<string, LatestValue>> {
  const byHand = indicators.filter((one) => one.measureKey === null).map((one) => one.lineageId)
  const values = new Map<string, LatestValue>()
  if (byHand.length > 0) {
    const { rows } = await sql<{ lineage: string; value: string; month: string }>`
      select distinct on (lineage_id) lineage_id as lineage, value::text, to_char(month, 'YYYY-MM') as month
      from plan_indicator_value where lineage_id = any(${byHand}::uuid[]) and replaced_at is null
      order by lineage_id, month desc`.execute(work.db)
    for (const row of rows) values.set(row.lineage, { value: row.value, month: row.month })
  }
  return values
}
