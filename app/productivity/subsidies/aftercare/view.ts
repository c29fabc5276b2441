import type { Work } from "../../../kernel/database/index.ts"
import { getApplication, runs } from "../applications/read-application.ts"
import { listFilings } from "../changes/filings.ts"
import { listAssets } from "./assets.ts"
import { disposalOf } from "./dispose.ts"
import { keptUntil } from "./follow-up.ts"
import type { AftercarePageProps } from "./pages/office-page.tsx"
import { listAfterInspections } from "./reports.ts"

/** Everything of the office's page on what follows the settlement. */
export async function aftercareView(work: Work, id: string): Promise<Omit<AftercarePageProps, "typed">> {
  const it = await getApplication(work, id)
  const [assets, filings, inspections, until, disposal] = await Promise.all([
    listAssets(work, it.id),
    listFilings(work, it.id),
    listAfterInspections(work, it.id),
    keptUntil(work, it),
    it.state === "disposal-asked" ? disposalOf(work, it) : undefined,
  ])
  const tax = filings.find(({ kind, state }) => kind === "tax-credit" && state === "filed")
  return {
    it,
    mayRun: runs(work.actor, it),
    assets,
    disposal,
    filings: filings.filter(({ kind }) => ["tax-credit", "effect", "disposal"].includes(kind)),
    taxToRepay: Number(tax?.content.amount ?? 0),
    inspections,
    keptUntil: until,
  }
}
