import { createHash } from "node:crypto"
import { personOf } from "../../../../kernel/access/index.ts"
import { record } from "../../../../kernel/audit/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"
import { readDocument, storeDocument } from "../../../../kernel/documents/index.ts"
import { refusal } from "../../../../kernel/http/index.ts"
import { matchFailed, readFailedItems, type ReadPayment, readTransfers } from "../../zengin/index.ts"
import { sentPaymentsOf } from "../payments/read-payments.ts"
import { bankSettings } from "../settings.ts"
import { BATCH } from "./export-batch.ts"
import { wrongState } from "./make-batch.ts"
import { lockBatch } from "./read-batches.ts"

/**
 * The bank's file of what did not arrive (振込不能), matched against the very bytes that were sent. Nothing is changed yet:
 * what was found and what could not be matched is shown first. The same file again is the first reading. @returns its id.
 */
export async function readResults(work: Work, batchId: string, file: { name: string; bytes: Uint8Array }): Promise<string> {
  const batch = await lockBatch(work, batchId)
  if ((batch.state !== "sent" && batch.state !== "done") || !batch.documentId) throw wrongState(batch)
  if (file.bytes.length === 0) throw refusal("invalid", "subsidies.no-results", "ファイルが空です。APIでは base64 で送ってください。", { field: "file" })
  const settings = bankSettings(work)
  const sha256 = createHash("sha256").update(file.bytes).digest("hex")
  const known = await work.db.selectFrom("subsidy_result").select("id").where("batch_id", "=", batchId).where("sha256", "=", sha256).executeTakeFirst()
  if (known) return known.id
  const payments = await sentPaymentsOf(work, batchId)
  const { bytes } = await readDocument(work, batch.documentId)
  const { failed, problems } = matchResults(readTransfers(bytes, { settings }).payments, file.bytes, settings, new Set(payments.flatMap(({ state, record: at }) => (state === "came-back" && at ? [at] : []))))
  const byRecord = new Map(payments.map((payment) => [payment.record, payment]))
  const found = failed.map(({ record: at, reason }) => ({ paymentId: byRecord.get(at)!.id, record: at, reason }))
  if (found.length === 0 && problems.length === 0) throw refusal("invalid", "subsidies.no-results", "このファイルには、振込不能の明細がありません。振込不能がなければ、ファイルを読み込まずに「すべて届いた」と記録できます。", { field: "file" })
  // Whatever the bank calls it, it is kept as a text of its bytes.
  const name = /\.(txt|csv)$/i.test(file.name) ? file.name : `${file.name}.txt`
  const stored = await storeDocument(work, { bytes: file.bytes, name, subject: { kind: BATCH, id: batchId }, field: "file" })
  const { id } = await work.db
    .insertInto("subsidy_result")
    .values({
      batch_id: batchId,
      document_id: stored.id,
      sha256,
      failed: JSON.stringify(found),
      problems: JSON.stringify(problems.slice(0, 1000)),
      read_by: personOf(work.actor) ?? null,
      read_at: work.now,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  await record(work, { action: "subsidies.results-read", subject: { kind: BATCH, id: batchId }, detail: { number: batch.number, failed: found.length, problems: problems.length, sha256 }, unitId: batch.unitId })
  return id
}

/** Which records of the file did not arrive, and the lines nobody can place. */
export function matchResults(sent: readonly ReadPayment[], bytes: Uint8Array, settings: ReturnType<typeof bankSettings>, failedBefore: ReadonlySet<number>) {
  const { items, problems } = readFailedItems(bytes, settings)
  const matched = matchFailed(sent, items, failedBefore)
  return {
    failed: matched.failed.map(({ item, payment }) => ({ record: payment.record, reason: item.reason ?? "" })),
    problems: [...problems, ...matched.problems],
  }
}
