import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import type { Problem } from "../../../kernel/http/index.ts"
import type { Audience, Call } from "../programmes/programme.ts"
import type { Application } from "./application.ts"
import { type Asked, askedOf } from "./asked.ts"
import { callOf } from "./call-of.ts"
import { type FileRow, listFiles } from "./files.ts"
import { formPartOf } from "./form-of.ts"
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

/** The whole application as its applicant sees it: steps with everything that is still wrong, all at once. */
export async function sheetOf(work: Work, it: Application): Promise<ApplicationSheet> {
  const [call, programme, files, form] = await Promise.all([
    callOf(work, it),
    work.db
      .selectFrom("subsidy_programme as p")
      .innerJoin("subsidy_call as c", "c.programme_id", "p.id")
      .select("p.audience")
      .where("c.id", "=", it.callId)
      .executeTakeFirstOrThrow(),
    listFiles(work, it),
    formPartOf(work, it),
  ])
  const isCompany = programme.audience === "company" || Boolean(it.party.corporateNumber?.trim())
  const own = files.filter(({ filingId }) => filingId === null)
  const step = (key: string, title: string, problems: Problem[]): ApplicationStep => ({ key, title, saved: it.savedSteps.includes(key), problems })
  return {
    it,
    call,
    audience: programme.audience,
    files: own,
    steps: [
      step("party", "申請者", partyProblems(it, isCompany)),
      step("project", "補助事業の概要", projectProblems(it, civilDateOf(it.filedAt ?? work.now))),
      ...form.pages.map(({ key, title, problems }) => step(`form-${key}`, title, problems)),
      ...(call.categories.length > 0 ? [step("costs", "経費と申請額", costProblems(it, call))] : []),
      ...(call.attachments.length > 0 ? [{ ...step("files", "添付書類", fileProblems(call, own)), saved: own.length > 0 }] : []),
    ],
    asked: askedOf(it, call, own, form.asked),
  }
}
