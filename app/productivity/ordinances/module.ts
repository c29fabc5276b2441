import type { Module } from "../../module.ts"
import { findingsPart } from "./findings/index.ts"
import { ordinanceHoldings } from "./holdings.ts"
import { ordinancePermissions } from "./permissions.ts"
import { revisingPart } from "./revising/index.ts"
import { rulebookPart } from "./rulebook/index.ts"
import { rulesetsPart } from "./rulesets/index.ts"

const parts: readonly Partial<Module>[] = [rulebookPart, rulesetsPart, findingsPart, revisingPart]

/** Ⅰ-④ アナログ規制等の見直し. */
export const ordinancesModule: Module = {
  name: "ordinances",
  title: "例規とアナログ規制",
  initiative: "productivity.ordinances",
  migrations: "app/productivity/ordinances/migrations",
  permissions: ordinancePermissions,
  // The rulebook's routes come last: its /ordinances/:id would answer for everything named beside it.
  pages(site) {
    for (const part of parts.toReversed()) part.pages?.(site)
  },
  api(api) {
    for (const part of parts.toReversed()) part.api?.(api)
  },
  documents: parts.flatMap((part) => part.documents ?? []),
  approvals: parts.flatMap((part) => part.approvals ?? []),
  jobs: parts.flatMap((part) => part.jobs ?? []),
  schedules: parts.flatMap((part) => part.schedules ?? []),
  measures: parts.flatMap((part) => part.measures ?? []),
  holdings: ordinanceHoldings,
  search: parts.flatMap((part) => part.search ?? []),
  menu: parts.flatMap((part) => part.menu ?? []),
  waiting: (work) => parts.flatMap((part) => part.waiting?.(work) ?? []),
  owned: (work) => parts.flatMap((part) => part.owned?.(work) ?? []),
  async seed(work) {
    for (const part of parts) await part.seed?.(work)
  },
}
