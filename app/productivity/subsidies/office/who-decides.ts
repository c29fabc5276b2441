import { routeFor } from "../../../kernel/approvals/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { Refusal } from "../../../kernel/http/index.ts"
import { AWARD } from "./award-content.ts"

/** The way a draft of this amount would take today, for the page that drafts it; or why there is none. */
export async function whoDecides(work: Work, draft: { unitId: string; amount: number }): Promise<{ steps: string[]; article: string } | { refused: string }> {
  try {
    const { rule, steps } = await routeFor(work, { kind: AWARD, ...draft })
    const words = { circulate: "回議", concur: "合議", decide: "決裁", "post-review": "後閲" } as const
    return { article: rule.article, steps: steps.map(({ kind, holder }) => `${words[kind]} ${holder.unitName} ${holder.title} ${holder.personName}`) }
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.message }
    throw error
  }
}
