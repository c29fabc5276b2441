import type { Module } from "../../module.ts"
import { jobApi } from "./api.ts"
import { jobPages } from "./pages/index.tsx"

export const jobsModule: Module = {
  name: "jobs",
  title: "ジョブ",
  migrations: "app/kernel/jobs/migrations",
  permissions: {
    "jobs.see": { title: "ジョブの状態を見る", roles: ["administrator"], scope: "all" },
    "jobs.manage": { title: "ジョブを再試行・破棄する", roles: ["administrator"], scope: "all" },
  },
  pages: jobPages,
  api: jobApi,
}
