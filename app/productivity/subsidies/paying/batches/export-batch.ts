import { createHash } from "node:crypto"
import { sql } from "kysely"
import { personOf } from "../../../../kernel/access/index.ts"
import { record } from "../../../../kernel/audit/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"
import { type DocumentRule, readDocument, storeDocument } from "../../../../kernel/documents/index.ts"
import { notFound, Refusal, refusal } from "../../../../kernel/http/index.ts"
import { paymentsOfBatch } from "../payments/read-payments.ts"
import { tryBatch } from "./batch-problems.ts"
import { wrongState } from "./make-batch.ts"
import { getBatch, lockBatch } from "./read-batches.ts"
import { accountingCsv } from "./transfers-of.ts"

export const BATCH = "subsidy-batch"

/** The files of a batch: for those who see it. */
export const batchDocuments: DocumentRule = {
  subjectKind: BATCH,
  title: "補助金の支払一括",
  async mayRead(work, id) {
    try {
      await getBatch(work, id)
      return true
    } catch (error) {
      if (error instanceof Refusal) return false
      throw error
    }
  },
}

/**
 * Writes the approved batch as a 総合振込 file and as CSV for the accounting system, keeps both, and only then calls its
 * payments sent. Pressed again, or by two at once, it is the file that was written first.
 */
export async function exportBatch(work: Work, id: string): Promise<void> {
  const batch = await lockBatch(work, id)
  if (batch.state === "sent" || batch.state === "done") return
  if (batch.state !== "approved" || !batch.debit) throw wrongState(batch)
  const payments = await paymentsOfBatch(work, id)
  const { faults, written } = await tryBatch(work, batch, payments, batch.debit)
  const [fault] = faults
  if (fault) {
    const who = fault.payment ? `支払${fault.payment.number}（${fault.payment.account.creditor}）：` : ""
    throw refusal("conflict", "subsidies.batch-faults", `${who}${fault.message} 一括を作成中に戻して直し、もう一度決裁を受けてください。`)
  }
  if (!written?.ok) throw new Error(`batch ${batch.number} has no faults and no file`)
  // What counts is what stands in the bytes, not what was meant: they were read again as they were written.
  const { read } = written
  const total = payments.reduce((sum, { amountYen }) => sum + amountYen, 0)
  const same = read.accepted && read.count === payments.length && read.total === total && read.payments.every((one, at) => Number(one.customerCode1) === payments[at]!.number && one.amount === payments[at]!.amountYen)
  if (!same || total !== batch.totalYen || payments.length !== batch.count) throw new Error(`the file of batch ${batch.number} does not read as it was approved`)
  const file = await storeDocument(work, { bytes: written.bytes, name: `総合振込_第${batch.number}号_${batch.payOn}.txt`, subject: { kind: BATCH, id } })
  const csv = await storeDocument(work, { bytes: new TextEncoder().encode(accountingCsv(batch, payments)), name: `支払_第${batch.number}号_${batch.payOn}.csv`, subject: { kind: BATCH, id } })
  await sql`update subsidy_payment p set state = 'sent', sent_at = ${work.now}, record = r.record, version = version + 1
    from unnest(${payments.map((one) => one.id)}::uuid[], ${read.payments.map(({ record: at }) => at)}::int[]) as r (id, record)
    where p.id = r.id and p.batch_id = ${id}::uuid and p.state = 'in-batch'`.execute(work.db)
  await work.db
    .updateTable("subsidy_batch")
    .set({ state: "sent", document_id: file.id, sha256: file.sha256, csv_document_id: csv.id, sent_by: personOf(work.actor) ?? null, sent_at: work.now, version: batch.version + 1 })
    .where("id", "=", id)
    .execute()
  await record(work, { action: "subsidies.batch-sent", subject: { kind: BATCH, id }, detail: { number: batch.number, count: payments.length, total, sha256: file.sha256 }, unitId: batch.unitId })
}

/** The bytes as they were written then, and the hash they were promised by. */
export async function readBatchFile(work: Work, id: string, which: "transfers" | "accounting"): Promise<{ name: string; bytes: Uint8Array }> {
  const batch = await getBatch(work, id)
  const documentId = which === "transfers" ? batch.documentId : batch.csvDocumentId
  if (!documentId) throw notFound("送付ファイル")
  const { name, bytes } = await readDocument(work, documentId)
  if (which === "transfers" && createHash("sha256").update(bytes).digest("hex") !== batch.sha256) throw refusal("unavailable", "documents.damaged", "ファイルが壊れています。システム管理者にお知らせください。")
  await record(work, { action: "subsidies.batch-file-taken", subject: { kind: BATCH, id }, detail: { number: batch.number, which }, unitId: batch.unitId })
  return { name, bytes }
}
