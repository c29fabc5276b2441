import { may, mustBeAllowed } from "../../../kernel/access/index.ts"
import { record } from "../../../kernel/audit/index.ts"
import { moveCase } from "../../../kernel/cases/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { tell } from "../../../kernel/notices/index.ts"
import { billStates } from "./bill.ts"
import { billAbandoned } from "./notices.ts"
import { lockBill } from "./read-bills.ts"

/** Gives a bill up, with the reason. One that waits for its decision is taken back on the approval's page first. */
export async function abandonBill(work: Work, id: string, reason: string): Promise<void> {
  const bill = await lockBill(work, id)
  if (!may(work.actor, "ordinances.manage")) mustBeAllowed(work.actor, "ordinances.review", bill)
  await moveCase(work, bill.caseId, billStates, "abandon", { reason, audit: false })
  await work.db
    .updateTable("ordinance_bill")
    .set({ state: "abandoned", abandoned_reason: reason, version: bill.version + 1, updated_at: work.now })
    .where("id", "=", id)
    .execute()
  await record(work, { action: "ordinances.bill-abandoned", subject: { kind: "ordinance-bill", id }, detail: { number: bill.number, reason }, unitId: bill.unitId })
  await tell(work, billAbandoned, bill)
}
