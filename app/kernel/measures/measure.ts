import type { CivilDate, Work } from "../database/index.ts"
import { refusal } from "../http/refusal.ts"

/** How a figure comes about, in the plan's own words. */
export type Evidence = "計測" | "実績ログ" | "アンケート" | "推計"

export interface MeasureScope {
  /** The initiative's stable key or, for one that has none, its id. */
  initiativeKey?: string | undefined
  initiativeId?: string | undefined
  unitId?: string | undefined
}

export interface MeasureValue {
  value: number
  /** Out of how many, in the unit that `denominator` names. */
  denominator?: number
  /** How many records stand behind it. */
  records?: number
}

export interface MeasureRecord {
  title: string
  link: string
  value: number | null
  on: CivilDate
}

export interface RecordPage {
  items: MeasureRecord[]
  next?: string | undefined
}

/** A number the platform counts: what it is, how it is made, and the records behind it. */
export interface Measure {
  /** "improvements.hours-saved", stable. */
  key: string
  /** When it belongs to one initiative only. */
  initiative?: string
  title: string
  unit: string
  digits?: number
  /** In words a resident understands. */
  formula: string
  /** What the denominator counts: 「回答した職員（人）」. */
  denominator: string
  evidence: Evidence
  /** Which way is better. */
  direction: "up" | "down"
  /** The figure as of the end of a day; undefined when there is nothing to measure. Never 0 instead. */
  value(work: Work, at: { scope: MeasureScope; until: CivilDate }): Promise<MeasureValue | undefined>
  /** What the asking person may see of the records behind it. */
  records?(work: Work, scope: MeasureScope, cursor?: string): Promise<RecordPage>
  /** For whom a monthly figure is kept besides the whole. */
  scopes?(work: Work): Promise<readonly MeasureScope[]>
}

let measures: ReadonlyMap<string, Measure> = new Map()

export function defineMeasure(measure: Measure): Measure {
  return measure
}

/** Called once when the house is composed. */
export function declareMeasures(declared: readonly Measure[]): void {
  measures = new Map(declared.map((measure) => [measure.key, measure]))
  if (measures.size !== declared.length) throw new Error("two measures have the same key")
}

export function listMeasures(): Measure[] {
  return [...measures.values()]
}

export function findMeasure(key: string): Measure | undefined {
  return measures.get(key)
}

export function getMeasure(key: string): Measure {
  const measure = measures.get(key)
  if (!measure) throw refusal("not-found", "measures.not-found", "この実測値はありません。")
  return measure
}
