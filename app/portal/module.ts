import type { Module } from "../module.ts"
import { paths } from "./paths.ts"
import { AboutPage } from "./pages/about-page.tsx"
import { AccessibilityPage } from "./pages/accessibility-page.tsx"
import { ApplyPage } from "./pages/apply-page.tsx"
import { HomePage } from "./pages/home-page.tsx"
import { MyCasesPage } from "./pages/my-cases-page.tsx"
import { listOffers, listOwnCases } from "./read-portal.ts"

/** The public's own pages over what the modules offer. It is given the modules; it names none of them. */
export function portalModule(modules: () => readonly Module[]): Module {
  return {
    name: "portal",
    title: "県民・事業者のページ",
    pages(site) {
      site.anyone.get(paths.home, async (work, c) => c.page(HomePage({ offers: await listOffers(work, modules()) })))
      site.anyone.get(paths.apply, async (work, c) => c.page(ApplyPage({ offers: await listOffers(work, modules()) })))
      site.applicant.get(paths.myCases, async (work, c) => c.page(MyCasesPage({ cases: await listOwnCases(work, modules()) })))
      site.anyone.get(paths.accessibility, (_, c) => c.page(AccessibilityPage()))
      site.anyone.get(paths.about, (_, c) => c.page(AboutPage()))
    },
  }
}
