import type { Module } from "../../module.ts"
import { auditApi } from "./api.ts"
import { auditPages } from "./pages/index.tsx"

export const auditModule: Module = {
  name: "audit",
  title: "操作の記録",
  migrations: "app/kernel/audit/migrations",
  permissions: {
    "audit.read": { title: "操作の記録を読む", roles: ["auditor"], scope: "all" },
  },
  pages: auditPages,
  api: auditApi,
}
