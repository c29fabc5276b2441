import type { Module } from "../../../module.ts"
import { findingsApi } from "./api.ts"
import { findingsOwned, findingsWaiting } from "./desk.ts"
import { findingMeasures } from "./measures.ts"
import { findingPages } from "./pages/index.tsx"
import { paths } from "./paths.ts"
import { remindSectionsJob } from "./rounds/remind-sections.ts"
import { scanJob } from "./scanning/run-scan.ts"
import { opinionJob } from "./second-opinion/ask-opinion.ts"
import { seedFindings } from "./seed.ts"

export { completeAmended } from "./decide/complete-amended.ts"
export { listPlannedAmendments, type PlannedAmendment } from "./list/planned-amendments.ts"
export { paths as findingPaths } from "./paths.ts"

export const findingsPart = {
  pages: findingPages,
  api: findingsApi,
  documents: [],
  approvals: [],
  jobs: [scanJob, remindSectionsJob, opinionJob],
  schedules: [{ job: remindSectionsJob, cron: "30 8 * * 1-5", title: "平日の朝、照会の期限が近い所属と過ぎた所属に知らせる" }],
  measures: findingMeasures,
  search: [],
  menu: [{ group: "work", title: "アナログ規制の見直し", href: paths.list, note: "例規の該当候補を判定し、見直しの方法と時期を決める" }],
  waiting: findingsWaiting,
  owned: findingsOwned,
  seed: seedFindings,
} satisfies Partial<Module>
