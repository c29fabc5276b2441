import type { Work } from "../../../kernel/database/index.ts"
import { civilDateOf } from "../../../kernel/database/index.ts"
import { refusal, refuseIf } from "../../../kernel/http/index.ts"
import { wareki } from "../../../kernel/ui/index.ts"
import { applicationStates } from "../application-states.ts"
import type { Application } from "../applications/application.ts"
import { moveApplication } from "../applications/move-application.ts"
import { lockForOffice } from "../applications/read-application.ts"
import { tellApplicants, tellOffice } from "../applications/tell-of.ts"
import { moveIsNotPossible } from "../rules/move-is-not-possible.ts"
import { statementOf } from "./repayment.ts"

/**
 * 20条: who does not pay back by the due day is paid no other subsidy of the same kind until it is paid. Which are of the
 * same kind (同種) is read as those of the section's own programmes [M]. It ends with the repayment.
 */
export async function withholdOtherGrants(work: Work, id: string, reason: string): Promise<void> {
  const it = await lockForOffice(work, id)
  refuseIf(moveIsNotPossible(applicationStates, it, "withhold-other-grants", { by: "office", reason }))
  const today = civilDateOf(work.now)
  const statement = await statementOf(work, id, today)
  if (!statement) throw refusal("conflict", "subsidies.no-order", "返還命令がありません。")
  if (today <= statement.order.dueOn) {
    throw refusal("conflict", "subsidies.not-overdue", `納期限（${wareki(statement.order.dueOn)}）が過ぎてから、ほかの補助金の交付を止められます。`)
  }
  if (statement.order.withheldOn) throw refusal("conflict", "subsidies.withheld-already", "ほかの補助金の交付は、もう止めています。")
  await work.db.updateTable("subsidy_repayment").set({ withheld_on: today, withheld_reason: reason }).where("id", "=", statement.order.id).execute()
  const moved = await moveApplication(work, it, "withhold-other-grants", { reason })
  await tellApplicants(work, moved, "返還が終わるまで、ほかの補助金の交付を一時停止します", reason)
  await tellOffice(work, moved, "返還の未納により、ほかの補助金の交付を一時停止しました", reason)
}

/** Why nothing is paid to this applicant now: an overdue repayment of another application in the same section. */
export async function withholdingOf(work: Work, it: Pick<Application, "id" | "unitId" | "companyId" | "ownerId">): Promise<string | undefined> {
  let query = work.db
    .selectFrom("subsidy_repayment as r")
    .innerJoin("subsidy_application as a", "a.id", "r.application_id")
    .select("a.number")
    .where("r.withheld_on", "is not", null)
    .where("r.finished_on", "is", null)
    .where("a.id", "<>", it.id)
    .where("a.unit_id", "=", it.unitId)
  query = it.companyId ? query.where("a.company_id", "=", it.companyId) : query.where("a.company_id", "is", null).where("a.owner_id", "=", it.ownerId)
  const found = await query.limit(1).executeTakeFirst()
  return found && `申請${found.number ?? ""}の返還が未納のため、交付を一時停止しています。`
}
