import type { Module } from "../../module.ts"
import { jobApi } from "./api.ts"
import { jobPages } from "./pages/index.tsx"
import { paths } from "./paths.ts"

export const jobsModule: Module = {
  name: "jobs",
  title: "ジョブ",
  migrations: "app/kernel/jobs/migrations",
  permissions: {
    "jobs.see": { title: "ジョブの状態を見る", roles: ["administrator"], scope: "all" },
    "jobs.manage": { title: "ジョブを再試行・破棄する", roles: ["administrator"], scope: "all" },
  },
  menu: [{ group: "records", title: "ジョブ", href: paths.jobs, note: "予定・待ち・失敗した処理と、そのやり直し", permission: "jobs.see" }],
  pages: jobPages,
  api: jobApi,
}
