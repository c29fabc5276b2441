import type { Module } from "../../module.ts"
import { searchApi } from "./api.ts"
import { searchPages } from "./pages/index.tsx"
import { prepareJob } from "./prepare.ts"
import { rebuildJob } from "./rebuild.ts"

export const searchModule: Module = {
  name: "search",
  title: "検索",
  migrations: "app/kernel/search/migrations",
  pages: searchPages,
  api: searchApi,
  jobs: [prepareJob, rebuildJob],
  schedules: [{ job: prepareJob, cron: "* * * * *", title: "毎分、新しい文章を検索の索引に加える" }],
}
