import type { Module } from "../../../module.ts"
import { settlingApi } from "./api.ts"
import { cancellationMatter } from "./cancel.ts"
import { approvalKindOf } from "./matters.ts"
import { settlingPages } from "./pages/index.tsx"
import { remindApplicants } from "./remind-applicants.ts"
import { repaymentMatter } from "./repayment.ts"
import { settlementMatter } from "./settle.ts"

/** From the performance report to 額の確定, claims, cancellation and repayment. */
export const settlingPart = {
  pages: settlingPages,
  api: settlingApi,
  jobs: [remindApplicants],
  schedules: [{ job: remindApplicants, cron: "30 6 * * *", title: "毎朝6時30分、報告や納付の期限が近い申請者に知らせる" }],
  approvals: [settlementMatter, cancellationMatter, repaymentMatter].map(approvalKindOf),
} satisfies Partial<Module>
