import type { Module } from "../../module.ts"
import { checkJob } from "./check-documents.ts"
import { documentPages } from "./pages/index.tsx"
import { paths } from "./paths.ts"

export const documentsModule: Module = {
  name: "documents",
  title: "文書",
  migrations: "app/kernel/documents/migrations",
  permissions: {
    "documents.check": { title: "保存したファイルの点検を見る", roles: ["administrator"], scope: "all" },
  },
  menu: [{ group: "records", title: "保存したファイルの点検", href: paths.checks, note: "保存したままの内容であることを確かめる", permission: "documents.check" }],
  pages: documentPages,
  jobs: [checkJob],
  schedules: [{ job: checkJob, cron: "0 2 * * 0", title: "毎週日曜2時に保存したファイルを確かめる" }],
}
