import { sql } from "kysely"
import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import type { Problem } from "../../../kernel/http/index.ts"
import { readWithCall } from "../programmes/call-of-application.ts"
import type { Audience, Call } from "../programmes/programme.ts"
import type { Application } from "./application.ts"
import { type Asked, askedOf } from "./asked.ts"
import { type FileJson, type FileRow, filesAsJson, filesFrom } from "./files.ts"
import { applicantsAsJson } from "./read-application.ts"
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

/** What a sheet is made of beside the application itself, and who hears of it on the applicant's side. */
export interface SheetParts extends Pick<ApplicationSheet, "call" | "audience" | "files"> {
  applicants: string[]
}

/** One statement by the application's id alone, side by side with the application. Undefined: there is no such application. */
export async function sheetParts(work: Work, id: string): Promise<SheetParts | undefined> {
  const asked = sql<{ files: FileJson[]; applicants: string[] }>`json_build_object('files', ${filesAsJson}, 'applicants', ${applicantsAsJson(work)})`
  const found = await readWithCall(work, id, asked)
  if (!found) return undefined
  const { callFor, more } = found
  return { call: callFor.call, audience: callFor.audience, files: filesFrom(more.files), applicants: more.applicants }
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
