import { sql } from "kysely"
import { mustBeAllowed, personOf } from "../../../../kernel/access/index.ts"
import { record } from "../../../../kernel/audit/index.ts"
import { civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import { refusal } from "../../../../kernel/http/index.ts"
import { wareki } from "../../../../kernel/ui/index.ts"
import { bankClosedReason, bankingDay } from "../../zengin/banking-days.ts"
import { lockPayments } from "../payments/approve-payments.ts"
import { paymentStateWords } from "../payments/payment.ts"
import { bankSettings } from "../settings.ts"
import type { Batch } from "./batch.ts"
import { lockBatch } from "./read-batches.ts"

export interface PayDay {
  payOn: string
  /** 「6月6日は休業日（土曜日）のため…」, when it was moved. */
  notice?: string
}

/** The day itself, or the next open day of the banks with the sentence that says so. */
export function payDayFor(work: Pick<Work, "now">, wishedOn: string): PayDay {
  const no = (message: string) => refusal("invalid", "subsidies.pay-day", message, { field: "wishedOn" })
  if (wishedOn < civilDateOf(work.now)) throw no("支払日は、きょう以降の日付にしてください。")
  const { calendar } = bankSettings(work)
  try {
    const payOn = bankingDay(wishedOn, "next", calendar)
    if (payOn === wishedOn) return { payOn }
    return { payOn, notice: `${wareki(wishedOn)}は銀行の休業日（${bankClosedReason(wishedOn, calendar)}）のため、支払日を${wareki(payOn)}に移しました。` }
  } catch (error) {
    if (error instanceof RangeError) throw no("この日の休業日が分かっていません。もっと近い日にしてください。")
    throw error
  }
}

/** @returns its id and what became of the day. */
export async function makeBatch(work: Work, input: { title: string; wishedOn: string }): Promise<{ id: string } & PayDay> {
  if (work.actor.kind !== "staff") throw refusal("forbidden", "subsidies.staff-only", "支払の一括は職員がつくります。")
  mustBeAllowed(work.actor, "subsidies.pay", { unitId: work.actor.unitId })
  const day = payDayFor(work, input.wishedOn)
  const { id, number } = await work.db
    .insertInto("subsidy_batch")
    .values({ unit_id: work.actor.unitId, title: input.title, wished_on: input.wishedOn, pay_on: day.payOn, made_by: personOf(work.actor) ?? null, made_at: work.now })
    .returning(["id", "number"])
    .executeTakeFirstOrThrow()
  await record(work, { action: "subsidies.batch-made", subject: { kind: "subsidy-batch", id }, detail: { number, ...input, payOn: day.payOn } })
  return { id, ...day }
}

export async function changePayDay(work: Work, id: string, wishedOn: string): Promise<PayDay> {
  const batch = await lockDraft(work, id)
  const day = payDayFor(work, wishedOn)
  await work.db.updateTable("subsidy_batch").set({ wished_on: wishedOn, pay_on: day.payOn, version: batch.version + 1 }).where("id", "=", id).execute()
  await record(work, { action: "subsidies.batch-day-changed", subject: { kind: "subsidy-batch", id }, detail: { from: batch.payOn, to: day.payOn }, unitId: batch.unitId })
  return day
}

/** The batch holds exactly these payments from now on; what is taken out may go into another. */
export async function choosePayments(work: Work, id: string, ids: readonly string[]): Promise<number> {
  const batch = await lockDraft(work, id)
  const rows = await lockPayments(work, ids)
  for (const row of rows) {
    if (row.state === "approved" || (row.state === "in-batch" && row.batch_id === id)) continue
    const why = row.state === "in-batch" ? "ほかの一括に入っています" : `「${paymentStateWords[row.state]}」です`
    throw refusal("conflict", "subsidies.payment-not-free", `支払${row.number}は${why}。画面を開き直してください。`, { field: "ids" })
  }
  const chosen = rows.map((row) => row.id)
  await sql`update subsidy_payment set state = 'approved', batch_id = null, version = version + 1 where batch_id = ${id}::uuid and state = 'in-batch' and not (id = any(${chosen}::uuid[]))`.execute(work.db)
  await sql`update subsidy_payment set state = 'in-batch', batch_id = ${id}::uuid, version = version + 1 where id = any(${chosen}::uuid[]) and state = 'approved'`.execute(work.db)
  await work.db.updateTable("subsidy_batch").set({ version: batch.version + 1 }).where("id", "=", id).execute()
  const total = rows.reduce((sum, row) => sum + row.amount_yen, 0)
  await record(work, { action: "subsidies.batch-chosen", subject: { kind: "subsidy-batch", id }, detail: { number: batch.number, count: rows.length, total }, unitId: batch.unitId })
  return rows.length
}

/** Before it was sent: its payments are free for another. */
export async function dropBatch(work: Work, id: string, reason: string): Promise<void> {
  const batch = await lockDraft(work, id)
  await sql`update subsidy_payment set state = 'approved', batch_id = null, version = version + 1 where batch_id = ${id}::uuid and state = 'in-batch'`.execute(work.db)
  await work.db.updateTable("subsidy_batch").set({ state: "dropped", payment_count: 0, total_yen: 0, version: batch.version + 1 }).where("id", "=", id).execute()
  await record(work, { action: "subsidies.batch-dropped", subject: { kind: "subsidy-batch", id }, detail: { number: batch.number, reason }, unitId: batch.unitId })
}

/** Approved and not sent, but something must change: back to the making; it is approved anew. */
export async function reopenBatch(work: Work, id: string, reason: string): Promise<void> {
  const batch = await lockBatch(work, id)
  if (batch.state !== "approved") throw wrongState(batch)
  await setDraft(work, id)
  await record(work, { action: "subsidies.batch-reopened", subject: { kind: "subsidy-batch", id }, detail: { number: batch.number, reason }, unitId: batch.unitId })
}

export async function setDraft(work: Work, id: string): Promise<void> {
  await sql`update subsidy_batch set state = 'draft', debit = null, payment_count = null, total_yen = null, approved_at = null, version = version + 1 where id = ${id}::uuid`.execute(work.db)
}

async function lockDraft(work: Work, id: string): Promise<Batch> {
  const batch = await lockBatch(work, id)
  if (batch.state !== "draft") throw wrongState(batch)
  return batch
}

export function wrongState(batch: Batch) {
  const words = {
    draft: "まだ決裁されていません",
    "in-approval": "決裁の途中です。直すときは、決裁の画面で取り下げてください",
    approved: "もう決裁されています",
    sent: "もう銀行に送られています",
    done: "もう結果まで終わっています",
    dropped: "取りやめになっています",
  }
  return refusal("conflict", "subsidies.batch-state", `この一括は${words[batch.state]}。`)
}
