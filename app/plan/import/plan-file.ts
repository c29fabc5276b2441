import { decodePlanText, type DecodedText } from "./decode-plan-text.ts"
import { parseWithReport } from "./parse-plan.ts"
import type { ParsedPlan, ReportLine } from "./types.ts"

export interface PlanFile extends DecodedText {
  parsed: ParsedPlan
  report: ReportLine[]
}

/** A file as it was handed in → the plan in it and what became of every line. Refuses what is not a text. */
export function readPlanFile(bytes: Uint8Array): PlanFile {
  const decoded = decodePlanText(bytes)
  return { ...decoded, ...parseWithReport(decoded.text) }
}
