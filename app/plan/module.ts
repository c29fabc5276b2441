import type { Module } from "../module.ts"
import { editionsPart } from "./editions/module.ts"
import { improvementsPart } from "./improvements/module.ts"
import { measuresPart } from "./measures/module.tsx"
import { publicationPart } from "./publication/module.ts"
import { reviewPart } from "./review/module.ts"
import { revisionPart } from "./revision/module.ts"
import { seedPlan } from "./seed.ts"
import { sharingPart } from "./sharing/module.ts"

/** The plan's parts, each a partial module of its folder. */
const parts: readonly Partial<Module>[] = [editionsPart, revisionPart, reviewPart, sharingPart, improvementsPart, measuresPart, publicationPart]

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
  waiting: (work) => parts.flatMap((part) => part.waiting?.(work) ?? []),
  owned: (work) => parts.flatMap((part) => part.owned?.(work) ?? []),
  holdings: parts.flatMap((part) => part.holdings ?? []),
  offers: (work) => together(parts.map((part) => () => part.offers?.(work))),
  ownCases: (work) => together(parts.map((part) => () => part.ownCases?.(work))),
  async seed(work) {
    await seedPlan(work)
    for (const part of parts) await part.seed?.(work)
  },
}

/** Side by side: their statements travel together. */
async function together<T>(lists: readonly (() => Promise<readonly T[]> | undefined)[]): Promise<T[]> {
  return (await Promise.all(lists.map((list) => list() ?? []))).flat()
}
