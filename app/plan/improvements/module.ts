import { casesHeld } from "../../kernel/cases/index.ts"
import type { Module } from "../../module.ts"
import { improvementsApi } from "./api.ts"
import { adoptionKind } from "./adoption-approval.ts"
import { improvementDocuments } from "./attach-files.ts"
import { improvementMeasures } from "./measures.ts"
import { improvementStates } from "./improvement-states.ts"
import { improvementPages } from "./pages/index.tsx"
import { improvementPermissions } from "./permissions.ts"
import { remindOfMeasuring } from "./remind-of-measuring.ts"
import { improvementSource } from "./search.ts"
import { seedImprovements } from "./seed.ts"
import { improvementsOwned, improvementsWaiting } from "./waiting.ts"

/** 業務改善提案, a part of the plan module. */
export const improvementsPart: Partial<Module> = {
  permissions: improvementPermissions,
  pages: improvementPages,
  api: improvementsApi,
  approvals: [adoptionKind],
  measures: improvementMeasures,
  search: [improvementSource],
  documents: [improvementDocuments],
  jobs: [remindOfMeasuring],
  schedules: [{ job: remindOfMeasuring, cron: "0 8 * * *", title: "毎朝8時、効果を測る日が来た改善提案を知らせる" }],
  waiting: improvementsWaiting,
  owned: improvementsOwned,
  holdings: [casesHeld({ what: "業務改善提案（処理中）", table: "improvement", states: improvementStates, column: "owner_unit_id" })],
  seed: seedImprovements,
}
