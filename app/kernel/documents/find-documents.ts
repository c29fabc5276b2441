import { createHash } from "node:crypto"
import type { Work } from "../database/index.ts"
import { refusal } from "../http/refusal.ts"
import { documentStorage, mayReadDocuments } from "./settings.ts"

export interface DocumentRow {
  id: string
  sha256: string
  size: number
  name: string
  mediaType: string
  createdAt: Date
  createdBy: string | null
  removedAt: Date | null
  removedReason: string | null
}

/** A subject's documents, oldest first; nothing for those who may not read them. */
export async function listDocuments(work: Work, subject: { kind: string; id: string }, options: { removed?: boolean } = {}): Promise<DocumentRow[]> {
  if (!(await mayReadDocuments(work, subject.kind, subject.id))) return []
  let query = work.db
    .selectFrom("document as d")
    .leftJoin("person as p", "p.id", "d.created_by")
    .select(["d.id", "d.sha256", "d.size", "d.name", "d.media_type", "d.created_at", "p.name as by", "d.removed_at", "d.removed_reason"])
    .where("d.subject_kind", "=", subject.kind)
    .where("d.subject_id", "=", subject.id)
    .orderBy("d.id")
  if (!options.removed) query = query.where("d.removed_at", "is", null)
  return (await query.execute()).map((row) => ({
    id: row.id,
    sha256: row.sha256,
    size: row.size,
    name: row.name,
    mediaType: row.media_type,
    createdAt: row.created_at,
    createdBy: row.by,
    removedAt: row.removed_at,
    removedReason: row.removed_reason,
  }))
}

export interface OpenedDocument {
  name: string
  mediaType: string
  size: number
  sha256: string
  bytes: AsyncIterable<Uint8Array>
}

/** The bytes, for those who may read the subject; everybody else is told that there is nothing. */
export async function openDocument(work: Work, id: string): Promise<OpenedDocument> {
  const row = await work.db.selectFrom("document").selectAll().where("id", "=", id).executeTakeFirst()
  if (!row || !(await mayReadDocuments(work, row.subject_kind, row.subject_id))) {
    throw refusal("not-found", "documents.not-found", "ファイルが見つかりません。削除されたか、見る権限がありません。")
  }
  if (row.removed_at) throw refusal("not-found", "documents.removed", "このファイルは取り除かれました。")
  const bytes = await documentStorage().read(row.sha256).catch(() => undefined)
  if (!bytes) throw refusal("unavailable", "documents.missing", "ファイルを読み出せません。システム管理者にお知らせください。")
  return { name: row.name, mediaType: row.media_type, size: row.size, sha256: row.sha256, bytes }
}

/** The bytes kept under a hash, as they lie there and unchecked; undefined: gone. For those who know the hash. */
export async function bytesOfHash(sha256: string): Promise<AsyncIterable<Uint8Array> | undefined> {
  return documentStorage().read(sha256)
}

/** Whether the bytes of this hash are there, all of them and as they were: read and hashed again. For those who know the hash. */
export async function isKeptWhole(sha256: string, size: number): Promise<boolean> {
  // Whatever the reason it cannot be read for, it is not kept.
  const found = await documentStorage().check(sha256).catch(() => undefined)
  return found?.size === size && found.sha256 === sha256
}

/** Whole, checked against its hash. */
export async function readDocument(work: Work, id: string): Promise<{ name: string; mediaType: string; bytes: Uint8Array }> {
  const { name, mediaType, sha256, bytes } = await openDocument(work, id)
  const chunks: Uint8Array[] = []
  for await (const chunk of bytes) chunks.push(chunk)
  const whole = Buffer.concat(chunks)
  if (createHash("sha256").update(whole).digest("hex") !== sha256) {
    throw refusal("unavailable", "documents.damaged", "ファイルが壊れています。システム管理者にお知らせください。")
  }
  return { name, mediaType, bytes: whole }
}
