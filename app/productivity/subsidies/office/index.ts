import { officeApi } from "./api.ts"
import { decisionDocuments } from "./decide-with-paper.ts"
import { officePages } from "./pages/index.tsx"

export { decideWithPaper, previewPaper, type DecidedPaper, type NewDecision } from "./decide-with-paper.ts"
export type { DecisionTerms } from "./decision-paper.ts"
export type { OfficeSection } from "./office-sections.ts"

/** 補助金の申請を扱う所属の側. */
export const officePart = { pages: officePages, api: officeApi, documents: [decisionDocuments] }
