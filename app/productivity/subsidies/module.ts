import { declareBanks } from "../../kernel/forms/index.ts"
import type { Module } from "../../module.ts"
import { aftercarePart } from "./aftercare/index.ts"
import { applicationDocuments } from "./applications/files.ts"
import { applicationsApi } from "./applications/api.ts"
import { applicationPages } from "./applications/pages/index.tsx"
import { ownApplications } from "./applications/list-mine.ts"
import { subsidiesApi } from "./api.ts"
import { changesPart } from "./changes/index.ts"
import { findCalls } from "./finder/find-calls.ts"
import { finderPages } from "./finder/pages/index.tsx"
import { subsidyHoldings } from "./holdings.ts"
import { nationalPart } from "./national/index.ts"
import { officePart } from "./office/index.ts"
import { payingPart } from "./paying/index.ts"
import { findAccountBranches } from "./paying/creditors/find-banks.ts"
import { paths } from "./paths.ts"
import { subsidyPermissions } from "./permissions.ts"
import { proceduresPart } from "./procedures/index.ts"
import { programmePages } from "./programmes/pages/index.tsx"
import { reportsPart } from "./reports/index.ts"
import { scoringPart } from "./scoring/index.ts"
import { seedSubsidies } from "./seed.ts"
import { settlingPart } from "./settling/index.ts"
import { starterForms } from "./starters/index.ts"

declareBanks(findAccountBranches)

/** Ⅰ-② 補助金申請のオンライン化. */
export const subsidiesModule: Module = {
  name: "subsidies",
  title: "補助金",
  initiative: "productivity.subsidies",
  migrations: "app/productivity/subsidies/migrations",
  permissions: subsidyPermissions,
  pages(site) {
    finderPages(site)
    nationalPart.pages(site)
    programmePages(site)
    applicationPages(site)
    officePart.pages(site)
    payingPart.pages(site)
    changesPart.pages(site)
    settlingPart.pages(site)
    proceduresPart.pages(site)
    aftercarePart.pages(site)
    reportsPart.pages(site)
    scoringPart.pages(site)
  },
  api(api) {
    subsidiesApi(api)
    nationalPart.api(api)
    applicationsApi(api)
    officePart.api(api)
    payingPart.api(api)
    changesPart.api(api)
    settlingPart.api(api)
    proceduresPart.api(api)
    aftercarePart.api(api)
    reportsPart.api(api)
    scoringPart.api(api)
  },
  documents: [applicationDocuments, ...officePart.documents, ...payingPart.documents],
  approvals: [...officePart.approvals, ...payingPart.approvals, ...settlingPart.approvals],
  forms: { starters: starterForms, findBranches: findAccountBranches },
  jobs: [...nationalPart.jobs, ...payingPart.jobs, ...settlingPart.jobs, ...aftercarePart.jobs],
  schedules: [...nationalPart.schedules, ...payingPart.schedules, ...settlingPart.schedules, ...aftercarePart.schedules],
  ownCases: async (work) => [...(await ownApplications(work)), ...(await scoringPart.ownCases(work))],
  async offers(work) {
    const { items } = await findCalls(work, { from: "prefecture", when: "open" }, { limit: 100 })
    return items.map((item) => ({
      title: item.title,
      who: `${item.office}の補助金です。`,
      link: paths.call(item.id),
      ...(item.closesAt ? { closesOn: new Date(item.closesAt.getTime() + 9 * 3_600_000).toISOString().slice(0, 10) } : {}),
    }))
  },
  measures: [...officePart.measures],
  menu: [...officePart.menu, ...payingPart.menu, ...reportsPart.menu, ...scoringPart.menu, ...nationalPart.menu],
  waiting: (work) => [...officePart.waiting(work), ...payingPart.waiting(work), ...scoringPart.waiting(work)],
  owned: officePart.owned,
  holdings: subsidyHoldings,
  seed: seedSubsidies,
}
