import type { Module } from "../../../module.ts"
import { nationalApi } from "./api.ts"
import { fetchNationalList } from "./fetch-list.ts"
import { nationalPages } from "./pages/index.tsx"
import { nationalPaths } from "./paths.ts"
import { KEEP_LIST } from "./uploads.ts"

/** 国の補助金の公開一覧, kept up by upload or, where an address is configured, by itself. */
export const nationalPart = {
  pages: nationalPages,
  api: nationalApi,
  jobs: [fetchNationalList],
  schedules: [{ job: fetchNationalList, cron: "20 5 * * *", title: "毎日5時20分、国の補助金の公開一覧を取りに行く（取りに行く先が設定されているときだけ）" }],
  menu: [{ group: "work", title: "国の補助金の公開一覧", href: nationalPaths.list, note: "さがす画面に出す国の一覧を取り込む", permission: KEEP_LIST }],
} satisfies Partial<Module>
