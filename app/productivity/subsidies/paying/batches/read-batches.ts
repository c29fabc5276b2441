import { type RawBuilder, sql } from "kysely"
import { may } from "../../../../kernel/access/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"
import { isIdText, notFound, refusal } from "../../../../kernel/http/index.ts"
import { mustPay, paidBy } from "../payments/read-payments.ts"
import type { Batch } from "./batch.ts"

const columns = sql`b.id, b.number, b.unit_id as "unitId", coalesce((select u.name from unit_period u where u.unit_id = b.unit_id order by u.valid_from desc limit 1), '') as "unitName",
  b.title, b.state, b.wished_on as "wishedOn", b.pay_on as "payOn", b.approval_id as "approvalId", b.debit,
  coalesce(b.payment_count, (select count(*)::int from subsidy_payment p where p.batch_id = b.id)) as count,
  coalesce(b.total_yen, (select coalesce(sum(p.amount_yen), 0)::bigint from subsidy_payment p where p.batch_id = b.id)) as "totalYen",
  b.document_id as "documentId", b.sha256, b.csv_document_id as "csvDocumentId", b.made_at as "madeAt", b.sent_at as "sentAt", b.done_at as "doneAt", b.version`

function seen(work: Work): RawBuilder<boolean> {
  return paidBy(work, sql`b.unit_id`)
}

export async function getBatch(work: Work, id: string): Promise<Batch> {
  const { rows } = isIdText(id) ? await sql<Batch>`select ${columns} from subsidy_batch b where b.id = ${id}::uuid and ${seen(work)}`.execute(work.db) : { rows: [] }
  if (!rows[0]) throw notFound("支払一括")
  return rows[0]
}

/** Held until the commit: of two who send one batch, the second sees it sent. Everybody takes a batch before its payments. */
export async function lockBatch(work: Work, id: string): Promise<Batch> {
  const { rows } = isIdText(id) ? await sql<Batch>`select ${columns} from subsidy_batch b where b.id = ${id}::uuid and ${seen(work)} for update of b`.execute(work.db) : { rows: [] }
  if (!rows[0] || !mayPayBatch(work, rows[0])) throw notFound("支払一括")
  return rows[0]
}

/** Looking is not handling: who may see all sees every batch and sends none. */
export function mayPayBatch(work: Work, batch: Pick<Batch, "unitId">): boolean {
  return may(work.actor, "subsidies.pay", { unitId: batch.unitId })
}

/** The newest first. */
export async function listBatches(work: Work, page: { after?: string | undefined; limit?: number; open?: boolean } = {}): Promise<{ items: Batch[]; next: string | undefined }> {
  mustPay(work)
  const limit = page.limit ?? 50
  const wanted = [seen(work)]
  if (page.open) wanted.push(sql`b.state not in ('done', 'dropped')`)
  if (page.after !== undefined) {
    if (!/^\d{1,9}$/.test(page.after)) throw refusal("invalid", "http.cursor", "続きの位置が正しくありません。一覧を開き直してください。", { field: "after" })
    wanted.push(sql`b.number < ${Number(page.after)}::int`)
  }
  const { rows } = await sql<Batch>`select ${columns} from subsidy_batch b where ${sql.join(wanted, sql` and `)} order by b.number desc limit ${sql.lit(limit + 1)}`.execute(work.db)
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? String(items.at(-1)!.number) : undefined }
}

export interface ResultRow {
  id: string
  documentId: string
  sha256: string
  failed: { paymentId: string; record: number; reason: string }[]
  problems: { at: number; code: string; message: string }[]
  readAt: Date
  appliedAt: Date | null
}

const resultColumns = ["id", "document_id as documentId", "sha256", "failed", "problems", "read_at as readAt", "applied_at as appliedAt"] as const

/** Of a batch the asking person has been let to; the latest first. */
export async function listResults(work: Work, batchId: string): Promise<ResultRow[]> {
  return work.db.selectFrom("subsidy_result").select(resultColumns).where("batch_id", "=", batchId).orderBy("read_at", "desc").limit(50).execute()
}

export async function getResult(work: Work, batchId: string, id: string): Promise<ResultRow> {
  const found = isIdText(id) ? await work.db.selectFrom("subsidy_result").select(resultColumns).where("batch_id", "=", batchId).where("id", "=", id).executeTakeFirst() : undefined
  if (!found) throw notFound("振込結果")
  return found
}
