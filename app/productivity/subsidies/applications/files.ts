import { sql } from "kysely"
import { record } from "../../../kernel/audit/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { type DocumentRule, isKeptWhole, type NewDocument, removeDocument, storeDocument } from "../../../kernel/documents/index.ts"
import { isIdText, notFound, Refusal, refusal } from "../../../kernel/http/index.ts"
import { readCallOfApplication } from "../programmes/call-of-application.ts"
import type { Application } from "./application.ts"
import { mustBeInHand } from "./in-hand.ts"
import { getApplication, lockApplication } from "./read-application.ts"

const KIND = "subsidy-application"
/** One application; the largest real calls ask for about thirty papers. */
const MOST_FILES = 60

export interface FileRow {
  id: string
  askedKey: string
  documentId: string
  name: string
  bytes: number
  sha256: string
  filingId: string | null
  addedAt: Date
}

/** Whoever sees the application may read its files. */
export const applicationDocuments: DocumentRule = {
  subjectKind: KIND,
  title: "補助金の申請の書類",
  async mayRead(work, id) {
    try {
      await getApplication(work, id)
      return true
    } catch (error) {
      if (error instanceof Refusal) return false
      throw error
    }
  },
}

const asRead = sql.raw(`f.id, f.asked_key as "askedKey", f.document_id as "documentId", f.name, f.bytes, f.sha256, f.filing_id as "filingId", f.added_at as "addedAt"`)

/** Of an application the asking person has been let to. */
export async function listFiles(work: Work, it: Pick<Application, "id">): Promise<FileRow[]> {
  const { rows } = await sql<FileRow>`select ${asRead} from subsidy_file f where f.application_id = ${it.id}::uuid and f.removed_at is null order by f.added_at, f.id`.execute(work.db)
  return rows
}

/** The same of the application `a`, as one JSON value for a statement that asks for more; `filesFrom` makes rows of it. */
export const filesAsJson = sql<FileJson[]>`(select coalesce(json_agg(f order by f."addedAt", f.id), '[]') from (
  select ${asRead} from subsidy_file f where f.application_id = a.id and f.removed_at is null) f)`

export type FileJson = Omit<FileRow, "addedAt"> & { addedAt: string }

export function filesFrom(json: FileJson[]): FileRow[] {
  return json.map((file) => ({ ...file, addedAt: new Date(file.addedAt) }))
}

/** Keeps one file under a paper the call asks for; its bytes have been read back when this returns. */
export async function addFile(work: Work, id: string, askedKey: string, file: Pick<NewDocument, "name" | "bytes">): Promise<FileRow> {
  if (!isIdText(id)) throw notFound("申請")
  // Side by side they travel together; what is asked behind the lock is answered after it.
  const [it, found, known] = await Promise.all([lockApplication(work, id), readCallOfApplication(work, id), listFiles(work, { id })])
  mustBeInHand(work, it)
  const { call } = found!
  if (!call.attachments.some(({ key }) => key === askedKey)) throw notFound("添付書類の項目")
  const field = `file-${askedKey}`
  if (known.length >= MOST_FILES) throw refusal("invalid", "subsidies.too-many-files", `ファイルは合わせて${MOST_FILES}件までです。`, { field })
  return keepFile(work, it, { askedKey, file, field, known })
}

/** The bytes, the row and the event. */
export async function keepFile(
  work: Work,
  it: Pick<Application, "id" | "unitId">,
  { askedKey, file, field, known, filingId }: { askedKey: string; file: Pick<NewDocument, "name" | "bytes">; field: string; known: readonly FileRow[]; filingId?: string },
): Promise<FileRow> {
  const stored = await storeDocument(work, { bytes: file.bytes, name: file.name, subject: { kind: KIND, id: it.id }, field })
  const twin = known.find(({ sha256 }) => sha256 === stored.sha256)
  if (twin) throw refusal("invalid", "subsidies.same-file-twice", `「${stored.name}」は、添付済みの「${twin.name}」と同じ内容です。`, { field })
  const { id } = await work.db
    .insertInto("subsidy_file")
    .values({
      application_id: it.id,
      filing_id: filingId ?? null,
      asked_key: askedKey,
      document_id: stored.id,
      name: stored.name,
      bytes: stored.size,
      sha256: stored.sha256,
      added_by: "id" in work.actor ? work.actor.id : null,
      added_at: work.now,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  await record(work, {
    action: "subsidies.file-added",
    subject: { kind: KIND, id: it.id },
    detail: { name: stored.name, bytes: stored.size, sha256: stored.sha256, askedKey },
    unitId: it.unitId,
  })
  return { id, askedKey, documentId: stored.id, name: stored.name, bytes: stored.size, sha256: stored.sha256, filingId: filingId ?? null, addedAt: work.now }
}

export async function removeFile(work: Work, id: string, fileId: string): Promise<void> {
  const it = await lockApplication(work, id)
  mustBeInHand(work, it)
  const file = isIdText(fileId) ? (await listFiles(work, it)).find((one) => one.id === fileId && one.filingId === null) : undefined
  if (!file) throw notFound("ファイル")
  await work.db.updateTable("subsidy_file").set({ removed_at: work.now }).where("id", "=", fileId).execute()
  // What was filed before a correction stays readable in the record of that filing; a draft's paper goes at once.
  if (it.state === "draft") await removeDocument(work, file.documentId, "申請者が下書きから外した")
  await record(work, { action: "subsidies.file-removed", subject: { kind: KIND, id: it.id }, detail: { name: file.name, sha256: file.sha256 }, unitId: it.unitId })
}

/** Every file whole and as it was when it came: what the receipt is about to say. */
export async function readBack(files: readonly Pick<FileRow, "name" | "bytes" | "sha256">[]): Promise<void> {
  await Promise.all(
    files.map(async (file) => {
      if (!(await isKeptWhole(file.sha256, file.bytes))) {
        throw refusal("unavailable", "documents.damaged", `「${file.name}」を読み返せませんでした。もう一度添付してください。`)
      }
    }),
  )
}
