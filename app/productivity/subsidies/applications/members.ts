import { sql } from "kysely"
import { record } from "../../../kernel/audit/index.ts"
import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { type NewDocument, storeDocument } from "../../../kernel/documents/index.ts"
import { isIdText, notFound, refusal } from "../../../kernel/http/index.ts"
import type { Application } from "./application.ts"
import { mustApply } from "./begin-application.ts"
import type { MemberInput } from "./inputs.ts"
import { getApplication, lockApplication } from "./read-application.ts"

export interface Member {
  id: string
  name: string
  email: string
  role: "colleague" | "agent"
  scope: string
  until: string | null
  documentId: string | null
  known: boolean
  addedAt: Date
}

export async function listMembers(work: Work, id: string): Promise<Member[]> {
  await getApplication(work, id)
  return work.db
    .selectFrom("subsidy_member")
    .select((e) => ["id", "name", "email", "role", "scope", "until", "document_id as documentId", "added_at as addedAt", e("person_id", "is not", null).as("known")])
    .where("application_id", "=", id)
    .where("ended_at", "is", null)
    .orderBy("added_at")
    .$castTo<Member>()
    .execute()
}

/** Only the owner, or who acts for the company, lets others in and out: an agent cannot name further agents. */
function mustBePrincipal(work: Work, it: Application): void {
  const applicant = mustApply(work)
  if (it.ownerId === applicant.id || (it.companyId !== null && it.companyId === applicant.companyId)) return
  throw refusal("forbidden", "subsidies.not-the-principal", "いっしょに申請する人を変えられるのは、申請した本人だけです。")
}

/**
 * Lets a named colleague work on it, or an agent (代理申請) with the delegation as it was given: its scope, its last day and
 * the signed paper. By mail address: whoever signs in with it finds the application under their own.
 */
export async function addMember(work: Work, id: string, input: MemberInput, paper?: Pick<NewDocument, "name" | "bytes">): Promise<void> {
  const it = await lockApplication(work, id)
  mustBePrincipal(work, it)
  const email = input.email.toLowerCase()
  if (input.role === "agent") {
    if (!input.scope.trim()) throw refusal("invalid", "subsidies.delegation-scope", "委任する範囲を入力してください。", { field: "scope" })
    if (!input.until) throw refusal("invalid", "subsidies.delegation-until", "委任の期限を入力してください。", { field: "until" })
    if (input.until < civilDateOf(work.now)) throw refusal("invalid", "subsidies.delegation-over", "委任の期限は、今日以後の日にしてください。", { field: "until" })
    if (!paper) throw refusal("invalid", "subsidies.delegation-paper", "委任状の写しを添付してください。", { field: "paper" })
  }
  const person = await work.db.selectFrom("person").select("id").where("kind", "=", "applicant").where(sql`lower(mail)`, "=", email).executeTakeFirst()
  if (person?.id === it.ownerId) throw refusal("invalid", "subsidies.member-is-owner", "申請した本人のメールアドレスです。", { field: "email" })
  const known = await work.db.selectFrom("subsidy_member").select("id").where("application_id", "=", id).where("ended_at", "is", null).where(sql`lower(email)`, "=", email).executeTakeFirst()
  if (known) throw refusal("invalid", "subsidies.member-known", "この方は、もう登録されています。", { field: "email" })
  const document = paper ? await storeDocument(work, { ...paper, subject: { kind: "subsidy-application", id }, field: "paper" }) : undefined
  await work.db
    .insertInto("subsidy_member")
    .values({
      application_id: id,
      email,
      person_id: person?.id ?? null,
      name: input.name,
      role: input.role,
      scope: input.role === "agent" ? input.scope : "",
      until: input.role === "agent" ? input.until! : null,
      document_id: document?.id ?? null,
      added_by: mustApply(work).id,
      added_at: work.now,
    })
    .execute()
  await record(work, { action: "subsidies.member-added", subject: { kind: "subsidy-application", id }, detail: { role: input.role, until: input.until ?? null }, unitId: it.unitId })
}

export async function endMember(work: Work, id: string, memberId: string): Promise<void> {
  const it = await lockApplication(work, id)
  mustBePrincipal(work, it)
  const ended = isIdText(memberId)
    ? await work.db
        .updateTable("subsidy_member")
        .set({ ended_at: work.now })
        .where("id", "=", memberId)
        .where("application_id", "=", id)
        .where("ended_at", "is", null)
        .returning("role")
        .executeTakeFirst()
    : undefined
  if (!ended) throw notFound("いっしょに申請する人")
  await record(work, { action: "subsidies.member-ended", subject: { kind: "subsidy-application", id }, detail: { role: ended.role }, unitId: it.unitId })
}

/** Those named by an address that is now theirs: asked when an applicant opens their list. */
export async function claimInvitations(work: Work): Promise<void> {
  if (work.actor.kind !== "applicant") return
  await sql`update subsidy_member m set person_id = p.id from person p
    where p.id = ${work.actor.id}::uuid and m.person_id is null and m.ended_at is null and lower(m.email) = lower(p.mail)`.execute(work.db)
}
