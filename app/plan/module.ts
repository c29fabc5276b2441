import type { Module } from "../module.ts"
import { editionsPart } from "./editions/module.ts"
import { reviewPart } from "./review/module.ts"
import { revisionPart } from "./revision/module.ts"
import { seedPlan } from "./seed.ts"

/** The plan's parts, each a partial module of its folder. */
const parts: readonly Partial<Module>[] = [editionsPart, revisionPart, reviewPart]

export const planModule: Module = {
  name: "plan",
  title: "推進プラン",
  migrations: "app/plan/migrations",
  permissions: Object.assign({}, ...parts.map((part) => part.permissions ?? {})),
  pages(site) {
    for (const part of parts) part.pages?.(site)
  },
  api(api) {
    for (const part of parts) part.api?.(api)
  },
  jobs: parts.flatMap((part) => part.jobs ?? []),
  schedules: parts.flatMap((part) => part.schedules ?? []),
  measures: parts.flatMap((part) => part.measures ?? []),
  search: parts.flatMap((part) => part.search ?? []),
  approvals: parts.flatMap((part) => part.approvals ?? []),
  documents: parts.flatMap((part) => part.documents ?? []),
  async waiting(work) {
    const lists = []
    for (const part of parts) if (part.waiting) lists.push(await part.waiting(work))
    return lists.flat()
  },
  async seed(work) {
    await seedPlan(work)
    for (const part of parts) await part.seed?.(work)
  },
}
