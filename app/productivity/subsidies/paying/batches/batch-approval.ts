import { system } from "../../../../kernel/access/index.ts"
import { type ApprovalKind, startApproval } from "../../../../kernel/approvals/index.ts"
import { record } from "../../../../kernel/audit/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"
import { refusal } from "../../../../kernel/http/index.ts"
import { numberText, warekiWithWeekday, yenText } from "../../../../kernel/ui/index.ts"
import { accountText } from "../creditors/creditor.ts"
import { type Payment, paymentKindWords } from "../payments/payment.ts"
import { paymentsOfBatch } from "../payments/read-payments.ts"
import { payingPaths } from "../paths.ts"
import { type Batch, batchName, type DebitAccount } from "./batch.ts"
import { batchFaults } from "./batch-problems.ts"
import { debitAccountOn } from "./debit-account.ts"
import { setDraft, wrongState } from "./make-batch.ts"
import { getBatch, lockBatch } from "./read-batches.ts"

export const PAYMENT_BATCH = "subsidies.payment-batch"

/** 支払の決裁. What is decided is every payment with its account and its yen: another one refuses. */
export const batchApproval: ApprovalKind = {
  kind: PAYMENT_BATCH,
  title: "補助金の支払一括",
  link: payingPaths.batch,
  async content(work, id) {
    const all: Work = { ...work, actor: system(PAYMENT_BATCH) }
    const batch = await getBatch(all, id)
    return batch.debit ? contentOf(batch, batch.debit, await paymentsOfBatch(all, id)) : undefined
  },
  async approved(work, { subject }) {
    const batch = await lockBatch({ ...work, actor: system(PAYMENT_BATCH) }, subject.id)
    if (batch.state !== "in-approval") throw wrongState(batch)
    await work.db.updateTable("subsidy_batch").set({ state: "approved", approved_at: work.now, version: batch.version + 1 }).where("id", "=", batch.id).execute()
    await record(work, { action: "subsidies.batch-approved", subject: { kind: "subsidy-batch", id: batch.id }, detail: { number: batch.number, total: batch.totalYen }, unitId: batch.unitId })
  },
  returned: (work, { subject }) => backToDraft(work, subject.id),
  withdrawn: (work, { subject }) => backToDraft(work, subject.id),
}

/** Sends it for decision by the delegation rules; everything that would stop the file is said now. */
export async function proposeBatch(work: Work, id: string, comment = ""): Promise<string> {
  const batch = await lockBatch(work, id)
  if (batch.state !== "draft") throw wrongState(batch)
  const debit = await debitAccountOn(work, batch.payOn)
  const payments = await paymentsOfBatch(work, id)
  const [fault, ...more] = await batchFaults(work, batch, payments, debit)
  if (fault) {
    const who = fault.payment ? `支払${fault.payment.number}（${fault.payment.account.creditor}）：` : ""
    throw refusal("conflict", "subsidies.batch-faults", `${who}${fault.message}${more.length > 0 ? `（ほか${more.length}件）` : ""}`)
  }
  const total = payments.reduce((sum, { amountYen }) => sum + amountYen, 0)
  await work.db
    .updateTable("subsidy_batch")
    .set({ state: "in-approval", debit: JSON.stringify(debit), payment_count: payments.length, total_yen: total, version: batch.version + 1 })
    .where("id", "=", id)
    .execute()
  const approvalId = await startApproval(work, {
    kind: PAYMENT_BATCH,
    title: `${batchName(batch)}　${batch.title}`,
    amount: total,
    unitId: batch.unitId,
    subject: { kind: "subsidy-batch", id },
    content: contentOf(batch, debit, payments),
    summary: [
      { label: "支払日", value: warekiWithWeekday(batch.payOn) },
      { label: "件数", value: numberText(payments.length, "件") },
      { label: "合計", value: yenText(total) },
      ...payments.slice(0, 10).map((one) => ({ label: one.account.creditor, value: `${paymentKindWords[one.kind]} ${yenText(one.amountYen)}　${accountText(one.account)}` })),
      ...(payments.length > 10 ? [{ label: "ほか", value: numberText(payments.length - 10, "件") }] : []),
    ],
    link: payingPaths.batch(id),
    comment,
  })
  await work.db.updateTable("subsidy_batch").set({ approval_id: approvalId }).where("id", "=", id).execute()
  await record(work, { action: "subsidies.batch-proposed", subject: { kind: "subsidy-batch", id }, detail: { number: batch.number, count: payments.length, total }, unitId: batch.unitId })
  return approvalId
}

function contentOf(batch: Batch, debit: DebitAccount, payments: readonly Payment[]): object {
  return {
    number: batch.number,
    payOn: batch.payOn,
    debit: { ...debit },
    payments: payments.map(({ number, applicationNumber, kind, amountYen, account }) => ({ number, applicationNumber, kind, amountYen, account: { ...account } })),
  }
}

async function backToDraft(work: Work, id: string): Promise<void> {
  const batch = await lockBatch({ ...work, actor: system(PAYMENT_BATCH) }, id)
  if (batch.state !== "in-approval") throw wrongState(batch)
  await setDraft(work, id)
}
