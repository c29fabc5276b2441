import type { Module } from "../../../module.ts"
import { settlingApi } from "./api.ts"
import { cancellationMatter } from "./cancel.ts"
import { approvalKindOf } from "./matters.ts"
import { settlingPages } from "./pages/index.tsx"
import { repaymentMatter } from "./repayment.ts"
import { settlementMatter } from "./settle.ts"

/** From the performance report to 額の確定, claims, cancellation and repayment. */
export const settlingPart = {
  pages: settlingPages,
  api: settlingApi,
  approvals: [settlementMatter, cancellationMatter, repaymentMatter].map(approvalKindOf),
} satisfies Partial<Module>
