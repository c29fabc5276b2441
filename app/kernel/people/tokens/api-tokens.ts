import { personOf } from "../../access/index.ts"
import type { Work } from "../../database/index.ts"
import { notFound, refusal, refuseIf } from "../../http/refusal.ts"
import { hashOf, newSecret } from "../secrets.ts"
import { record } from "../trace.ts"

export type TokenScope = "read" | "write"

export interface ApiToken {
  id: string
  name: string
  ending: string
  scopes: TokenScope[]
  createdAt: Date
  expiresAt: Date
  usedAt: Date | null
  revokedAt: Date | null
}

const MOST = 20
const LONGEST_DAYS = 366

/** The person's own tokens, the newest first; those over or revoked too. */
export async function listApiTokens(work: Work): Promise<ApiToken[]> {
  const rows = await work.db
    .selectFrom("api_token")
    .select(["id", "name", "ending", "scopes", "created_at", "expires_at", "last_used_at", "revoked_at"])
    .where("person_id", "=", own(work))
    .orderBy("id", "desc")
    .limit(100)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    ending: row.ending,
    scopes: row.scopes as TokenScope[],
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    usedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  }))
}

/** @returns the token itself: shown once, kept as its hash. It reads and writes as its owner could on that day. */
export async function createApiToken(
  work: Work,
  input: { name: string; expiresOn: string; scopes: readonly TokenScope[] },
): Promise<{ id: string; token: string }> {
  const personId = own(work)
  const expiresAt = new Date(`${input.expiresOn}T23:59:59+09:00`)
  refuseIf(expiryIsWrong(expiresAt, work.now))
  await mustBeInPerson(work)
  const { live } = await work.db
    .selectFrom("api_token")
    .select((eb) => eb.fn.countAll<number>().as("live"))
    .where("person_id", "=", personId)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", work.now)
    .executeTakeFirstOrThrow()
  if (live >= MOST) throw refusal("conflict", "people.tokens-many", `アクセストークンは${MOST}個までです。使っていないものを取り消してください。`)
  const token = `hagi_${newSecret()}`
  const { id } = await work.db
    .insertInto("api_token")
    .values({
      person_id: personId,
      name: input.name,
      token_hash: hashOf(token),
      ending: token.slice(-4),
      scopes: [...new Set(input.scopes)],
      created_at: work.now,
      expires_at: expiresAt,
      last_used_at: null,
      revoked_at: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  await record(work, {
    action: "people.token-created",
    subject: { kind: "person", id: personId },
    detail: { token: id, name: input.name, scopes: input.scopes, expiresOn: input.expiresOn },
  })
  return { id, token }
}

export async function revokeApiToken(work: Work, tokenId: string): Promise<void> {
  const personId = own(work)
  const ended = await work.db
    .updateTable("api_token")
    .set({ revoked_at: work.now })
    .where("id", "=", tokenId)
    .where("person_id", "=", personId)
    .where("revoked_at", "is", null)
    .returning("name")
    .executeTakeFirst()
  if (!ended) throw notFound("アクセストークン")
  await record(work, { action: "people.token-revoked", subject: { kind: "person", id: personId }, detail: { token: tokenId, name: ended.name } })
}

/** A token that made tokens would outlive its own end. */
async function mustBeInPerson({ db, actor }: Work): Promise<void> {
  const sessionId = actor.kind === "staff" || actor.kind === "applicant" ? actor.sessionId : ""
  const session = sessionId && (await db.selectFrom("session").select("id").where("id", "=", sessionId).executeTakeFirst())
  if (!session) throw refusal("forbidden", "people.token-by-token", "アクセストークンでは、アクセストークンをつくれません。サインインしてつくってください。")
}

function expiryIsWrong(expiresAt: Date, now: Date) {
  const say = (message: string) => refusal("invalid", "people.token-expiry", message, { field: "expiresOn" })
  if (Number.isNaN(expiresAt.getTime()) || expiresAt <= now) return say("有効期限はきょうから後の日にしてください。")
  if (expiresAt.getTime() - now.getTime() > LONGEST_DAYS * 86_400_000) return say("有効期限は1年以内にしてください。")
  return undefined
}

function own(work: Work): string {
  const personId = personOf(work.actor)
  if (!personId) throw refusal("forbidden", "people.nobody", "サインインしてください。")
  return personId
}
