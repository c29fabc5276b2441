import type { Work } from "../../../kernel/database/index.ts"
import { type Answers, asAsked, type FormDefinition, problemsOf, readOpenVersion, shownPages } from "../../../kernel/forms/index.ts"
import type { Problem } from "../../../kernel/http/index.ts"
import type { Application } from "./application.ts"
import type { Asked } from "./asked.ts"

/** The pages of the call's own form as this application has them: those shown, what is wrong on each, the questions asked. */
export interface FormPart {
  pages: { key: string; title: string; problems: Problem[] }[]
  asked: Asked[]
}

/** The form it was begun on, whatever versions have been opened since; none where the call has no form of its own. */
export async function formOf(work: Work, it: Pick<Application, "formVersionId">): Promise<FormDefinition | undefined> {
  return it.formVersionId ? readOpenVersion(work, it.formVersionId) : undefined
}

export async function formPartOf(work: Work, it: Application): Promise<FormPart> {
  const form = await formOf(work, it)
  if (!form) return { pages: [], asked: [] }
  const answers = it.answers as Answers
  const problems = problemsOf(form, answers)
  return {
    pages: shownPages(form, answers).map(({ key, title }) => ({
      key,
      title,
      problems: problems.filter(({ pageKey }) => pageKey === key).map(({ path, message }) => ({ field: path, message })),
    })),
    asked: asAsked(form, answers).map(({ pageKey, page, label, path, text }) => ({ page, step: `form-${pageKey}`, label, path: `form.${path}`, text })),
  }
}
