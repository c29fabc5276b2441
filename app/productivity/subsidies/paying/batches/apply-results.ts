import { sql } from "kysely"
import { personOf } from "../../../../kernel/access/index.ts"
import { record } from "../../../../kernel/audit/index.ts"
import { civilDateOf, type CivilDate, type Work } from "../../../../kernel/database/index.ts"
import { enqueue } from "../../../../kernel/jobs/index.ts"
import { refusal } from "../../../../kernel/http/index.ts"
import { wareki } from "../../../../kernel/ui/index.ts"
import { followPayments, followPaymentsJob } from "../payments/follow-payments.ts"
import { type SentPayment, sentPaymentsOf } from "../payments/read-payments.ts"
import type { Batch } from "./batch.ts"
import type { ApplyInput, ByHandInput } from "./inputs.ts"
import { wrongState } from "./make-batch.ts"
import { getResult, listResults, lockBatch } from "./read-batches.ts"

/** So many applications are moved at once with the money; more are moved by a job right after. */
const AT_ONCE = 30

interface Outcome {
  failed: ReadonlyMap<string, string>
  cameBackOn: CivilDate
  restPaid: boolean
}

/** What the bank's file said becomes true: came back, and, once a person says so, everything else paid. */
export async function applyResult(work: Work, batchId: string, resultId: string, input: ApplyInput): Promise<void> {
  const batch = await lockSent(work, batchId)
  const result = await getResult(work, batchId, resultId)
  if (result.appliedAt) throw refusal("conflict", "subsidies.result-applied", "この結果は、もう反映されています。")
  if (input.restPaid && result.problems.length > 0 && input.unmatched === "") {
    throw refusal("conflict", "subsidies.unmatched-lines", `照合できない行が${result.problems.length}件あります。銀行に確かめたことを書いてから、残りを支払済みにしてください。`, { field: "unmatched" })
  }
  await work.db.updateTable("subsidy_result").set({ applied_at: work.now }).where("id", "=", resultId).execute()
  await applyOutcome(work, batch, {
    failed: new Map(result.failed.map(({ paymentId, reason }) => [paymentId, reason])),
    cameBackOn: input.cameBackOn,
    restPaid: input.restPaid,
  })
  if (input.unmatched) await record(work, { action: "subsidies.unmatched-lines-settled", subject: { kind: "subsidy-batch", id: batchId }, detail: { problems: result.problems, told: input.unmatched }, unitId: batch.unitId })
}

/** Read by mistake, as of another batch: nothing becomes of it. The file itself stays with the batch. */
export async function dropResult(work: Work, batchId: string, resultId: string): Promise<void> {
  const batch = await lockSent(work, batchId)
  const result = await getResult(work, batchId, resultId)
  if (result.appliedAt) throw refusal("conflict", "subsidies.result-applied", "この結果は、もう反映されています。")
  await work.db.deleteFrom("subsidy_result").where("id", "=", resultId).execute()
  await record(work, { action: "subsidies.results-dropped", subject: { kind: "subsidy-batch", id: batchId }, detail: { number: batch.number, sha256: result.sha256 }, unitId: batch.unitId })
}

/** The same, as typed from a paper or a telephone call. */
export async function applyByHand(work: Work, batchId: string, input: ByHandInput): Promise<void> {
  const batch = await lockSent(work, batchId)
  if (input.failed.length === 0 && !input.restPaid) throw refusal("invalid", "subsidies.nothing-chosen", "振込不能の支払を選ぶか、「ほかの振込はすべて届いた」を選んでください。", { field: "failed" })
  if (input.failed.length > 0 && !input.reason) throw refusal("invalid", "subsidies.reason", "振込不能の理由を入力してください。", { field: "reason" })
  if (input.restPaid && (await listResults(work, batchId)).some(({ appliedAt }) => appliedAt === null)) {
    throw refusal("conflict", "subsidies.result-unapplied", "読み込んだ振込不能ファイルが、まだ反映されていません。反映するか、読み込みを取り消してから記録してください。", { field: "restPaid" })
  }
  await applyOutcome(work, batch, {
    failed: new Map(input.failed.map((id) => [id, input.reason])),
    cameBackOn: input.cameBackOn ?? civilDateOf(work.now),
    restPaid: input.restPaid,
  })
}

/**
 * Money first, all of it in one commit: payments, ledger rows and the batch agree at every moment. A payment that is paid
 * or back already is never written again. The applications follow (follow-payments.ts).
 */
