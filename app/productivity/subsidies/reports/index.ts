import type { Module } from "../../../module.ts"
import { reportsApi } from "./api.ts"
import { reportsPages } from "./pages/index.tsx"
import { reportsPaths } from "./paths.ts"

/** What is counted and what is published. */
export const reportsPart = {
  pages: reportsPages,
  api: reportsApi,
  menu: [{ group: "work", title: "補助金の集計", href: reportsPaths.statistics, note: "公募ごとの件数、額、日数、市町村ごとの額" }],
} satisfies Partial<Module>
