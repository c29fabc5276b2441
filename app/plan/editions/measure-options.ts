import { listMeasures } from "../../kernel/measures/index.ts"

/** A measure that the platform counts, for choosing it as an indicator's source. */
export interface MeasureOption {
  key: string
  title: string
}

/** Those of every initiative, and those of this one. */
export function measureOptions(initiativeKey: string | null): MeasureOption[] {
  return listMeasures()
    .filter((measure) => !measure.initiative || measure.initiative === initiativeKey)
    .map((measure) => ({ key: measure.key, title: `${measure.title}（${measure.unit}）` }))
}