async function applyOutcome(work: Work, batch: Batch, outcome: Outcome): Promise<void> {
  const today = civilDateOf(work.now)
  const no = (message: string) => refusal("conflict", "subsidies.too-early", message, { field: "cameBackOn" })
  if (today < batch.payOn) throw no(`支払日（${wareki(batch.payOn)}）の前に、結果は分かりません。`)
  if (outcome.failed.size > 0 && (outcome.cameBackOn < batch.payOn || outcome.cameBackOn > today)) throw no("戻った日は、支払日からきょうまでの日付にしてください。")
  // Applications before payments, as whoever asks for a payment takes them.
  await sql`select a.id from subsidy_application a where a.id in (select application_id from subsidy_payment where batch_id = ${batch.id}::uuid) order by a.id for update`.execute(work.db)
  await sql`select id from subsidy_payment where batch_id = ${batch.id}::uuid order by id for update`.execute(work.db)
  const payments = await sentPaymentsOf(work, batch.id)
  const known = new Map(payments.map((payment) => [payment.id, payment]))
  for (const id of outcome.failed.keys()) {
    const payment = known.get(id)
    if (!payment) throw refusal("invalid", "subsidies.not-in-batch", "この一括にない支払が選ばれています。画面を開き直してください。", { field: "failed" })
    if (payment.state === "came-back") throw refusal("conflict", "subsidies.came-back-already", `支払${payment.number}は、もう振込不能として記録されています。`, { field: "failed" })
  }
  const back = payments.filter(({ id }) => outcome.failed.has(id))
  const paid = outcome.restPaid ? payments.filter(({ id, state }) => state === "sent" && !outcome.failed.has(id)) : []
  await writeOut(work, batch, [...paid, ...back.filter(({ state }) => state === "sent")])
  await writeBack(work, back, outcome)
  const { rows } = await sql<{ open: number }>`select count(*)::int as open from subsidy_payment where batch_id = ${batch.id}::uuid and state = 'sent'`.execute(work.db)
  const done = rows[0]!.open === 0
  await work.db
    .updateTable("subsidy_batch")
    .set({ ...(done && batch.state === "sent" ? { state: "done" as const, done_at: work.now } : {}), version: batch.version + 1 })
    .where("id", "=", batch.id)
    .execute()
  await record(work, { action: "subsidies.results-applied", subject: { kind: "subsidy-batch", id: batch.id }, detail: { number: batch.number, paid: paid.length, cameBack: back.length, open: rows[0]!.open }, unitId: batch.unitId })
  if (paid.length + back.length <= AT_ONCE) await followPayments(work, batch.id)
  else await enqueue(work, followPaymentsJob, { batchId: batch.id })
}

/** Out of the prefecture's account on the day of payment: also what came back later had left it. */
async function writeOut(work: Work, batch: Batch, payments: readonly SentPayment[]): Promise<void> {
  if (payments.length === 0) return
  const ids = payments.map(({ id }) => id)
  // In one statement: the ledger is written of exactly what became paid.
  const { numAffectedRows } = await sql`with paid as (
      update subsidy_payment set state = 'paid', paid_on = ${batch.payOn}::date, version = version + 1 where id = any(${ids}::uuid[]) and state = 'sent'
      returning id, application_id, kind, amount_yen, number)
    insert into subsidy_ledger (application_id, kind, amount_yen, day, cause, note, written_by, written_at)
    select application_id, kind, amount_yen, ${batch.payOn}::date, id::text, ${`支払一括 第${batch.number}号 支払`} || number, ${personOf(work.actor) ?? null}::uuid, ${work.now} from paid`.execute(work.db)
  if (Number(numAffectedRows) !== payments.length) throw new Error(`batch ${batch.number}: ${numAffectedRows} of ${payments.length} payments became paid`)
}

/** And in again. The account is not used until the applicant has put it right. */
async function writeBack(work: Work, payments: readonly SentPayment[], { failed, cameBackOn }: Outcome): Promise<void> {
  if (payments.length === 0) return
  const ids = payments.map(({ id }) => id)
  const reasons = payments.map(({ id }) => failed.get(id) || "理由の記載なし")
  await sql`update subsidy_payment p set state = 'came-back', came_back_on = ${cameBackOn}::date, reason = left(r.reason, 500), version = version + 1
    from unnest(${ids}::uuid[], ${reasons}::text[]) as r (id, reason) where p.id = r.id and p.state = 'paid'`.execute(work.db)
  await sql`insert into subsidy_ledger (application_id, kind, amount_yen, day, cause, note, written_by, written_at)
    select application_id, 'came-back', amount_yen, ${cameBackOn}::date, id::text, left('振込不能：' || reason, 500), ${personOf(work.actor) ?? null}::uuid, ${work.now}
    from subsidy_payment where id = any(${ids}::uuid[])`.execute(work.db)
  await sql`update subsidy_account c set state = 'returned', remark = left('振込不能：' || p.reason, 500), version = c.version + 1
    from subsidy_payment p where p.id = any(${ids}::uuid[]) and c.id = p.account_id and c.state = 'confirmed'`.execute(work.db)
}

async function lockSent(work: Work, id: string): Promise<Batch> {
  const batch = await lockBatch(work, id)
  // What the bank calls back late comes after everything was thought paid.
  if (batch.state !== "sent" && batch.state !== "done") throw wrongState(batch)
  return batch
}
