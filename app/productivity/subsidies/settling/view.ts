import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { getApplication, runs } from "../applications/read-application.ts"
import { callOf } from "../applications/call-of.ts"
import { listInspections } from "./inspect.ts"
import { findMatter } from "./matters.ts"
import type { SettlingPageProps } from "./pages/settling-page.tsx"
import { overpaidOf, statementOf } from "./repayment.ts"
import { readReport } from "./report.ts"
import { settlementOf } from "./settle.ts"

/** Everything of the office's page on report, settlement, cancellation and repayment. */
export async function settlingView(work: Work, id: string): Promise<Omit<SettlingPageProps, "typed">> {
  const it = await getApplication(work, id)
  const [call, report, settlement, inspections, matter, overpaid, statement] = await Promise.all([
    callOf(work, it),
    readReport(work, it.id),
    settlementOf(work, it),
    listInspections(work, it.id),
    findMatter(work, it.id, ["settlement", "cancellation", "partial-cancellation", "repayment"]),
    overpaidOf(work, it),
    statementOf(work, it.id, civilDateOf(work.now)),
  ])
  return { it, call, mayRun: runs(work.actor, it), report, settlement, inspections, matter, overpaid, statement }
}
