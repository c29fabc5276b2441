import type { ParsedPlan, ReportLine } from "../import/types.ts"

/** A plan as read from its text, with what became of each line. */
export interface ReadPlan {
  text: string
  plan: ParsedPlan
  report: readonly ReportLine[]
}

/** The parser is loaded when somebody imports: no other request needs it. */
export async function readPlan(given: string | Uint8Array): Promise<ReadPlan> {
  const place = "../import/index.ts"
  const { parsePlan, readPlanFile } = await import(/* @vite-ignore */ place)
  return typeof given === "string" ? { text: given, ...parsePlan(given) } : readPlanFile(given)
}
