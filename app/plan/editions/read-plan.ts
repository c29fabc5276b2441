import type { ParsedPlan, ReportLine } from "../import/index.ts"

/** A plan as read from its text, with what became of each line. */
export interface ReadPlan {
  text: string
  plan: ParsedPlan
  report: readonly ReportLine[]
  /** Sentences for the person who gave the file. */
  warnings: readonly string[]
}

/** The parser is loaded when somebody imports: no other request needs it. */
export async function readPlan(given: string | Uint8Array): Promise<ReadPlan> {
  const { parseWithReport, readPlanFile } = await import("../import/index.ts")
  if (typeof given === "string") {
    const { parsed, report } = parseWithReport(given)
    return { text: given, plan: parsed, report, warnings: [] }
  }
  const { text, parsed, report, warnings } = readPlanFile(given)
  return { text, plan: parsed, report, warnings }
}
