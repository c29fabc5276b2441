import { personOf } from "../../access/index.ts"
import type { Work } from "../../database/index.ts"
import { notFound, refusal } from "../../http/refusal.ts"
import { announceChange } from "../announce-change.ts"
import { hashOf } from "../secrets.ts"
import { record } from "../trace.ts"

export interface OwnSession {
  id: string
  method: string
  userAgent: string
  address: string
  startedAt: Date
  seenAt: Date
  expiresAt: Date
  current: boolean
}

/** The person's own live sessions, the one asking first. */
export async function listSessions(work: Work): Promise<OwnSession[]> {
  const self = mustBeSomebody(work)
  const rows = await work.db
    .selectFrom("session")
    .select(["id", "method", "user_agent", "address", "created_at", "last_seen_at", "expires_at"])
    .where("person_id", "=", self.id)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", work.now)
    .orderBy("last_seen_at", "desc")
    .limit(100)
    .execute()
  return rows
    .map((row) => ({
      id: row.id,
      method: row.method,
      userAgent: row.user_agent,
      address: row.address,
      startedAt: row.created_at,
      seenAt: row.last_seen_at,
      expiresAt: row.expires_at,
      current: row.id === self.sessionId,
    }))
    .sort((a, b) => Number(b.current) - Number(a.current))
}

/** Ends one of the person's own sessions; somebody else's is not there. */
export async function revokeSession(work: Work, sessionId: string): Promise<void> {
  const self = mustBeSomebody(work)
  const ended = await work.db
    .updateTable("session")
    .set({ revoked_at: work.now })
    .where("id", "=", sessionId)
    .where("person_id", "=", self.id)
    .where("revoked_at", "is", null)
    .returning("id")
    .execute()
  if (ended.length === 0) throw notFound("サインイン中の端末")
  await announceChange(work)
  await record(work, { action: "people.session-revoked", subject: { kind: "person", id: self.id }, detail: { sessions: [sessionId] } })
}

/** Ends all of the person's sessions but the one asking. @returns how many. */
export async function revokeOtherSessions(work: Work): Promise<number> {
  const self = mustBeSomebody(work)
  return endSessions(work, self.id, self.sessionId)
}

/** After a password was set anew or a person has left: nobody goes on in an old session. */
export async function endSessions(work: Work, personId: string, except?: string): Promise<number> {
  let query = work.db.updateTable("session").set({ revoked_at: work.now }).where("person_id", "=", personId).where("revoked_at", "is", null)
  if (except) query = query.where("id", "!=", except)
  const ended = await query.returning("id").execute()
  if (ended.length > 0) {
    const sessions = ended.map((row) => row.id)
    await announceChange(work)
    await record(work, { action: "people.session-revoked", subject: { kind: "person", id: personId }, detail: { sessions } })
  }
  return ended.length
}

/** Sign-out: ends the session this cookie stands for, if it is one. */
export async function signOut(work: Work, token: string | undefined): Promise<void> {
  if (!token || token.length > 100) return
  const ended = await work.db
    .updateTable("session")
    .set({ revoked_at: work.now })
    .where("token_hash", "=", hashOf(token))
    .where("revoked_at", "is", null)
    .returning("person_id")
    .executeTakeFirst()
  if (ended) await announceChange(work)
  if (ended) await record(work, { action: "people.signed-out", subject: { kind: "person", id: ended.person_id } })
}

function mustBeSomebody(work: Work): { id: string; sessionId: string } {
  const { actor } = work
  if (personOf(actor) && (actor.kind === "staff" || actor.kind === "applicant")) return { id: actor.id, sessionId: actor.sessionId }
  throw refusal("forbidden", "people.nobody", "サインインしてください。")
}
