import type { Work } from "../../../kernel/database/index.ts"
import type { DecisionKind } from "./application.ts"

export interface ToldDecision {
  id: string
  kind: DecisionKind
  amountYen: number | null
  documentId: string | null
  documentNumber: string | null
  notifiedAt: Date | null
}

/** Only what the applicant has been told of, the newest first. */
export async function listToldDecisions(work: Work, applicationId: string): Promise<ToldDecision[]> {
  return work.db
    .selectFrom("subsidy_decision")
    .select(["id", "kind", "amount_yen as amountYen", "document_id as documentId", "document_number as documentNumber", "notified_at as notifiedAt"])
    .where("application_id", "=", applicationId)
    .where("state", "=", "notified")
    .orderBy("notified_at", "desc")
    .execute()
}
