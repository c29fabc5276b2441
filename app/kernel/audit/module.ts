import type { Module } from "../../module.ts"
import { auditApi } from "./api.ts"
import { auditPages } from "./pages/index.tsx"
import { paths } from "./paths.ts"

export const auditModule: Module = {
  name: "audit",
  title: "操作の記録",
  migrations: "app/kernel/audit/migrations",
  permissions: {
    "audit.read": { title: "操作の記録を読む", roles: ["auditor"], scope: "all" },
  },
  menu: [
    { group: "records", title: "操作の記録", href: paths.audit, note: "だれが、いつ、何をし、何を見たか", permission: "audit.read" },
    { group: "records", title: "操作の記録の検証", href: paths.verification, note: "書き換え・削除・並べ替えがないことを確かめる", permission: "audit.read" },
  ],
  pages: auditPages,
  api: auditApi,
}
