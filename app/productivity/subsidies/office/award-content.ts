import type { Work } from "../../../kernel/database/index.ts"
import { refusal } from "../../../kernel/http/index.ts"
import type { Application } from "../applications/application.ts"

export const AWARD = "subsidies.award"

export interface ProposedDecision {
  id: string
  kind: "award" | "refusal"
  amountYen: number | null
  terms: Record<string, unknown>
  conditions: string[]
  reason: string
  approvalId: string | null
}

/** The decision in approval of an application: 交付 or 不交付. */
export async function proposedDecision(work: Work, applicationId: string): Promise<ProposedDecision> {
  const found = await work.db
    .selectFrom("subsidy_decision")
    .select(["id", "kind", "amount_yen as amountYen", "terms", "conditions", "reason", "approval_id as approvalId"])
    .where("application_id", "=", applicationId)
    .where("state", "=", "proposed")
    .where("kind", "in", ["award", "refusal"])
    .executeTakeFirst()
  if (!found) throw refusal("conflict", "subsidies.no-proposal", "決裁中の案がないため、決定できません。")
  return found as ProposedDecision
}

/** What is decided on: the application as it was filed, and what is asked for. Its hash is what was approved. */
export function awardContent(it: Pick<Application, "id" | "number" | "contentSha256">, decision: Omit<ProposedDecision, "approvalId">): object {
  const { id, kind, amountYen, terms, conditions, reason } = decision
  return { application: it.id, number: it.number, contentSha256: it.contentSha256, decision: { id, kind, amountYen, terms, conditions, reason } }
}
