import { listRules } from "../../../kernel/approvals/index.ts"
import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { yenText } from "../../../kernel/ui/index.ts"
import { AWARD } from "./award-content.ts"

/** The lines of the delegation rules for awards today, in words, for the page that drafts one. */
export async function whoDecides(work: Work): Promise<{ upTo: string; decider: string }[]> {
  const rules = await listRules(work, { kind: AWARD, on: civilDateOf(work.now) })
  return rules.map(({ amountBelow, article }) => ({ upTo: amountBelow === null ? "それを超えるとき" : `${yenText(amountBelow - 1)}まで`, decider: article }))
}
