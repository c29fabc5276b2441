import type { Work } from "../../../kernel/database/index.ts"
import type { Application, CostLine } from "../applications/application.ts"
import { listFilings } from "./filings.ts"

/**
 * 経費の配分 as it was last approved, by the decision or a change approval. Minor changes are measured from it and not from
 * one another: small steps would otherwise carry any amount past the approval.
 */
export async function approvedCosts(work: Work, it: Pick<Application, "id" | "costs">): Promise<CostLine[]> {
  const changes = (await listFilings(work, it.id)).filter(({ kind, state }) => kind === "change" && state === "approved")
  const approved = changes.findIndex(({ content }) => !content.minor)
  const since = approved < 0 ? changes : changes.slice(0, approved)
  return (since.at(-1)?.content.before as CostLine[] | undefined) ?? it.costs
}
