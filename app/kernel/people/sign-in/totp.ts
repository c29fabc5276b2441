import { sql } from "kysely"
import type { Work } from "../../database/index.ts"
import { record } from "../trace.ts"

const STEP_SECONDS = 30

export async function newTotpSecret(): Promise<string> {
  const { Secret } = await import("otpauth")
  return new Secret({ size: 20 }).base32
}

async function totpOf(secret: string, label: string) {
  const { TOTP, Secret } = await import("otpauth")
  return new TOTP({ issuer: "萩 Hagi", label, algorithm: "SHA1", digits: 6, period: STEP_SECONDS, secret: Secret.fromBase32(secret) })
}

export async function totpUri(secret: string, label: string): Promise<string> {
  return (await totpOf(secret, label)).toString()
}

/** As an SVG to stand in the page: nothing is fetched, nothing is stored. */
export async function qrCode(text: string): Promise<string> {
  const { toString } = await import("qrcode")
  return toString(text, { type: "svg", margin: 2, width: 220, errorCorrectionLevel: "M" })
}

/** The time step a code belongs to, one step of clock difference allowed; undefined when it is none. */
export async function stepOfCode(secret: string, code: string, now: Date): Promise<number | undefined> {
  const digits = code.normalize("NFKC").replace(/\s/g, "")
  if (!/^\d{6}$/.test(digits)) return undefined
  const off = (await totpOf(secret, "")).validate({ token: digits, timestamp: now.getTime(), window: 1 })
  return off === null ? undefined : Math.floor(now.getTime() / 1000 / STEP_SECONDS) + off
}

/** True once per code: its time step must be newer than any used before (RFC 6238 §5.2). */
export async function useTotpCode(work: Work, personId: string, code: string): Promise<boolean> {
  const known = await work.db.selectFrom("credential_totp").select("secret").where("person_id", "=", personId).executeTakeFirst()
  if (!known) return false
  const step = await stepOfCode(known.secret, code, work.now)
  if (step === undefined) return false
  const used = await work.db
    .updateTable("credential_totp")
    .set({ last_step: step })
    .where("person_id", "=", personId)
    .where("last_step", "<", step)
    .returning("person_id")
    .execute()
  return used.length === 1
}

/** Sets an authenticator app once a first code has proved that it works. @returns false when the code is wrong. */
export async function confirmTotp(work: Work, personId: string, secret: string, code: string): Promise<boolean> {
  const step = await stepOfCode(secret, code, work.now)
  if (step === undefined) return false
  await work.db
    .insertInto("credential_totp")
    .values({ person_id: personId, secret, last_step: step, confirmed_at: work.now })
    .onConflict((on) => on.column("person_id").doUpdateSet({ secret, last_step: step, confirmed_at: work.now }))
    .execute()
  await record(work, { action: "people.totp-set", subject: { kind: "person", id: personId } })
  return true
}

export async function removeTotp(work: Work, personId: string): Promise<void> {
  const gone = await work.db.deleteFrom("credential_totp").where("person_id", "=", personId).returning(sql`1`.as("one")).execute()
  if (gone.length > 0) await record(work, { action: "people.totp-removed", subject: { kind: "person", id: personId } })
}
