import { personOf } from "../access/index.ts"
import type { Work } from "../database/index.ts"
import { refusal } from "../http/refusal.ts"
import { cleanFileName, endingOf } from "./file-name.ts"
import { looksLike } from "./looks-like.ts"
import { documentLimits, documentStorage } from "./settings.ts"
import { NotWritten, TooLarge } from "./storage.ts"

export interface NewDocument {
  /** Each piece is taken on before the next is asked for. */
  bytes: Uint8Array | AsyncIterable<Uint8Array>
  name: string
  subject: { kind: string; id: string }
  /** The form field that names it when it is refused. */
  field?: string
  /** What this subject takes besides what everybody may hand in: file name ending → media type. */
  types?: Readonly<Record<string, string>>
}

export interface StoredDocument {
  id: string
  sha256: string
  size: number
  name: string
  mediaType: string
}

/**
 * Keeps a file and its row. The bytes are written, read back and found the same before this returns; when the work is
 * undone afterwards they are left for the sweep, never a row without bytes.
 */
export async function storeDocument(work: Work, document: NewDocument): Promise<StoredDocument> {
  const { maxBytes, types: usual } = documentLimits()
  const types = document.types ? { ...usual, ...document.types } : usual
  const more = document.field ? { field: document.field } : {}
  const name = cleanFileName(document.name)
  const mediaType = types[endingOf(name)]
  if (!mediaType) {
    const allowed = Object.keys(types).join("、")
    throw refusal("invalid", "documents.type", `この種類のファイルは登録できません。登録できるのは ${allowed} です。`, more)
  }
  const { head, all, leave } = await peek(document.bytes)
  try {
    if (head.length === 0) throw refusal("invalid", "documents.empty", `「${name}」は空のファイルです。`, more)
    if (!looksLike(endingOf(name), head)) {
      throw refusal("invalid", "documents.content", `「${name}」の中身が、名前の示す種類（${endingOf(name)}）と違います。`, more)
    }
    const { sha256, size } = await documentStorage().put(all, maxBytes)
    const { id } = await work.db
      .insertInto("document")
      .values({
        sha256,
        size,
        name,
        media_type: mediaType,
        subject_kind: document.subject.kind,
        subject_id: document.subject.id,
        created_by: personOf(work.actor) ?? null,
        created_at: work.now,
      })
      .returning("id")
      .executeTakeFirstOrThrow()
    return { id, sha256, size, name, mediaType }
  } catch (error) {
    if (error instanceof TooLarge) {
      throw refusal("invalid", "documents.too-large", `「${name}」は大きすぎます（上限 ${Math.floor(maxBytes / 1_048_576)} MB）。`, more)
    }
    const code = (error as NodeJS.ErrnoException).code ?? ""
    if (["ENOSPC", "EDQUOT", "EIO", "EROFS"].includes(code) || error instanceof NotWritten) {
      throw refusal("unavailable", "documents.storage", "いまはファイルを保存できません。時間をおいてもう一度お試しください。")
    }
    throw error
  } finally {
    await leave()
  }
}

/** The first bytes, and all of them again. */
async function peek(bytes: Uint8Array | AsyncIterable<Uint8Array>) {
  if (bytes instanceof Uint8Array) return { head: bytes.subarray(0, 512), all: [bytes], leave: async () => {} }
  const chunks = bytes[Symbol.asyncIterator]()
  const first = await chunks.next()
  const head = first.done ? new Uint8Array() : first.value
  async function* again() {
    if (!first.done) yield first.value
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value
  }
  // Read to its end or not, what it comes from is closed.
  return { head: head.subarray(0, 512), all: again(), leave: async () => void (await chunks.return?.()) }
}
