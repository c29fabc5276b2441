import { civilDateOf, type Work } from "../../database/index.ts"
import { refusal } from "../../http/refusal.ts"
import { actorOfPerson } from "../identify.ts"
import { hashOf, newSecret } from "../secrets.ts"
import { record } from "../trace.ts"
import { sessionEnd } from "./session-limits.ts"

/** How somebody proved who they are. */
export type SignInMethod =
  | "oidc"
  | "gbizid"
  | "password"
  | "password+totp"
  | "password+passkey"
  | "password+recovery-code"
  | "passkey"
  | "mail-link"
  | "setup"
  | "demo"

export interface SignInFrom {
  userAgent: string
  address: string
  companyId?: string | undefined
  /** The session the browser held before: it ends, so that nobody goes on in a session they were handed. */
  replaces?: string | undefined
}

/** @returns the secret for the cookie; only its hash is stored. */
export async function startSession(work: Work, personId: string, method: SignInMethod, from: SignInFrom): Promise<string> {
  const actor = await actorOfPerson(work.db, personId, work.now)
  if (actor.kind !== "staff" && actor.kind !== "applicant") {
    throw refusal("forbidden", "people.no-post", "きょう有効な所属がないため、サインインできません。人事担当に確かめてください。")
  }
  if (from.replaces) {
    await work.db
      .updateTable("session")
      .set({ revoked_at: work.now })
      .where("token_hash", "=", hashOf(from.replaces))
      .where("revoked_at", "is", null)
      .execute()
  }
  const token = newSecret()
  await work.db
    .insertInto("session")
    .values({
      token_hash: hashOf(token),
      person_id: personId,
      company_id: actor.kind === "applicant" ? (from.companyId ?? (await onlyCompanyOf(work, personId))) : null,
      method,
      user_agent: from.userAgent.slice(0, 300),
      address: from.address,
      created_at: work.now,
      last_seen_at: work.now,
      expires_at: sessionEnd(actor.kind, work.now, work.now),
      revoked_at: null,
    })
    .execute()
  await record({ ...work, actor }, { action: "people.signed-in", subject: { kind: "person", id: personId }, detail: { method } })
  return token
}

/** Who belongs to one company acts for it from the start; with several they choose. */
async function onlyCompanyOf(work: Work, personId: string): Promise<string | null> {
  const rows = await work.db
    .selectFrom("company_member")
    .select("company_id")
    .distinct()
    .where("person_id", "=", personId)
    .where("valid_from", "<=", civilDateOf(work.now))
    .where((eb) => eb.or([eb("valid_until", "is", null), eb("valid_until", ">", civilDateOf(work.now))]))
    .limit(2)
    .execute()
  return rows.length === 1 ? rows[0]!.company_id : null
}

