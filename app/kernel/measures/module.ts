import type { Module } from "../../module.ts"
import { measureApi } from "./api.ts"
import { measurePages } from "./pages/index.tsx"
import { paths } from "./paths.ts"
import { snapshotJob } from "./snapshot.ts"

export const measuresModule: Module = {
  name: "measures",
  title: "実測値",
  migrations: "app/kernel/measures/migrations",
  permissions: {
    "measures.registry": { title: "実測値の一覧を見る", roles: ["plan-office", "administrator"], scope: "all" },
  },
  menu: [{ group: "work", title: "実測値", href: paths.measures, note: "日々の仕事から数えた値と、その算式", permission: "measures.registry" }],
  pages: measurePages,
  api: measureApi,
  jobs: [snapshotJob],
  schedules: [{ job: snapshotJob, cron: "30 0 1 * *", title: "毎月1日に、終わった月の実測値を締める" }],
}
