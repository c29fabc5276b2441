import { sql } from "kysely"
import { personOf } from "../../../kernel/access/index.ts"
import { record } from "../../../kernel/audit/index.ts"
import { addDays } from "../../../kernel/cases/index.ts"
import { type CivilDate, civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { isIdText, notFound, refusal } from "../../../kernel/http/index.ts"
import { isMailAddress, sendMail } from "../../../kernel/notices/index.ts"
import { registrationPath } from "../../../kernel/people/index.ts"
import { wareki } from "../../../kernel/ui/index.ts"
import { findCommittee, runsCall } from "./committee.ts"
import type { InvitationInput } from "./inputs.ts"
import { scoringPaths } from "./paths.ts"

/** Our own number: how long an invitation waits for its answer. */
const DAYS_TO_ANSWER = 14

export interface InvitationRow {
  id: string
  name: string
  affiliation: string
  mail: string
  untilOn: CivilDate
  expiresOn: CivilDate
  invitedAt: Date
  answer: "accepted" | "declined" | null
  revokedAt: Date | null
}

const columns = sql`i.id, i.name, i.affiliation, i.mail, to_char(i.until_on, 'YYYY-MM-DD') as "untilOn", to_char(i.expires_on, 'YYYY-MM-DD') as "expiresOn",
  i.invited_at as "invitedAt", i.answer, i.revoked_at as "revokedAt"`

export async function listInvitations(work: Work, callId: string): Promise<InvitationRow[]> {
  await runsCall(work, callId)
  const { rows } = await sql<InvitationRow>`select ${columns} from subsidy_invitation i where i.call_id = ${callId}::uuid order by i.invited_at desc limit 200`.execute(work.db)
  return rows
}

export interface Invited {
  id: string
  /** What the mail leads to: to be shown only where no mail is sent at all, in a demo. */
  path: string
}

/** A seat offered by mail to somebody outside; they take it signed in, and see nothing before. */
export async function inviteReviewer(work: Work, callId: string, input: InvitationInput, origin: string): Promise<Invited> {
  const { call, programme } = await runsCall(work, callId)
  const committee = await findCommittee(work, callId)
  if (!committee) throw refusal("conflict", "subsidies.no-committee", "先に採点の方法を決めてください。")
  if (committee.closedAt) throw refusal("conflict", "subsidies.scoring-closed", "審査会の採点は締め切られました。")
  const mail = input.mail.normalize("NFKC").trim()
  const today = civilDateOf(work.now)
  if (!isMailAddress(mail)) throw refusal("invalid", "subsidies.reviewer-mail", "メールアドレスの形が正しくありません（例 name@example.jp）。", { field: "mail" })
  if (input.untilOn < today) throw refusal("invalid", "subsidies.reviewer-term", "委嘱の末日は、今日以後の日にしてください。", { field: "untilOn" })
  const expiresOn = [addDays(today, DAYS_TO_ANSWER), input.untilOn].sort()[0]!
  const made = await work.db
    .insertInto("subsidy_invitation")
    .values({ call_id: callId, name: input.name, affiliation: input.affiliation, mail, until_on: input.untilOn, invited_by: personOf(work.actor) ?? null, invited_at: work.now, expires_on: expiresOn, answer: null, answered_by: null, answered_at: null, revoked_at: null })
    .onConflict((on) => on.doNothing())
    .returning("id")
    .executeTakeFirst()
  if (!made) throw refusal("conflict", "subsidies.reviewer-invited", "この宛先には、もう招待を送っています。送り直すときは、先の招待を取り消してください。", { field: "mail" })
  const invitation = origin + scoringPaths.invitation(made.id)
  const register = await registrationPath(work, { mail, returnTo: scoringPaths.invitation(made.id), days: DAYS_TO_ANSWER })
  const begin = register
    ? `はじめての方は、次のリンクからパスワードを決めて、お答えください。\n${origin}${register}\n\n登録を終えた後は、こちらから開けます。\n${invitation}`
    : `次の画面を、登録済みのこのメールアドレスでサインインして開き、お答えください。\n${invitation}`
  await sendMail(work, {
    to: mail,
    subject: "審査会の委員のお願い",
    text: `${input.name} 様\n\n「${call.title}」の審査会の委員をお願いします（${wareki(input.untilOn)}まで）。\n${wareki(expiresOn)}までにお答えください。\n\n${begin}\n\nお心当たりのないときは、このメールを捨ててください。何も起こりません。`,
    expiresAt: new Date(`${addDays(expiresOn, 1)}T00:00:00+09:00`),
  })
  await record(work, { action: "subsidies.reviewer-invited", subject: { kind: "subsidy-call", id: callId }, detail: { invitation: made.id, name: input.name, affiliation: input.affiliation, untilOn: input.untilOn }, unitId: programme.unitId })
  return { id: made.id, path: register ?? scoringPaths.invitation(made.id) }
}

export async function revokeInvitation(work: Work, callId: string, id: string): Promise<void> {
  const { programme } = await runsCall(work, callId)
  const revoked = isIdText(id)
    ? await work.db.updateTable("subsidy_invitation").set({ revoked_at: work.now }).where("id", "=", id).where("call_id", "=", callId).where("answer", "is", null).where("revoked_at", "is", null).returning("id").executeTakeFirst()
    : undefined
  if (!revoked) throw notFound("答えを待っている招待")
  await record(work, { action: "subsidies.invitation-revoked", subject: { kind: "subsidy-call", id: callId }, detail: { invitation: id }, unitId: programme.unitId })
}
