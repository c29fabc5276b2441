import { sql } from "kysely"
import { record } from "../../../kernel/audit/index.ts"
import { type CivilDate, civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { isIdText, notFound, refusal } from "../../../kernel/http/index.ts"
import { tell } from "../../../kernel/notices/index.ts"
import { companiesOf, workersOf } from "../../../kernel/people/index.ts"
import { numbersOf } from "./committee.ts"
import { invitationAnswered } from "./notices.ts"

export interface OwnInvitation {
  id: string
  callId: string
  callTitle: string
  unitId: string
  unitName: string
  name: string
  affiliation: string
  untilOn: CivilDate
  expiresOn: CivilDate
  invitedBy: string | null
}

/** An invitation to the asking person's own address, while it waits; to everybody else as if there were none. */
export async function getOwnInvitation(work: Work, id: string): Promise<OwnInvitation> {
  if (work.actor.kind !== "applicant" || !isIdText(id)) throw notFound("招待")
  const today = civilDateOf(work.now)
  const { rows } = await sql<OwnInvitation>`select i.id, i.call_id as "callId", c.title as "callTitle", p.unit_id as "unitId", coalesce(u.name, '') as "unitName", i.name, i.affiliation,
      to_char(i.until_on, 'YYYY-MM-DD') as "untilOn", to_char(i.expires_on, 'YYYY-MM-DD') as "expiresOn", i.invited_by as "invitedBy"
    from subsidy_invitation i join subsidy_call c on c.id = i.call_id join subsidy_programme p on p.id = c.programme_id
    left join unit_period u on u.unit_id = p.unit_id and u.valid_from <= ${today}::date and (u.valid_until is null or u.valid_until > ${today}::date)
    join person me on me.id = ${work.actor.id}::uuid and lower(me.mail) = lower(i.mail)
    where i.id = ${id}::uuid and i.answer is null and i.revoked_at is null and i.expires_on >= ${today}::date`.execute(work.db)
  const [found] = rows
  if (!found) throw notFound("答えを待っている招待")
  return found
}

/** The seat is taken, with what they say of their own interests; what they score comes by assignment. */
export async function acceptInvitation(work: Work, id: string, input: { corporateNumbers: string }): Promise<void> {
  const it = await answer(work, id, "accepted")
  const me = work.actor as { id: string }
  const companies = await companiesOf(work, me.id)
  const corporateNumbers = [...new Set([...numbersOf(input.corporateNumbers), ...companies.map(({ corporateNumber }) => corporateNumber)])]
  const row = { corporate_numbers: corporateNumbers, ended_at: null, outside: true, affiliation: it.affiliation, until_on: it.untilOn }
  await work.db
    .insertInto("subsidy_reviewer")
    .values({ call_id: it.callId, person_id: me.id, added_at: work.now, ...row })
    .onConflict((on) => on.columns(["call_id", "person_id"]).doUpdateSet(row))
    .execute()
  await finish(work, it, true, { corporateNumbers })
}

export async function declineInvitation(work: Work, id: string): Promise<void> {
  await finish(work, await answer(work, id, "declined"), false, {})
}

async function answer(work: Work, id: string, said: "accepted" | "declined"): Promise<OwnInvitation> {
  const it = await getOwnInvitation(work, id)
  const closed = await work.db.selectFrom("subsidy_committee").select("closed_at").where("call_id", "=", it.callId).executeTakeFirst()
  if (said === "accepted" && closed?.closed_at) throw refusal("conflict", "subsidies.scoring-closed", "審査会の採点は締め切られました。")
  const { rows } = await sql`update subsidy_invitation set answer = ${said}, answered_by = ${(work.actor as { id: string }).id}::uuid, answered_at = ${work.now}
    where id = ${id}::uuid and answer is null and revoked_at is null returning id`.execute(work.db)
  if (rows.length === 0) throw notFound("答えを待っている招待")
  return it
}

async function finish(work: Work, it: OwnInvitation, accepted: boolean, detail: Record<string, unknown>): Promise<void> {
  await record(work, { action: accepted ? "subsidies.invitation-accepted" : "subsidies.invitation-declined", subject: { kind: "subsidy-call", id: it.callId }, detail: { invitation: it.id, ...detail }, unitId: it.unitId })
  const people = it.invitedBy ? [it.invitedBy] : (await workersOf(work.db, it.unitId, civilDateOf(work.now))).map(({ personId }) => personId)
  await tell(work, invitationAnswered, { callId: it.callId, name: it.name, accepted, people })
}
