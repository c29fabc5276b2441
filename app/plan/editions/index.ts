export { addSheet, forgetIssuesOf, newInitiative, removeSheet } from "./arrange-sheets.ts"
export { canonicalContent, hashOf } from "./canonical-content.ts"
export { changeEdition } from "./change-edition.ts"
export { changeSheet, placeSheet, unitNames } from "./change-sheet.ts"
export { createEdition, type NewEdition } from "./create-edition.ts"
export { discardDraft } from "./discard-draft.ts"
export {
  bumpEdition,
  bumpSheet,
  conflictIn,
  type EditionAtWork,
  type Expectation,
  lockEdition,
  mustBeDraft,
  openDraft,
  openSheet,
  type SheetIds,
} from "./draft.ts"
export { getCurrentSheet } from "./find-sheet.ts"
export { addIndicator, changeIndicator, MOST_INDICATORS, removeIndicator } from "./indicators.ts"
export * from "./inputs.ts"
export { importPlanFile, importPlanText, type ImportedPlan, type ImportOptions } from "./import-plan.ts"
export { type InsertedPlan, insertPlan, keepFirstTexts, type PlanText } from "./insert-plan.ts"
export { addIssue, changeIssue, reopenIssue, solveIssue, withdrawIssue } from "./issues.ts"
export { findHead, loadContent, loadSheet } from "./load-edition.ts"
export { matchInitiatives, titleLikeness } from "./match-initiatives.ts"
export { addMilestone, changeMilestone, removeMilestone, reportMilestone } from "./milestones.ts"
export { findEditionInForce, getEdition, getSheet, isId, listEditions, readEdition } from "./read-edition.ts"
export { indexEdition, indexSheet, unindexSheet } from "./search.ts"
export { afterEditionChange, afterSheetChange, type SheetChange } from "./after-change.ts"
export { changedTexts, directionsText, idealsText, indicatorsText, issuesText, keepTexts, milestonesText, textsOf } from "./text-versions.ts"
export type * from "./types.ts"
export { editsPlan, editsSheet, seesSheet, seesWholeEdition } from "./visibility.ts"
export * from "./words.ts"
export { latestValues, type LatestValue } from "./latest-values.ts"
export { type QuarterState, quarterDates, quarterSentence, quartersOf } from "./quarters.ts"
export { unitOptions, type UnitOption } from "./units.ts"
export { EditionGrid, GridLegend } from "./pages/edition-grid.tsx"
export { IndicatorTable } from "./pages/indicator-table.tsx"
export { type InitiativeTab, InitiativeTabs } from "./pages/initiative-tabs.tsx"
export { LogicModelFlow } from "./pages/logic-model.tsx"
export { MilestoneBoard } from "./pages/milestone-list.tsx"
export { Prose } from "./pages/paragraphs.tsx"
export { PlanStyle } from "./pages/plan-style.tsx"
export { QuarterStrip } from "./pages/quarter-strip.tsx"
export { EditionStatusTag } from "./pages/status.tsx"
