import { personOf } from "../access/index.ts"
import { record } from "../audit/index.ts"
import type { Work } from "../database/index.ts"
import { refusal } from "../http/refusal.ts"

/** Leaves the tombstone; the module that owns the subject has asked whether the person may. */
export async function removeDocument(work: Work, id: string, reason: string): Promise<void> {
  if (!reason.trim()) throw refusal("invalid", "documents.reason", "取り除く理由を入力してください。", { field: "reason" })
  const row = await work.db
    .updateTable("document")
    .set({ removed_at: work.now, removed_by: personOf(work.actor) ?? null, removed_reason: reason.trim().slice(0, 500) })
    .where("id", "=", id)
    .where("removed_at", "is", null)
    .returning(["id", "sha256"])
    .executeTakeFirst()
  if (!row) throw refusal("not-found", "documents.not-found", "ファイルが見つかりません。")
  await record(work, { action: "documents.removed", subject: { kind: "document", id }, detail: { reason, sha256: row.sha256 } })
}
