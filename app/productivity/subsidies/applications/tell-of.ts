import type { RawBuilder } from "kysely"
import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { defineNotice, numberToCome, tell, telling } from "../../../kernel/notices/index.ts"
import { rememberForAll, workersOf } from "../../../kernel/people/index.ts"
import { paths } from "../paths.ts"
import type { Application } from "./application.ts"
import { applicantsOf } from "./read-application.ts"

interface Told {
  it: Pick<Application, "id" | "title" | "number">
  people: readonly string[]
  /** What happened: 「補正をお願いします」. */
  what: string
  /** On the page only: reasons and amounts do not travel by mail. */
  body?: string | undefined
}

const forApplicants = defineNotice<Told>({
  name: "subsidies.for-applicants",
  title: "補助金の申請に動きがあったとき（申請者）",
  to: (_, { people }) => people,
  subject: ({ it, what }) => `補助金の申請${it.number ? `（${it.number}）` : ""}：${what}`,
  body: ({ body }) => body ?? "",
  link: ({ it }) => paths.mine(it.id),
})

/** Proof for whoever pressed the button as well: a mail is what people look for afterwards. */
const received = defineNotice<Told>({ ...forApplicants, name: "subsidies.received", title: "補助金の申請を受け付けたとき（申請者）", receipt: true })

const forOffice = defineNotice<Told>({
  name: "subsidies.for-office",
  title: "担当する補助金の申請に動きがあったとき（職員）",
  to: (_, { people }) => people,
  subject: ({ it, what }) => `補助金の申請${it.number ? `（${it.number}）` : ""}：${what}`,
  body: ({ body }) => body ?? "",
  link: ({ it }) => paths.office(it.id),
})

/** Everybody on the applicant's side. `people`: who they are, when it was asked before. */
export async function tellApplicants(work: Work, it: Application, what: string, body?: string, people?: readonly string[]): Promise<void> {
  await tell(work, forApplicants, { it, what, body, people: people ?? (await applicantsOf(work, it)) })
}

/**
 * Both sides of a filing, in the words of the statement that gives it its number: everybody on the applicant's side, whoever filed it
 * among them, and the office.
 */
export function tellingFiled(
  work: Work,
  it: Pick<Application, "id" | "title">,
  number: RawBuilder<string>,
  { applicants, office }: Record<"applicants" | "office", Pick<Told, "people" | "body">>,
): Promise<(RawBuilder<string> | undefined)[]> {
  const filed = { id: it.id, title: it.title, number: numberToCome }
  return Promise.all([
    telling(work, received, { it: filed, what: "受け付けました", ...applicants }, { number }),
    telling(work, forOffice, { it: filed, what: "申請が提出されました", ...office }, { number }),
  ])
}

/** The clerk in charge; the whole section while nobody is. */
export async function tellOffice(work: Work, it: Application, what: string, body?: string, people?: readonly string[]): Promise<void> {
  await tell(work, forOffice, { it, what, body, people: people ?? (await officeOf(work, it)) })
}

export async function officeOf(work: Work, it: Pick<Application, "clerkId" | "unitId">): Promise<string[]> {
  if (it.clerkId) return [it.clerkId]
  const today = civilDateOf(work.now)
  return rememberForAll(work.actor, `subsidies.office:${it.unitId}:${today}`, async () => (await workersOf(work.db, it.unitId, today)).map(({ personId }) => personId))
}
