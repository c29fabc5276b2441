import type { Module } from "../../../module.ts"
import { aftercareApi } from "./api.ts"
import { followAfterCare } from "./follow-up.ts"
import { aftercarePages } from "./pages/index.tsx"

/** After the settlement: assets and their disposal, tax report, effects, inspections, retention. */
export const aftercarePart = {
  pages: aftercarePages,
  api: aftercareApi,
  jobs: [followAfterCare],
  schedules: [{ job: followAfterCare, cron: "20 6 * * *", title: "毎朝6時20分、支払の後の期限を置き、保存期間の満了を記録する" }],
} satisfies Partial<Module>
