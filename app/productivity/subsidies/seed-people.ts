import type { ApplicantActor, StaffActor } from "../../kernel/access/index.ts"
import { approve, getApproval } from "../../kernel/approvals/index.ts"
import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import { actorOfPerson, findStaffByNumber, membersOf } from "../../kernel/people/index.ts"

export async function demoStaff(work: Work, number: string): Promise<StaffActor | undefined> {
  const person = await findStaffByNumber(work.db, number)
  return person && ((await actorOfPerson(work.db, person.id, work.now)) as StaffActor)
}

export async function demoApplicant(work: Work, mail: string): Promise<ApplicantActor | undefined> {
  const person = await work.db.selectFrom("person").select("id").where("mail", "=", mail).executeTakeFirst()
  if (!person) return undefined
  const actor = (await actorOfPerson(work.db, person.id, work.now)) as ApplicantActor
  const company = await work.db.selectFrom("company_member").select("company_id as id").where("person_id", "=", person.id).executeTakeFirst()
  return company ? { ...actor, companyId: company.id } : actor
}

/** Everybody on an approval's route in turn, as the delegation rules have it. */
export async function decideInTurn(work: Work, approvalId: string): Promise<void> {
  for (;;) {
    const { approval, steps } = await getApproval(work, approvalId)
    const step = steps.find((one) => one.state === "current")
    if (approval.status !== "in-progress" || !step) return
    const members = await membersOf(work.db, step.unitId, civilDateOf(work.now))
    const holder = await actorOfPerson(work.db, members.find((one) => one.rank === step.rank)!.personId, work.now)
    await approve({ ...work, actor: holder }, approvalId)
  }
}
