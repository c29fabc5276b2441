import { sql } from "kysely"
import type { ApplicantActor } from "../../../kernel/access/index.ts"
import { record } from "../../../kernel/audit/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { notFound, refusal, refuseIf } from "../../../kernel/http/index.ts"
import { findCompany, getPerson } from "../../../kernel/people/index.ts"
import { checkEligibility } from "../finder/check-eligibility.ts"
import { readCall } from "../programmes/calls.ts"
import { applicationWindowIsClosed } from "../rules/application-window-is-closed.ts"
import type { Party } from "./application.ts"

export function mustApply(work: Work): ApplicantActor {
  const { actor } = work
  if (actor.kind !== "applicant") throw refusal("forbidden", "subsidies.applicants-only", "申請は、申請者としてサインインして行います。")
  return actor
}

/**
 * A draft of an open call, on the form that is in use now; it will be finished on that one. Whoever already has a draft
 * of the call goes on with it. Eligibility is answered before anything is typed. @returns the draft's id.
 */
export async function beginApplication(work: Work, callId: string, answers: Readonly<Record<string, string>>): Promise<string> {
  const applicant = mustApply(work)
  const call = await readCall(work, callId)
  if (!call || call.state === "draft") throw notFound("公募")
  if (call.state === "withdrawn") throw refusal("conflict", "subsidies.call-withdrawn", "この公募は取りやめになりました。")
  refuseIf(applicationWindowIsClosed({ opensAt: call.opensAt!, closesAt: call.closesAt! }, work.now))
  const { open, against } = checkEligibility(call.eligibility, answers)
  if (open.length > 0) throw refusal("invalid", "subsidies.eligibility-open", `「${open[0]!.question}」に答えてください。`, { field: `answers.${open[0]!.key}` })
  if (against.length > 0) {
    const { key, question, answer } = against[0]!
    throw refusal("invalid", "subsidies.not-eligible", `「${question}」が「${answer === "yes" ? "はい" : "いいえ"}」であることが条件です。`, { field: `answers.${key}` })
  }
  // Two windows of one person: the second finds the first's draft.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`subsidies.begin ${callId} ${applicant.id}`}, 0))`.execute(work.db)
  const draft = await work.db
    .selectFrom("subsidy_application")
    .select("id")
    .where("call_id", "=", callId)
    .where("owner_id", "=", applicant.id)
    .where("state", "=", "draft")
    .executeTakeFirst()
  if (draft) return draft.id
  const [programme, procedure] = await Promise.all([
    work.db.selectFrom("subsidy_programme").select(["unit_id", "title"]).where("id", "=", call.programmeId).executeTakeFirstOrThrow(),
    work.db.selectFrom("subsidy_procedure").select("form_version_id").where("call_id", "=", callId).where("kind", "=", "application").executeTakeFirst(),
  ])
  const { id } = await work.db
    .insertInto("subsidy_application")
    .values({
      call_id: callId,
      unit_id: programme.unit_id,
      owner_id: applicant.id,
      company_id: applicant.companyId ?? null,
      form_version_id: procedure?.form_version_id ?? null,
      eligibility: JSON.stringify(Object.fromEntries(call.eligibility.map(({ key }) => [key, answers[key] ?? ""]))),
      party: JSON.stringify(await knownParty(work, applicant)),
      created_at: work.now,
      updated_at: work.now,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  await record(work, { action: "subsidies.begun", subject: { kind: "subsidy-application", id }, detail: { callId, title: call.title } })
  return id
}

/** What the house already knows is not asked again; the applicant looks it over. */
async function knownParty(work: Work, applicant: ApplicantActor): Promise<Partial<Party>> {
  const [person, company] = await Promise.all([getPerson(work.db, applicant.id), applicant.companyId ? findCompany(work.db, applicant.companyId) : undefined])
  const email = person.mail ?? ""
  if (!company) return { name: person.name, representative: "", email }
  return { kind: "company", name: company.name, kana: company.kana, corporateNumber: company.corporateNumber, address: company.address, email }
}
