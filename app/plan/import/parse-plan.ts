import { assemblePlan } from "./assemble-plan.ts"
import { readBlocks } from "./read-blocks.ts"
import type { ParsedPlan, ReportLine } from "./types.ts"

/** The plan in the text of a prefecture's overview, as extracted from its PDF. Never throws. */
export function parsePlan(text: string): ParsedPlan {
  return parseWithReport(text).parsed
}

export function parseWithReport(text: string): { parsed: ParsedPlan; report: ReportLine[] } {
  const blocks = readBlocks(text)
  const parsed = assemblePlan(blocks)
  const report = blocks.parts
    .filter((part) => part.raw !== "")
    .map(({ line, raw, used = "unplaced", place, reason }) => ({
      line,
      text: raw,
      used,
      ...(place === undefined ? {} : { place }),
      ...(reason === undefined ? {} : { reason }),
    }))
  return { parsed, report }
}
