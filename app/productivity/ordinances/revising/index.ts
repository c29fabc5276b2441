import type { Module } from "../../../module.ts"
import { revisingApi } from "./api.ts"
import { billApproval } from "./bill-approval.ts"
import { revisingPages } from "./pages/index.tsx"
import { revisingPaths } from "./paths.ts"
import { billsWaiting } from "./waiting.ts"

export { startBill } from "./start-bill.ts"
export { revisingPaths } from "./paths.ts"

/** 改正案: from the first edit through 新旧対照表, 改め文 and the decision to the promulgated next version. */
export const revisingPart = {
  pages: revisingPages,
  api: revisingApi,
  approvals: [billApproval],
  waiting: billsWaiting,
  menu: [{ group: "work", title: "例規の改正案", href: revisingPaths.list, note: "条文を直し、新旧対照表と改め文をつくり、公布を記録する" }],
} satisfies Partial<Module>
