import { sql } from "kysely"
import { record } from "../../../kernel/audit/index.ts"
import { type CivilDate, civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { isIdText, notFound, refusal } from "../../../kernel/http/index.ts"
import { tell } from "../../../kernel/notices/index.ts"
import { runsCall } from "./committee.ts"
import { applicationsAssigned } from "./notices.ts"

export interface OutsideReviewer {
  personId: string
  name: string
  mail: string
  affiliation: string
  untilOn: CivilDate
  corporateNumbers: string[]
  /** What is before the committee, and what of it this reviewer sees. */
  applications: { id: string; number: string; title: string; assigned: boolean; submitted: boolean; steppedBack: boolean }[]
  /** What they looked at, the newest first. */
  readings: { at: Date; number: string }[]
}

/** Somebody from outside on the section's own committee. */
export async function getOutsideReviewer(work: Work, callId: string, personId: string): Promise<OutsideReviewer> {
  await runsCall(work, callId)
  const me = isIdText(personId)
    ? (
        await sql<Omit<OutsideReviewer, "applications" | "readings">>`select r.person_id as "personId", p.name, coalesce(p.mail, '') as mail, r.affiliation, to_char(r.until_on, 'YYYY-MM-DD') as "untilOn", r.corporate_numbers as "corporateNumbers"
          from subsidy_reviewer r join person p on p.id = r.person_id where r.call_id = ${callId}::uuid and r.person_id = ${personId}::uuid and r.outside and r.ended_at is null`.execute(work.db)
      ).rows[0]
    : undefined
  if (!me) throw notFound("外部委員")
  const [applications, readings] = await Promise.all([
    sql<OutsideReviewer["applications"][number]>`select a.id, a.number, a.title, g.application_id is not null as assigned, s.submitted_at is not null as submitted, coalesce(s.stepped_back, '') <> '' as "steppedBack"
      from subsidy_application a left join subsidy_assignment g on g.application_id = a.id and g.person_id = ${personId}::uuid
      left join subsidy_sheet s on s.application_id = a.id and s.reviewer_id = ${personId}::uuid
      where a.call_id = ${callId}::uuid and (a.state = 'in-committee' or g.application_id is not null) order by a.number limit 2000`.execute(work.db),
    sql<{ at: Date; number: string }>`select e.at, coalesce(e.detail->>'number', '') as number from audit_event e join subsidy_application a on a.id::text = e.subject_id and a.call_id = ${callId}::uuid
      where e.actor_id = ${personId}::uuid and e.action = 'audit.read' and e.subject_kind = 'subsidy-application' order by e.at desc limit 50`.execute(work.db),
  ])
  return { ...me, applications: applications.rows, readings: readings.rows }
}

/** From now on they see these and no others; a sheet that was handed in stays. */
export async function assignApplications(work: Work, callId: string, personId: string, ids: readonly string[]): Promise<void> {
  const { programme } = await runsCall(work, callId)
  const it = await getOutsideReviewer(work, callId, personId)
  if (ids.some((id) => !it.applications.some((one) => one.id === id))) throw refusal("invalid", "subsidies.not-before-the-committee", "審査会に付議した申請から選んでください。", { field: "applications" })
  const fresh = ids.filter((id) => !it.applications.some((one) => one.id === id && one.assigned))
  await sql`delete from subsidy_assignment where call_id = ${callId}::uuid and person_id = ${personId}::uuid and application_id <> all(${[...ids]}::uuid[])`.execute(work.db)
  await sql`insert into subsidy_assignment (call_id, person_id, application_id, assigned_at)
    select ${callId}::uuid, ${personId}::uuid, id, ${work.now} from unnest(${fresh}::uuid[]) id on conflict do nothing`.execute(work.db)
  await record(work, { action: "subsidies.reviews-assigned", subject: { kind: "subsidy-call", id: callId }, detail: { person: personId, applications: [...ids] }, unitId: programme.unitId })
  if (fresh.length > 0) await tell(work, applicationsAssigned, { personId, count: fresh.length })
}

export async function changeTerm(work: Work, callId: string, personId: string, untilOn: CivilDate): Promise<void> {
  const { programme } = await runsCall(work, callId)
  const before = await getOutsideReviewer(work, callId, personId)
  if (untilOn < civilDateOf(work.now)) throw refusal("invalid", "subsidies.reviewer-term", "委嘱の末日は、今日以後の日にしてください。すぐに終わらせるときは「外す」を使います。", { field: "untilOn" })
  await work.db.updateTable("subsidy_reviewer").set({ until_on: untilOn }).where("call_id", "=", callId).where("person_id", "=", personId).execute()
  await record(work, { action: "subsidies.reviewer-term-changed", subject: { kind: "subsidy-call", id: callId }, detail: { person: personId, before: before.untilOn, after: untilOn }, unitId: programme.unitId })
}
