import type { Work } from "../../../kernel/database/index.ts"
import type { Problem } from "../../../kernel/http/index.ts"
import type { Application } from "./application.ts"
import type { Asked } from "./asked.ts"

/** The pages of the call's own form as this application has them: those shown, what is wrong on each, the questions asked. */
export interface FormPart {
  pages: { key: string; title: string; problems: Problem[] }[]
  asked: Asked[]
}

export async function formPartOf(_work: Work, _it: Application): Promise<FormPart> {
  return { pages: [], asked: [] }
}
