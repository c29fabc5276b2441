import type { Module } from "../../module.ts"

export const casesModule: Module = {
  name: "cases",
  title: "案件",
  migrations: "app/kernel/cases/migrations",
  permissions: {
    "cases.transfer": { title: "案件を別の所属に移す", roles: ["administrator", "plan-office"], scope: "all" },
  },
}
