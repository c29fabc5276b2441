import { z } from "zod"
import { mustBeAllowed, personOf } from "../../../../kernel/access/index.ts"
import { record } from "../../../../kernel/audit/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"
import { storeDocument } from "../../../../kernel/documents/index.ts"
import { refusal } from "../../../../kernel/http/index.ts"
import { enqueue } from "../../../../kernel/jobs/index.ts"
import { findUnit } from "../../../../kernel/people/index.ts"
import { civilDateOf } from "../../../../kernel/database/index.ts"
import { importDocumentKind } from "./import-documents.ts"
import { importJob } from "./run-import.ts"

/** All files of one import together; each of them is held to the limit of documents. */
export const MOST_IMPORT_BYTES = 210 * 1024 * 1024
const MOST_FILES = 500

export const FILE_TYPES: Readonly<Record<string, string>> = {
  html: "application/octet-stream",
  htm: "application/octet-stream",
  xml: "application/octet-stream",
  jsonl: "application/octet-stream",
  ndjson: "application/octet-stream",
  json: "application/octet-stream",
  gz: "application/gzip",
}
const READABLE = /\.(html?|xml|docx|txt|jsonl|ndjson|json|zip|gz)$/i

export const importInput = z.object({
  files: z.array(z.custom<File>((value) => value instanceof File)).meta({ title: "ファイル" }),
  unitId: z.uuid().optional().meta({ title: "所管課" }),
  effectiveOn: z.iso.date().optional().meta({ title: "施行日" }),
})
export type ImportInput = z.output<typeof importInput>

/** Keeps the files, each read back and found the same, and queues the reading of them. @returns the import's id. */
export async function beginImport(work: Work, { files, unitId, effectiveOn }: ImportInput): Promise<string> {
  mustBeAllowed(work.actor, "ordinances.manage")
  const field = "files"
  if (files.length === 0) throw refusal("invalid", "ordinances.no-files", "取り込むファイルを選んでください。", { field })
  if (files.length > MOST_FILES) throw refusal("invalid", "ordinances.too-many-files", `一度に選べるのは${MOST_FILES}ファイルまでです。多いときは ZIP にまとめてください。`, { field })
  for (const file of files) {
    if (!READABLE.test(file.name)) {
      throw refusal("invalid", "ordinances.file-type", `「${file.name}」は取り込めない種類です。取り込めるのは HTML、XML、DOCX、テキスト、JSONL と、それらの ZIP です。`, { field })
    }
  }
  if (unitId && !(await findUnit(work.db, unitId, civilDateOf(work.now)))) throw refusal("invalid", "ordinances.no-unit", "所管課を選び直してください。", { field: "unitId" })
  const { id } = await work.db
    .insertInto("ordinance_import")
    .values({ unit_id: unitId ?? null, effective_on: effectiveOn ?? null, created_by: personOf(work.actor) ?? null, created_at: work.now })
    .returning("id")
    .executeTakeFirstOrThrow()
  const rows = []
  for (const [at, file] of files.entries()) {
    const stored = await storeDocument(work, { bytes: file.stream(), name: file.name, subject: { kind: importDocumentKind, id }, field, types: FILE_TYPES })
    rows.push({ import_id: id, position: at + 1, document_id: stored.id, name: stored.name, size: stored.size })
  }
  await work.db.insertInto("ordinance_import_file").values(rows).execute()
  await record(work, { action: "ordinances.import-begun", subject: { kind: "ordinance-import", id }, detail: { files: rows.length, bytes: rows.reduce((sum, { size }) => sum + size, 0) } })
  await enqueue(work, importJob, { importId: id })
  return id
}
