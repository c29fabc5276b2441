import { may } from "../../../../kernel/access/index.ts"
import { record } from "../../../../kernel/audit/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"
import { isIdText, notFound, refusal } from "../../../../kernel/http/index.ts"
import { paymentStateWords } from "./payment.ts"
import { getPayment } from "./read-payments.ts"

/** A second person of the section has looked at each (審査): never who asked for it. All or none. */
export async function approvePayments(work: Work, ids: readonly string[]): Promise<number> {
  if (work.actor.kind !== "staff") throw refusal("forbidden", "subsidies.staff-only", "支払の確認は職員が行います。")
  if (ids.length === 0) throw refusal("invalid", "subsidies.nothing-chosen", "確認する支払を選んでください。", { field: "ids" })
  const rows = await lockPayments(work, ids)
  for (const row of rows) {
    if (row.state !== "asked") throw refusal("conflict", "subsidies.payment-moved-on", `支払${row.number}は「${paymentStateWords[row.state]}」です。画面を開き直してください。`)
    if (row.asked_by === work.actor.id) throw refusal("conflict", "subsidies.four-eyes", "自分が起こした支払は、自分では確認できません。ほかの職員が確認してください。", { field: "ids" })
  }
  await work.db
    .updateTable("subsidy_payment")
    .set((e) => ({ state: "approved" as const, approved_by: work.actor.kind === "staff" ? work.actor.id : null, approved_at: work.now, version: e("version", "+", 1) }))
    .where("id", "in", rows.map(({ id }) => id))
    .execute()
  for (const row of rows) {
    await record(work, { action: "subsidies.payment-approved", subject: { kind: "subsidy-application", id: row.application_id }, detail: { payment: row.id, amount: row.amount_yen }, unitId: row.unit_id })
  }
  return rows.length
}

/** Given up before it is sent; the claim may then be paid anew. In a batch only while that is being made. */
export async function cancelPayment(work: Work, id: string, reason: string): Promise<void> {
  const { batchId } = await getPayment(work, id)
  // The batch before its payments: everybody takes them in this order.
  const batch = batchId ? await work.db.selectFrom("subsidy_batch").select(["state", "number"]).where("id", "=", batchId).forUpdate().executeTakeFirst() : undefined
  const [row] = await lockPayments(work, [id])
  const inDraft = row!.state === "in-batch" && row!.batch_id === batchId && batch?.state === "draft"
  if (row!.state !== "asked" && row!.state !== "approved" && !inDraft) {
    const why = row!.state === "in-batch" ? `支払一括 第${batch?.number ?? ""}号に入っています。一括を作成中に戻してから取り消してください。` : `この支払は「${paymentStateWords[row!.state]}」のため、取り消せません。`
    throw refusal("conflict", "subsidies.payment-not-cancellable", why)
  }
  await work.db.updateTable("subsidy_payment").set({ state: "cancelled", reason, batch_id: null, version: row!.version + 1 }).where("id", "=", id).execute()
  await record(work, { action: "subsidies.payment-cancelled", subject: { kind: "subsidy-application", id: row!.application_id }, detail: { payment: id, amount: row!.amount_yen, reason }, unitId: row!.unit_id })
}

/** Each held until the commit, in one order for everybody; refuses those of sections the person does not pay for. */
export async function lockPayments(work: Work, ids: readonly string[]) {
  const wanted = [...new Set(ids)]
  if (!wanted.every(isIdText)) throw notFound("支払")
  const rows = wanted.length === 0 ? [] : await work.db.selectFrom("subsidy_payment").selectAll().where("id", "in", wanted).orderBy("id").forUpdate().execute()
  if (rows.length !== wanted.length || rows.some(({ unit_id }) => !may(work.actor, "subsidies.pay", { unitId: unit_id }))) throw notFound("支払")
  return rows
}
