import { record } from "../../../kernel/audit/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { refusal } from "../../../kernel/http/index.ts"
import type { TermsInput } from "./inputs.ts"
import { lockBill, mustWrite } from "./read-bills.ts"

/** Title, reason, day of effect and transitional provisions. @returns the bill's new version. */
export async function saveTerms(work: Work, id: string, input: TermsInput, expectedVersion?: number): Promise<number> {
  const bill = await lockBill(work, id)
  mustWrite(work, bill)
  const before = { title: bill.title, reason: bill.reason, effect: bill.effect, effectiveOn: bill.effectiveOn, transitional: bill.transitional }
  if (expectedVersion !== undefined && expectedVersion !== bill.version) {
    throw refusal("conflict", "ordinances.stale-bill", "ほかの人が先に保存しました。両方の内容を見比べて、もう一度保存してください。", { detail: before })
  }
  const version = bill.version + 1
  const after = { ...input, effectiveOn: input.effect === "on-date" ? (input.effectiveOn ?? null) : null }
  await work.db
    .updateTable("ordinance_bill")
    .set({ title: after.title, reason: after.reason, effect: after.effect, effective_on: after.effectiveOn, transitional: after.transitional, version, updated_at: work.now })
    .where("id", "=", id)
    .execute()
  await record(work, { action: "ordinances.bill-terms-saved", subject: { kind: "ordinance-bill", id }, detail: { number: bill.number, before, after }, unitId: bill.unitId })
  return version
}
