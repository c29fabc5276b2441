import { personOf } from "../../../kernel/access/index.ts"
import { record } from "../../../kernel/audit/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { isIdText, notFound, refusal } from "../../../kernel/http/index.ts"
import type { Application, FilingKind, FilingState } from "../applications/application.ts"
import { type FileRow, keepFile, listFiles, readBack } from "../applications/files.ts"
import { takeAnswers } from "../procedures/take-answers.ts"

/** A paper's copy as it was sent. */
export interface SentFile {
  name: string
  bytes: Uint8Array
}

const MOST_FILES = 10

export interface Filing {
  id: string
  kind: FilingKind
  state: FilingState
  content: Record<string, unknown>
  asked: { label: string; text: string }[]
  reason: string
  filedAt: Date
  decidedReason: string
  files: FileRow[]
}

/** What the applicant sent in after the application, newest first; of an application the asking person has been let to. */
export async function listFilings(work: Work, applicationId: string): Promise<Filing[]> {
  const filings = await work.db
    .selectFrom("subsidy_filing")
    .select(["id", "kind", "state", "content", "asked", "reason", "filed_at as filedAt", "decided_reason as decidedReason"])
    .where("application_id", "=", applicationId)
    .orderBy("filed_at", "desc")
    .limit(200)
    .$castTo<Omit<Filing, "files">>()
    .execute()
  const files = await listFiles(work, { id: applicationId })
  return filings.map((one) => ({ ...one, files: files.filter(({ filingId }) => filingId === one.id) }))
}

/** One of them, of an application the asking person has been let to. */
export async function getFiling(work: Work, applicationId: string, filingId: string): Promise<Filing> {
  const found = isIdText(filingId) ? (await listFilings(work, applicationId)).find(({ id }) => id === filingId) : undefined
  if (!found) throw notFound("提出した書類")
  return found
}

/** One paper with its questions as asked and its files, which have been read back when this returns. @returns its id. */
export async function writeFiling(
  work: Work,
  it: Pick<Application, "id" | "unitId" | "callId">,
  filing: { kind: FilingKind; content: Record<string, unknown>; asked: readonly { label: string; text: string }[]; reason?: string; state?: FilingState },
  files: readonly SentFile[] = [],
): Promise<string> {
  if (files.length > MOST_FILES) throw refusal("invalid", "subsidies.too-many-files", `ファイルは${MOST_FILES}件までです。`, { field: "files" })
  const own = await takeAnswers(work, it, filing.kind)
  const { id } = await work.db
    .insertInto("subsidy_filing")
    .values({
      application_id: it.id,
      kind: filing.kind,
      state: filing.state ?? "filed",
      content: JSON.stringify({ ...filing.content, ...own.content }),
      asked: JSON.stringify([...filing.asked.map((one) => ({ page: "", step: filing.kind, path: one.label, ...one })), ...own.asked]),
      reason: filing.reason ?? "",
      filed_by: personOf(work.actor) ?? null,
      filed_at: work.now,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  const kept: FileRow[] = []
  for (const file of files) kept.push(await keepFile(work, it, { askedKey: `filing-${filing.kind}`, file, field: "files", known: kept, filingId: id }))
  await readBack(kept)
  await own.filed(id)
  await record(work, {
    action: "subsidies.procedure-filed",
    subject: { kind: "subsidy-application", id: it.id },
    detail: { filingId: id, kind: filing.kind, files: kept.map(({ name, sha256 }) => ({ name, sha256 })) },
    unitId: it.unitId,
  })
  return id
}

/** The paper that is waiting for the office. */
export async function openFiling(work: Work, applicationId: string, kind: FilingKind): Promise<Filing> {
  const found = (await listFilings(work, applicationId)).find((one) => one.kind === kind && one.state === "filed")
  if (!found) throw refusal("conflict", "subsidies.no-filing", "承認を待っている申請がありません。画面を開き直してください。")
  return found
}

export async function decideFiling(work: Work, id: string, state: "approved" | "refused", reason: string): Promise<void> {
  await work.db.updateTable("subsidy_filing").set({ state, decided_at: work.now, decided_reason: reason }).where("id", "=", id).execute()
}
