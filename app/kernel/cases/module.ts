import type { Module } from "../../module.ts"
import { remindJob } from "./remind.ts"
import { deadlinesWaiting } from "./waiting.ts"

export const casesModule: Module = {
  name: "cases",
  title: "案件",
  migrations: "app/kernel/cases/migrations",
  permissions: {
    "cases.transfer": { title: "案件を別の所属に移す", roles: ["administrator", "plan-office"], scope: "all" },
  },
  jobs: [remindJob],
  schedules: [{ job: remindJob, cron: "30 8 * * *", title: "毎朝8時30分に近づいた期限を知らせる" }],
  waiting: deadlinesWaiting,
}
