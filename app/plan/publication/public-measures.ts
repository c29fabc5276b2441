import type { Work } from "../../kernel/database/index.ts"
import { type Evidence, listMeasures, liveValue, type Measure } from "../../kernel/measures/index.ts"
import type { PublicInitiative } from "./public-plan.ts"

/** A figure counted from the work's records, with everything needed to believe it. No link to the records. */
export interface PublicMeasure {
  key: string
  title: string
  unit: string
  digits: number | null
  formula: string
  evidence: Evidence
  /** What the denominator counts, and how many that are. */
  denominator: string
  denominatorValue: number | null
  /** null: nothing to measure yet, shown as 「－」. */
  value: number | null
}

/** Counted for every initiative alike; the others belong to one. */
const FOR_EVERY_INITIATIVE: readonly string[] = ["improvements.hours-saved", "improvements.adopted"]

/** The measures of an initiative that residents see: those of its own tool, and the chosen ones that all have. */
export async function publicMeasures(work: Work, one: Pick<PublicInitiative, "initiativeId" | "key">): Promise<PublicMeasure[]> {
  const scope = { initiativeId: one.initiativeId, ...(one.key ? { initiativeKey: one.key } : {}) }
  const shown = listMeasures().filter((measure) => isShown(measure, one.key))
  return Promise.all(
    shown.map(async (measure) => {
      const live = await liveValue(work, measure.key, scope)
      return {
        key: measure.key,
        title: measure.title,
        unit: measure.unit,
        digits: measure.digits ?? null,
        formula: measure.formula,
        evidence: measure.evidence,
        denominator: measure.denominator,
        denominatorValue: live?.denominator ?? null,
        value: live?.value ?? null,
      }
    }),
  )
}

function isShown(measure: Measure, key: string | null): boolean {
  return measure.initiative === undefined ? FOR_EVERY_INITIATIVE.includes(measure.key) : measure.initiative === key
}
