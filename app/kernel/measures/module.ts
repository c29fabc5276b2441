import type { Module } from "../../module.ts"
import { measureApi } from "./api.ts"
import { measurePages } from "./pages/index.tsx"
import { snapshotJob } from "./snapshot.ts"

export const measuresModule: Module = {
  name: "measures",
  title: "実測値",
  migrations: "app/kernel/measures/migrations",
  permissions: {
    "measures.registry": { title: "実測値の一覧を見る", roles: ["plan-office", "administrator"], scope: "all" },
  },
  pages: measurePages,
  api: measureApi,
  jobs: [snapshotJob],
  schedules: [{ job: snapshotJob, cron: "30 0 1 * *", title: "毎月1日に、終わった月の実測値を締める" }],
}
