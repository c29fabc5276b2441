import type { Module } from "../../../module.ts"
import { officeApi } from "./api.ts"
import { awardKind } from "./award-approval.ts"
import { decisionDocuments } from "./decide-with-paper.ts"
import { officeMeasures } from "./measures.ts"
import { officePages } from "./pages/index.tsx"
import { siteCheckDocuments } from "./site-check.ts"
import { officePaths } from "./paths.ts"
import { officeOwned, officeWaiting } from "./waiting.ts"

export { awardsInForce, mustFitBudget } from "./budget.ts"
export { decideWithPaper, previewPaper, type DecidedPaper, type NewDecision } from "./decide-with-paper.ts"
export type { DecisionTerms } from "./decision-paper.ts"
export type { OfficeSection } from "./office-sections.ts"

/** 補助金の申請を扱う所属の側. */
export const officePart = {
  pages: officePages,
  api: officeApi,
  documents: [decisionDocuments, siteCheckDocuments],
  approvals: [awardKind],
  measures: officeMeasures,
  menu: [{ group: "work", title: "補助金の申請", href: officePaths.list, note: "届いた申請を確かめ、補正を求め、決定して通知する" }],
  waiting: officeWaiting,
  owned: officeOwned,
} satisfies Partial<Module>
