import type { Module } from "../../../module.ts"
import { payingApi } from "./api.ts"
import { batchApproval } from "./batches/batch-approval.ts"
import { batchDocuments } from "./batches/export-batch.ts"
import { passbookDocuments } from "./passbook.ts"
import { followPaymentsJob } from "./payments/follow-payments.ts"
import { payingPages } from "./pages/index.tsx"
import { payingPaths } from "./paths.ts"
import { mendPayments, remindOfClaims } from "./remind-of-claims.ts"
import { payingWaiting } from "./waiting.ts"

export { myPaymentsRoom, officePaymentsRoom } from "./ledger/rooms.tsx"

/** 債主と支払, a part of subsidies. */
export const payingPart = {
  pages: payingPages,
  api: payingApi,
  documents: [passbookDocuments, batchDocuments],
  approvals: [batchApproval],
  jobs: [followPaymentsJob, remindOfClaims, mendPayments],
  schedules: [
    { job: remindOfClaims, cron: "10 8 * * *", title: "毎朝8時10分、支払の手続が始まっていない請求を知らせる" },
    { job: mendPayments, cron: "*/30 * * * *", title: "30分ごとに、支払のあと進んでいない申請を進める" },
  ],
  menu: [{ group: "work", title: "補助金の支払", href: payingPaths.home, note: "請求を支払い、債主の口座を確かめ、銀行に送る" }],
  waiting: payingWaiting,
} satisfies Partial<Module>
