import type { Module } from "../../module.ts"
import { permissions } from "./permissions.ts"
import { waitingFor } from "./read-approvals.ts"
import { seedRules } from "./seed-rules.ts"

export const approvalsModule: Module = {
  name: "approvals",
  title: "決裁",
  migrations: "app/kernel/approvals/migrations",
  permissions,
  waiting: waitingFor,
  seed: seedRules,
}
