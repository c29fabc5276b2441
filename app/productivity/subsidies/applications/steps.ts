import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import type { Problem } from "../../../kernel/http/index.ts"
import { readCallOfApplication } from "../programmes/calls.ts"
import type { Audience, Call } from "../programmes/programme.ts"
import type { Application } from "./application.ts"
import { type Asked, askedOf } from "./asked.ts"
import { type FileRow, listFiles } from "./files.ts"
import { formPartOf } from "./form-of.ts"
import { partyKindOf } from "../rules/party-kind.ts"
import { costProblems, fileProblems, partyProblems, projectProblems } from "./step-problems.ts"

/** One page of the application, in the order they are asked. */
export interface ApplicationStep {
  key: string
  title: string
  saved: boolean
  problems: Problem[]
}

export interface ApplicationSheet {
  it: Application
  call: Call
  audience: Audience
  files: FileRow[]
  steps: ApplicationStep[]
  asked: Asked[]
}

/** What a sheet is made of beside the application itself. */
export type SheetParts = Pick<ApplicationSheet, "call" | "audience" | "files">

/** To be asked by the application's id alone, side by side with the application. Undefined: there is no such application. */
export async function sheetParts(work: Work, id: string): Promise<SheetParts | undefined> {
  const [found, files] = await Promise.all([readCallOfApplication(work, id), listFiles(work, { id })])
  return found && { ...found, files }
}

/** The whole application as its applicant sees it: steps with everything that is still wrong, all at once. */
export async function sheetOf(work: Work, it: Application, known?: SheetParts): Promise<ApplicationSheet> {
  const [parts, form] = await Promise.all([known ?? sheetParts(work, it.id), formPartOf(work, it)])
  if (!parts) throw new Error(`the call of an application is gone: ${it.callId}`)
  const { call, audience, files } = parts
  const kind = partyKindOf(it) ?? (audience === "resident" ? "person" : undefined)
  const own = files.filter(({ filingId }) => filingId === null)
  const step = (key: string, title: string, problems: Problem[]): ApplicationStep => ({ key, title, saved: it.savedSteps.includes(key), problems })
  return {
    it,
    call,
    audience,
    files: own,
    steps: [
      step("party", "申請者", partyProblems(it, kind)),
      step("project", "補助事業の概要", projectProblems(it, civilDateOf(it.filedAt ?? work.now))),
      ...form.pages.map(({ key, title, problems }) => step(`form-${key}`, title, problems)),
      ...(call.categories.length > 0 ? [step("costs", "経費と申請額", costProblems(it, call))] : []),
      ...(call.attachments.length > 0 ? [{ ...step("files", "添付書類", fileProblems(call, own)), saved: own.length > 0 }] : []),
    ],
    asked: askedOf(it, call, own, form.asked),
  }
}
