import { civilDateOf, type CivilDate, type Work } from "../database/index.ts"
import { findMeasure, getMeasure, type MeasureScope, type MeasureValue } from "./measure.ts"

/** The figure now (or as of a day); undefined where there is nothing to measure. */
export async function liveValue(work: Work, key: string, scope: MeasureScope = {}, until?: CivilDate): Promise<MeasureValue | undefined> {
  const value = await getMeasure(key).value(work, { scope, until: until ?? civilDateOf(work.now) })
  return value && Number.isFinite(value.value) ? value : undefined
}

/** As liveValue, for a key that may belong to a module that is not there any more. */
export async function findLiveValue(work: Work, key: string, scope: MeasureScope = {}): Promise<MeasureValue | undefined> {
  return findMeasure(key) ? liveValue(work, key, scope) : undefined
}
