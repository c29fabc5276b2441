import type { Module } from "../../module.ts"
import { approvalApi } from "./api.ts"
import { approvalHoldings } from "./holdings.ts"
import { approvalPages } from "./pages/index.tsx"
import { paths } from "./paths.ts"
import { permissions } from "./permissions.ts"
import { waitingFor } from "./read-approvals.ts"
import { seedRules } from "./seed-rules.ts"

export const approvalsModule: Module = {
  name: "approvals",
  title: "決裁",
  migrations: "app/kernel/approvals/migrations",
  permissions,
  menu: [
    { group: "work", title: "不在の届出", href: paths.absence, note: "不在の間の決裁を、次の職の人が代わって行えるようにする" },
    { group: "work", title: "専決規程", href: paths.rules, note: "何を、いくらまで、だれが決めるか" },
  ],
  pages: approvalPages,
  api: approvalApi,
  waiting: waitingFor,
  holdings: approvalHoldings,
  seed: seedRules,
}
