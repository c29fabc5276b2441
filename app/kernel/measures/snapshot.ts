import { civilDateOf, type Work } from "../database/index.ts"
import { refusal } from "../http/refusal.ts"
import { defineJob } from "../jobs/index.ts"
import { getMeasure, listMeasures, type Measure, type MeasureScope } from "./measure.ts"
import { addMonths, lastDay, monthOf, monthsBetween } from "./months.ts"
import { scopeKey } from "./scope.ts"

/**
 * Keeps every measure's figure of a month that is over, for the whole and for each scope. A figure that is kept
 * already stays: running twice changes nothing.
 * @returns how many were kept now.
 */
export async function snapshotMonth(work: Work, month: string, only: readonly Measure[] = listMeasures()): Promise<number> {
  mustBeOver(work, month)
  let kept = 0
  for (const measure of only) {
    for (const scope of await scopesOf(work, measure)) {
      const key = scopeKey(measure, scope)
      const known = await work.db
        .selectFrom("measure_snapshot")
        .select("month")
        .where("measure_key", "=", measure.key)
        .where("scope", "=", key)
        .where("month", "=", `${month}-01`)
        .executeTakeFirst()
      if (known) continue
      const found = await measure.value(work, { scope, until: lastDay(month) })
      const value = found && Number.isFinite(found.value) ? found : undefined
      const { numInsertedOrUpdatedRows } = await work.db
        .insertInto("measure_snapshot")
        .values({
          measure_key: measure.key,
          scope: key,
          month: `${month}-01`,
          value: value ? String(value.value) : null,
          denominator: value?.denominator === undefined ? null : String(value.denominator),
          records: value?.records ?? null,
          taken_at: work.now,
        })
        .onConflict((c) => c.doNothing())
        .executeTakeFirstOrThrow()
      kept += Number(numInsertedOrUpdatedRows ?? 0n)
    }
  }
  return kept
}

async function scopesOf(work: Work, measure: Measure): Promise<MeasureScope[]> {
  return [{}, ...((await measure.scopes?.(work)) ?? [])]
}

function mustBeOver(work: Work, month: string): void {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw refusal("invalid", "measures.month", "月は YYYY-MM で指定してください。")
  if (month >= monthOf(civilDateOf(work.now))) throw refusal("invalid", "measures.month-not-over", "終わっていない月の値は締められません。")
}

/** Months that were never kept, from the records as they are today. With `again` kept ones are counted anew too. */
export async function backfillMeasures(
  work: Work,
  { from, to, key, again }: { from: string; to: string; key?: string; again?: boolean },
): Promise<number> {
  mustBeOver(work, from)
  mustBeOver(work, to)
  const only = key ? [getMeasure(key)] : listMeasures()
  if (again) {
    await work.db
      .deleteFrom("measure_snapshot")
      .where("measure_key", "in", only.map((measure) => measure.key))
      .where("month", ">=", `${from}-01`)
      .where("month", "<=", `${to}-01`)
      .execute()
  }
  let kept = 0
  for (const month of monthsBetween(from, to)) kept += await snapshotMonth(work, month, only)
  return kept
}

/** The month that ended, and the two before it if they were missed. */
export const snapshotJob = defineJob({
  name: "measures.snapshot",
  title: "終わった月の実測値を締める",
  async run(work) {
    const last = addMonths(monthOf(civilDateOf(work.now)), -1)
    for (const month of monthsBetween(addMonths(last, -2), last)) await snapshotMonth(work, month)
  },
})
