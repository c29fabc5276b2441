export { type AmendingOptions, type AmendingText, amendingText } from "./amending/amending-text.ts"
export { type AmendmentProblem, type Applied, applyAmendingText, type ProblemReason } from "./applying/apply-amending-text.ts"
export type { CoarseReason } from "./amending/unit-changes.ts"
