import type { Module } from "../../module.ts"
import { noticeApi } from "./api.ts"
import { deliverJob, digestJob, sendMailJob } from "./deliver.ts"
import { noticePages } from "./pages/index.tsx"

export const noticesModule: Module = {
  name: "notices",
  title: "お知らせ",
  migrations: "app/kernel/notices/migrations",
  pages: noticePages,
  api: noticeApi,
  jobs: [deliverJob, digestJob, sendMailJob],
  schedules: [{ job: digestJob, cron: "0 8 * * *", title: "毎朝8時に一日分のお知らせをまとめて送る" }],
}
