import type { Work } from "../../../kernel/database/index.ts"
import { asAsked } from "../../../kernel/forms/index.ts"
import { refusal } from "../../../kernel/http/index.ts"
import { type Application, type FilingKind, filingWords } from "../applications/application.ts"
import type { Asked } from "../applications/asked.ts"
import { listFiles, readBack } from "../applications/files.ts"
import { findOwnForm } from "./own-form.ts"

/** What the call's own form adds to a paper that is being filed. */
export interface TakenAnswers {
  asked: Asked[]
  content: { form?: { versionId: string; answers: Record<string, unknown> } }
  /** Files go with the paper and the draft is done; called with the paper's id, in the same transaction. */
  filed(filingId: string): Promise<void>
}

const nothing: TakenAnswers = { asked: [], content: {}, filed: async () => {} }

/**
 * The own form of a procedure, whole, as it goes into the paper: in the words and order asked, its files read back. Refuses the
 * paper while the form the call asks for is not complete.
 */
export async function takeAnswers(work: Work, it: Pick<Application, "id" | "callId">, kind: FilingKind): Promise<TakenAnswers> {
  const own = await findOwnForm(work, it, kind)
  if (!own || (!own.asked && !own.complete)) return nothing
  const { form, draft, versionId, pages } = own
  if (!draft || !own.complete) {
    const left = pages.filter(({ problems }) => problems.length > 0).map(({ title }) => `「${title}」`)
    throw refusal("invalid", "subsidies.own-form-incomplete", `${filingWords[kind]}には、様式「${form.title}」への記入が要ります。${draft && left.length > 0 ? `足りないところ：${left.join("")}。` : ""}申請の画面の「手続の様式」から記入してください。`)
  }
  const prefix = `procedure-${kind}-`
  const files = (await listFiles(work, it)).filter(({ askedKey, filingId }) => filingId === null && askedKey.startsWith(prefix))
  await readBack(files)
  return {
    asked: asAsked(form, draft.answers).map(({ pageKey, page, label, path, text }) => ({ page, step: `form-${pageKey}`, label, path: `form.${path}`, text })),
    content: { form: { versionId, answers: draft.answers } },
    async filed(filingId) {
      if (files.length > 0) await work.db.updateTable("subsidy_file").set({ filing_id: filingId }).where("id", "in", files.map(({ id }) => id)).execute()
      await work.db.deleteFrom("subsidy_procedure_draft").where("application_id", "=", it.id).where("kind", "=", kind).execute()
    },
  }
}
