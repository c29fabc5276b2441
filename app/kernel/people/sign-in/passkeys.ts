import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server"
import type { Work } from "../../database/index.ts"
import { notFound, refusal } from "../../http/refusal.ts"
import { record } from "../trace.ts"
import type { KnownPerson } from "./check-password.ts"

export interface Passkey {
  id: string
  name: string
  createdAt: Date
  usedAt: Date | null
}

export async function listPasskeys(work: Work, personId: string): Promise<Passkey[]> {
  const rows = await work.db
    .selectFrom("credential_passkey")
    .select(["id", "name", "created_at", "last_used_at"])
    .where("person_id", "=", personId)
    .orderBy("created_at")
    .execute()
  return rows.map((row) => ({ id: row.id, name: row.name, createdAt: row.created_at, usedAt: row.last_used_at }))
}

const rpOf = (origin: string) => new URL(origin).hostname

/** What the browser is asked to make a passkey of; the challenge in it is to be held until the answer comes. */
export async function registrationOptions(work: Work, origin: string, person: { id: string; name: string; account: string }) {
  const { generateRegistrationOptions } = await import("@simplewebauthn/server")
  const known = await work.db.selectFrom("credential_passkey").select(["credential_id", "transports"]).where("person_id", "=", person.id).execute()
  return generateRegistrationOptions({
    rpName: "萩 Hagi",
    rpID: rpOf(origin),
    userID: new Uint8Array(Buffer.from(person.id)),
    userName: person.account,
    userDisplayName: person.name,
    attestationType: "none",
    excludeCredentials: known.map((one) => ({ id: one.credential_id, transports: one.transports as never })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  })
}

/** Stores a new passkey. @returns false when the answer is not one to our challenge. */
export async function addPasskey(work: Work, origin: string, personId: string, challenge: string, response: string, name: string): Promise<boolean> {
  const { verifyRegistrationResponse } = await import("@simplewebauthn/server")
  const answer = parsed<RegistrationResponseJSON>(response)
  if (!answer) return false
  const verified = await verifyRegistrationResponse({
    response: answer,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpOf(origin),
    requireUserVerification: true,
  }).catch(() => undefined)
  if (!verified?.verified || !verified.registrationInfo) return false
  const { credential } = verified.registrationInfo
  const added = await work.db
    .insertInto("credential_passkey")
    .values({
      person_id: personId,
      credential_id: credential.id,
      public_key: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: credential.transports ?? [],
      name: name || "パスキー",
      last_used_at: null,
    })
    .onConflict((on) => on.doNothing())
    .returning("id")
    .execute()
  if (added.length === 0) throw refusal("conflict", "people.passkey-known", "このパスキーはすでに登録されています。")
  await record(work, { action: "people.passkey-added", subject: { kind: "person", id: personId }, detail: { name } })
  return true
}

/** What the browser is asked to sign. With a person only their own passkeys; without, any the device holds for us. */
export async function authenticationOptions(work: Work, origin: string, personId?: string) {
  const { generateAuthenticationOptions } = await import("@simplewebauthn/server")
  const known = personId
    ? await work.db.selectFrom("credential_passkey").select(["credential_id", "transports"]).where("person_id", "=", personId).execute()
    : []
  return generateAuthenticationOptions({
    rpID: rpOf(origin),
    userVerification: "required",
    allowCredentials: known.map((one) => ({ id: one.credential_id, transports: one.transports as never })),
  })
}

/** Whose passkey signed the challenge; undefined when nobody's did. User verification makes it two factors in one. */
export async function personOfPasskey(work: Work, origin: string, challenge: string, response: string): Promise<KnownPerson | undefined> {
  const { verifyAuthenticationResponse } = await import("@simplewebauthn/server")
  const answer = parsed<AuthenticationResponseJSON>(response)
  if (!answer || typeof answer.id !== "string") return undefined
  const known = await work.db
    .selectFrom("credential_passkey as k")
    .innerJoin("person as p", "p.id", "k.person_id")
    .select(["k.id", "k.public_key", "k.counter", "k.credential_id", "p.id as personId", "p.kind"])
    .where("k.credential_id", "=", answer.id)
    .where("p.status", "=", "active")
    .forUpdate("k")
    .executeTakeFirst()
  if (!known) return undefined
  const verified = await verifyAuthenticationResponse({
    response: answer,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpOf(origin),
    requireUserVerification: true,
    credential: { id: known.credential_id, publicKey: new Uint8Array(known.public_key), counter: known.counter },
  }).catch(() => undefined)
  if (!verified?.verified) return undefined
  await work.db
    .updateTable("credential_passkey")
    .set({ counter: verified.authenticationInfo.newCounter, last_used_at: work.now })
    .where("id", "=", known.id)
    .execute()
  return { id: known.personId, kind: known.kind }
}

export async function removePasskey(work: Work, personId: string, passkeyId: string): Promise<void> {
  const gone = await work.db
    .deleteFrom("credential_passkey")
    .where("id", "=", passkeyId)
    .where("person_id", "=", personId)
    .returning("name")
    .executeTakeFirst()
  if (!gone) throw notFound("パスキー")
  await record(work, { action: "people.passkey-removed", subject: { kind: "person", id: personId }, detail: { name: gone.name } })
}

function parsed<T>(text: string): T | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return value && typeof value === "object" ? (value as T) : undefined
  } catch {
    return undefined
  }
}
