import { sql } from "kysely"
import type { Work } from "../../../kernel/database/index.ts"
import { refuseIf } from "../../../kernel/http/index.ts"
import { awardExceedsBudget } from "../rules/award-exceeds-budget.ts"

export interface BudgetOfCall {
  budgetYen: number | null
  inForce: { id: string; amount: number }[]
}

/**
 * What is awarded or about to be of one call: amounts fixed, decided and proposed, one for each application. What was
 * withdrawn, refused or cancelled is the budget's again.
 */
export async function awardsInForce(work: Work, callId: string): Promise<{ id: string; amount: number }[]> {
  const { rows } = await sql<{ id: string; amount: number }>`select a.id, greatest(
        case when a.state in ('withdrawn', 'dismissed', 'rejected', 'cancelled') then 0 else coalesce(a.settled_yen, a.awarded_yen, 0) end,
        coalesce((select d.amount_yen from subsidy_decision d where d.application_id = a.id and d.state = 'proposed' and d.kind in ('award', 'change')), 0)
      ) as amount
    from subsidy_application a where a.call_id = ${callId}::uuid and a.filed_at is not null`.execute(work.db)
  return rows.filter(({ amount }) => amount > 0)
}

/**
 * Refuses an award that the call's budget does not bear. The call's row is held until the change is committed: of two
 * clerks giving the last yen, the second sees what the first gave. A call without a budget refuses nothing.
 */
export async function mustFitBudget(work: Work, callId: string, award: { id: string; amount: number }): Promise<void> {
  const call = await work.db.selectFrom("subsidy_call").select("budget_yen as budgetYen").where("id", "=", callId).forUpdate().executeTakeFirstOrThrow()
  if (call.budgetYen !== null) refuseIf(awardExceedsBudget(award, call.budgetYen, await awardsInForce(work, callId)))
}

/** For the page that proposes: how much is left, without this application's own. */
export async function budgetLeft(work: Work, callId: string, budgetYen: number | null, applicationId: string): Promise<number | null> {
  if (budgetYen === null) return null
  const others = (await awardsInForce(work, callId)).filter(({ id }) => id !== applicationId)
  return budgetYen - others.reduce((total, { amount }) => total + amount, 0)
}
