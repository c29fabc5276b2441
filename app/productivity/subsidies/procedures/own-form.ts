import { record } from "../../../kernel/audit/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { type Answers, type FormDefinition, type FormProblem, problemsOf, readOpenVersion, shownPages, type TypedValues } from "../../../kernel/forms/index.ts"
import { notFound, refusal } from "../../../kernel/http/index.ts"
import { type Application, type FilingKind, filingWords } from "../applications/application.ts"
import { mustApply } from "../applications/begin-application.ts"
import { lockApplication } from "../applications/read-application.ts"
import { readFormPage, type SentFile } from "../applications/save-form-page.ts"
import { chosenForms } from "./choose-forms.ts"
import { isProcedureKind, mayBegin } from "./procedure.ts"

export interface OwnFormDraft {
  versionId: string
  answers: Answers
  savedPages: string[]
  version: number
}

/** A procedure's own form as one application has it: on the version it was begun on, otherwise on the one the call has chosen. */
export interface OwnForm {
  kind: FilingKind
  versionId: string
  form: FormDefinition
  draft: OwnFormDraft | undefined
  pages: { key: string; title: string; saved: boolean; problems: FormProblem[] }[]
  complete: boolean
  /** The call asks for it; what was begun before the choice was taken back may be left. */
  asked: boolean
}

/** Of an application the asking person has been let to; undefined where the fixed page is all there is. */
export async function findOwnForm(work: Work, it: Pick<Application, "id" | "callId">, kind: FilingKind): Promise<OwnForm | undefined> {
  return (await listOwnForms(work, it)).find((one) => one.kind === kind)
}

export async function listOwnForms(work: Work, it: Pick<Application, "id" | "callId">): Promise<OwnForm[]> {
  const [chosen, rows] = await Promise.all([
    chosenForms(work, it.callId),
    work.db
      .selectFrom("subsidy_procedure_draft")
      .select(["kind", "form_version_id as versionId", "answers", "saved_pages as savedPages", "version"])
      .where("application_id", "=", it.id)
      .execute(),
  ])
  const drafts = new Map(rows.map(({ kind, ...draft }) => [kind, draft as OwnFormDraft]))
  const kinds = new Set([...(Object.keys(chosen) as FilingKind[]), ...drafts.keys()])
  return Promise.all(
    [...kinds].map(async (kind) => {
      const draft = drafts.get(kind)
      const versionId = draft?.versionId ?? chosen[kind]!
      const form = await readOpenVersion(work, versionId)
      const answers = draft?.answers ?? {}
      const problems = problemsOf(form, answers)
      const pages = shownPages(form, answers).map(({ key, title }) => ({
        key,
        title,
        saved: draft?.savedPages.includes(key) ?? false,
        problems: problems.filter(({ pageKey }) => pageKey === key),
      }))
      return { kind, versionId, form, draft, pages, complete: draft !== undefined && problems.length === 0, asked: chosen[kind] !== undefined }
    }),
  )
}

export async function getOwnForm(work: Work, it: Pick<Application, "id" | "callId">, kind: string): Promise<OwnForm> {
  const found = isProcedureKind(kind) ? await findOwnForm(work, it, kind) : undefined
  if (!found) throw notFound("手続の様式")
  return found
}

function mustBegin(it: Application, kind: FilingKind): void {
  if (!mayBegin(it, kind)) throw refusal("conflict", "subsidies.procedure-is-not-open", `いまは、${filingWords[kind]}を提出できる状態ではありません。`)
}

/**
 * Begins it on the version chosen now, which it keeps. A report that was sent back begins with what was answered before. A
 * second press finds it begun.
 */
export async function beginOwnForm(work: Work, id: string, kind: string): Promise<OwnForm> {
  const applicant = mustApply(work)
  const it = await lockApplication(work, id)
  const own = await getOwnForm(work, it, kind)
  mustBegin(it, own.kind)
  if (own.draft) return own
  const before = await answeredBefore(work, it, own.kind)
  const start = before ?? { versionId: own.versionId, answers: {} }
  await work.db
    .insertInto("subsidy_procedure_draft")
    .values({
      application_id: id,
      kind: own.kind,
      form_version_id: start.versionId,
      answers: JSON.stringify(start.answers),
      ...(before ? { saved_pages: own.form.pages.map(({ key }) => key) } : {}),
      begun_by: applicant.id,
      begun_at: work.now,
      updated_at: work.now,
    })
    .execute()
  await record(work, { action: "subsidies.procedure-form-begun", subject: { kind: "subsidy-application", id }, detail: { kind: own.kind, versionId: start.versionId }, unitId: it.unitId })
  return getOwnForm(work, it, own.kind)
}

/** 実績報告 in correction: what was answered with the report before, on its version. */
async function answeredBefore(work: Work, it: Application, kind: FilingKind): Promise<{ versionId: string; answers: Answers } | undefined> {
  if (kind !== "performance") return undefined
  const last = await work.db.selectFrom("subsidy_filing").select("content").where("application_id", "=", it.id).where("kind", "=", kind).orderBy("filed_at", "desc").executeTakeFirst()
  return (last?.content as { form?: { versionId: string; answers: Answers } } | undefined)?.form
}

/** One page, complete or not; of two colleagues who type at once the second is told. @returns the draft's new version. */
export async function saveOwnFormPage(work: Work, id: string, kind: string, pageKey: string, typed: TypedValues, files: Readonly<Record<string, readonly SentFile[]>>, expected?: number): Promise<number> {
  mustApply(work)
  const it = await lockApplication(work, id)
  const { form, draft, ...own } = await getOwnForm(work, it, kind)
  mustBegin(it, own.kind)
  if (!draft) throw refusal("conflict", "subsidies.procedure-form-not-begun", "先に、様式への記入をはじめてください。")
  const page = form.pages.find(({ key }) => key === pageKey)
  if (!page) throw notFound("ページ")
  if (expected !== undefined && expected !== draft.version) throw refusal("conflict", "subsidies.stale", "ほかの人が先に保存しました。開き直して、もう一度保存してください。")
  const answers = await readFormPage(work, it, { form, page, typed, files, before: draft.answers, askedKey: (field) => `procedure-${own.kind}-${field}`, drop: (fileId) => dropFile(work, it, fileId) })
  const version = draft.version + 1
  await work.db
    .updateTable("subsidy_procedure_draft")
    .set({ answers: JSON.stringify(answers), saved_pages: [...new Set([...draft.savedPages, pageKey])], version, updated_at: work.now })
    .where("application_id", "=", id)
    .where("kind", "=", own.kind)
    .execute()
  return version
}

/** Out of the draft; what went with a paper that was filed stays with it. */
async function dropFile(work: Work, it: Pick<Application, "id" | "unitId">, fileId: string): Promise<void> {
  const gone = await work.db.updateTable("subsidy_file").set({ removed_at: work.now }).where("id", "=", fileId).where("application_id", "=", it.id).where("filing_id", "is", null).returning(["name", "sha256"]).executeTakeFirst()
  if (gone) await record(work, { action: "subsidies.file-removed", subject: { kind: "subsidy-application", id: it.id }, detail: { ...gone }, unitId: it.unitId })
}
