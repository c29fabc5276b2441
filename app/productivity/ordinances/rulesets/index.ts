import type { Module } from "../../../module.ts"
import { rulesetsApi } from "./api.ts"
import { rulesetPages } from "./pages/index.tsx"
import { rulesetPaths } from "./paths.ts"

export { rulesInForce, type RulesInForce } from "./read-rulesets.ts"
export { rulesetPaths } from "./paths.ts"

/** 検出の規則: what an office looks for, as versions of data, measured on labelled articles. */
export const rulesetsPart = {
  pages: rulesetPages,
  api: rulesetsApi,
  menu: [{ group: "work", title: "アナログ規制の検出の規則", href: rulesetPaths.list, note: "条文から該当の候補を見つける規則と、その点数" }],
} satisfies Partial<Module>
