export { decodePlanText, encodingWords, LARGEST_PLAN_TEXT, type DecodedText, type Encoding } from "./decode-plan-text.ts"
export { parsePlan, parseWithReport } from "./parse-plan.ts"
export { type PlanFile, readPlanFile } from "./plan-file.ts"
export type { ParsedDirection, ParsedInitiative, ParsedPlan, ReportLine, Use } from "./types.ts"
