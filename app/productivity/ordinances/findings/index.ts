import type { Module } from "../../../module.ts"
import { findingsApi } from "./api.ts"
import { findingsOwned, findingsWaiting } from "./desk.ts"
import { findingMeasures } from "./measures.ts"
import { findingPages } from "./pages/index.tsx"
import { paths } from "./paths.ts"
import { scanJob } from "./scanning/run-scan.ts"

export const findingsPart = {
  pages: findingPages,
  api: findingsApi,
  documents: [],
  approvals: [],
  jobs: [scanJob],
  schedules: [],
  measures: findingMeasures,
  search: [],
  menu: [{ group: "work", title: "アナログ規制の見直し", href: paths.list, note: "例規の該当候補を判定し、見直しの方法と時期を決める" }],
  waiting: findingsWaiting,
  owned: findingsOwned,
  seed: async () => {},
} satisfies Partial<Module>
