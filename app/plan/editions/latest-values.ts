import { sql } from "kysely"
import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import { findLiveValue } from "../../kernel/measures/index.ts"
import type { Sheet } from "./types.ts"

/** The newest figure of an indicator. No entry: nothing measured yet, shown as 「－」. */
export interface LatestValue {
  /** Decimal text. */
  value: string
  /** "YYYY-MM" it stands for. */
  month: string
}

type Measured = Pick<Sheet, "initiativeId" | "key" | "indicators">

/**
 * By the indicator's lineage: those entered by hand in one statement, counted ones from their measures, which are
 * asked one by one. `firstOnly`: the one that an overview shows.
 */
export async function latestValues(work: Work, sheets: readonly Measured[], options: { firstOnly?: boolean } = {}): Promise<Map<string, LatestValue>> {
  const shown = sheets.flatMap((sheet) =>
    (options.firstOnly ? sheet.indicators.slice(0, 1) : sheet.indicators).map((indicator) => ({ sheet, indicator })),
  )
  const values = new Map<string, LatestValue>()
  const byHand = shown.filter(({ indicator }) => indicator.measureKey === null).map(({ indicator }) => indicator.lineageId)
  if (byHand.length > 0) {
    const { rows } = await sql<{ lineage: string; value: string; month: string }>`
      select distinct on (lineage_id) lineage_id as lineage, value::text, to_char(month, 'YYYY-MM') as month
      from plan_indicator_value where lineage_id = any(${byHand}::uuid[]) and replaced_at is null
      order by lineage_id, month desc`.execute(work.db)
    for (const row of rows) values.set(row.lineage, { value: row.value, month: row.month })
  }
  const month = civilDateOf(work.now).slice(0, 7)
  for (const { sheet, indicator } of shown) {
    if (indicator.measureKey === null) continue
    const scope = { initiativeId: sheet.initiativeId, ...(sheet.key ? { initiativeKey: sheet.key } : {}) }
    const live = await findLiveValue(work, indicator.measureKey, scope)
    if (live) values.set(indicator.lineageId, { value: String(live.value), month })
  }
  return values
}
