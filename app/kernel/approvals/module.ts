import type { Module } from "../../module.ts"
import { approvalApi } from "./api.ts"
import { approvalPages } from "./pages/index.tsx"
import { permissions } from "./permissions.ts"
import { waitingFor } from "./read-approvals.ts"
import { seedRules } from "./seed-rules.ts"

export const approvalsModule: Module = {
  name: "approvals",
  title: "決裁",
  migrations: "app/kernel/approvals/migrations",
  permissions,
  pages: approvalPages,
  api: approvalApi,
  waiting: waitingFor,
  seed: seedRules,
}
