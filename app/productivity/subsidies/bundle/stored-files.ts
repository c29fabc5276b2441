import { createHash } from "node:crypto"
import { sql } from "kysely"
import type { Work } from "../../../kernel/database/index.ts"
import { bytesOfHash } from "../../../kernel/documents/index.ts"
import { type Application, decisionWords, type DecisionKind, filingWords } from "../applications/application.ts"
import type { Call } from "../programmes/programme.ts"

/** One stored file of the case: what the record says of it, and where it lies in the bundle. */
export interface StoredFile {
  documentId: string
  /** 「書類/003_事業計画書/計画.pdf」: the name is the one it was sent in under. */
  path: string
  name: string
  /** What it is: 「事業計画書」, 「交付決定通知書」. */
  paper: string
  bytes: number
  sha256: string
  addedAt: Date
  addedBy: string | null
  /** Taken out of the case later (補正で差し替えた書類); its bytes are kept. */
  replacedAt: Date | null
  /** The bytes were removed for a reason that is kept; there is nothing to put into the bundle. */
  removedReason: string | null
}

/** What was found when it was read. */
export type FileState = "whole" | "damaged" | "missing" | "removed"

export const fileStateWords: Readonly<Record<FileState, string>> = {
  whole: "記録と一致",
  damaged: "記録と一致しない（破損・改変のおそれ）",
  missing: "読み出せない（ファイルがない）",
  removed: "取り除かれている（理由は記録のとおり）",
}

export interface CheckedFile extends StoredFile {
  state: FileState
  /** As read: undefined where there was nothing to read. */
  read?: { bytes: number; sha256: string }
}

/** Every file of an application the asking person has been let to: its papers, those of its procedures, letters, delegations, site checks. */
export async function listStoredFiles(work: Work, it: Pick<Application, "id">, call: Pick<Call, "attachments">): Promise<StoredFile[]> {
  const { rows } = await sql<Omit<StoredFile, "path" | "paper"> & { origin: string; word: string }>`
    with own as (
      select f.document_id, 'paper' as origin, f.asked_key as word, f.removed_at from subsidy_file f where f.application_id = ${it.id}::uuid
      union all select d.document_id, 'decision', d.kind, null from subsidy_decision d where d.application_id = ${it.id}::uuid and d.document_id is not null
      union all select m.document_id, 'delegation', '', m.ended_at from subsidy_member m where m.application_id = ${it.id}::uuid and m.document_id is not null
      union all select d.id, 'site-check', '', null from subsidy_site_check s join document d on d.subject_kind = 'subsidy-site-check' and d.subject_id = s.id::text
        where s.application_id = ${it.id}::uuid)
    select d.id as "documentId", d.name, d.size as bytes, d.sha256, d.created_at as "addedAt", p.name as "addedBy", own.removed_at as "replacedAt",
      d.removed_reason as "removedReason", own.origin, own.word
    from own join document d on d.id = own.document_id left join person p on p.id = d.created_by order by d.created_at, d.id`.execute(work.db)
  return rows.map(({ origin, word, ...row }, at) => {
    const paper = paperWords(origin, word, call)
    return { ...row, bytes: Number(row.bytes), paper, path: `書類/${String(at + 1).padStart(3, "0")}_${folderName(paper)}/${row.name}` }
  })
}

function paperWords(origin: string, word: string, call: Pick<Call, "attachments">): string {
  if (origin === "decision") return decisionWords[word as DecisionKind]
  if (origin === "delegation") return "委任状"
  if (origin === "site-check") return "現地調査の写真"
  const asked = call.attachments.find(({ key }) => key === word)?.title
  if (asked) return asked
  if (word.startsWith("evidence-")) return "実績報告の証拠書類"
  return filingWords[word.replace(/^filing-/, "") as keyof typeof filingWords] ?? word
}

/** A folder's name on every system. */
function folderName(paper: string): string {
  return [...paper.replace(/[\p{Cc}\p{Cf}<>:"/\\|?*.]/gu, "")].slice(0, 30).join("").trim() || "書類"
}

/**
 * The bytes as they lie there, hashed while they pass; `told` says what came of it. Bytes that are not what the record says
 * are given all the same: an auditor must be able to look at them.
 */
export async function readStored(file: StoredFile, told: (found: CheckedFile) => void): Promise<AsyncIterable<Uint8Array> | undefined> {
  if (file.removedReason !== null) {
    told({ ...file, state: "removed" })
    return undefined
  }
  const bytes = await bytesOfHash(file.sha256).catch(() => undefined)
  if (!bytes) {
    told({ ...file, state: "missing" })
    return undefined
  }
  return (async function* () {
    const hash = createHash("sha256")
    let size = 0
    try {
      for await (const chunk of bytes) {
        hash.update(chunk)
        size += chunk.length
        yield chunk
      }
    } catch (error) {
      // The disk gave up in the middle: what was read stays, and is told as damaged by its hash.
      if ((error as NodeJS.ErrnoException).code === undefined) throw error
    }
    const read = { bytes: size, sha256: hash.digest("hex") }
    told({ ...file, read, state: read.bytes === file.bytes && read.sha256 === file.sha256 ? "whole" : "damaged" })
  })()
}
