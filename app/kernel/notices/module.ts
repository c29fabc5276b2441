import type { Module } from "../../module.ts"
import { noticeApi } from "./api.ts"
import { deliverJob, digestJob, sendMailJob } from "./deliver.ts"
import { noticePages } from "./pages/index.tsx"
import { paths } from "./paths.ts"
import { remindJob } from "./remind-deadlines.ts"

export const noticesModule: Module = {
  name: "notices",
  title: "お知らせ",
  migrations: "app/kernel/notices/migrations",
  menu: [{ group: "own", title: "お知らせのメール", href: paths.preference, note: "すぐに受け取るか、一日分をまとめるか" }],
  pages: noticePages,
  api: noticeApi,
  jobs: [deliverJob, digestJob, sendMailJob, remindJob],
  schedules: [
    { job: remindJob, cron: "30 7 * * *", title: "毎朝7時30分に期限の近い案件を知らせる" },
    { job: digestJob, cron: "0 8 * * *", title: "毎朝8時に一日分のお知らせをまとめて送る" },
  ],
}
