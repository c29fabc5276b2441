import { createHash, randomInt } from "node:crypto"
import type { Work } from "../../database/index.ts"
import { record } from "../trace.ts"

// Without letters that are taken for others.
const LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
const COUNT = 10

/** Makes ten new codes, ends the old ones. Shown once; only hashes stay (60 bits each: nobody guesses one). */
export async function renewRecoveryCodes(work: Work, personId: string): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, () => {
    const letters = Array.from({ length: 12 }, () => LETTERS[randomInt(LETTERS.length)]).join("")
    return letters.replace(/(.{4})(?=.)/g, "$1-")
  })
  await work.db.deleteFrom("recovery_code").where("person_id", "=", personId).execute()
  await work.db
    .insertInto("recovery_code")
    .values(codes.map((code) => ({ person_id: personId, code_hash: hash(personId, code), used_at: null })))
    .execute()
  await record(work, { action: "people.recovery-codes-renewed", subject: { kind: "person", id: personId } })
  return codes
}

/** True once per code. */
export async function useRecoveryCode(work: Work, personId: string, code: string): Promise<boolean> {
  const used = await work.db
    .updateTable("recovery_code")
    .set({ used_at: work.now })
    .where("person_id", "=", personId)
    .where("code_hash", "=", hash(personId, code))
    .where("used_at", "is", null)
    .returning("person_id")
    .execute()
  if (used.length !== 1) return false
  await record(work, { action: "people.recovery-code-used", subject: { kind: "person", id: personId } })
  return true
}

export async function countRecoveryCodes(work: Work, personId: string): Promise<number> {
  const { left } = await work.db
    .selectFrom("recovery_code")
    .select((eb) => eb.fn.countAll<number>().as("left"))
    .where("person_id", "=", personId)
    .where("used_at", "is", null)
    .executeTakeFirstOrThrow()
  return left
}

function hash(personId: string, code: string): Buffer {
  const plain = code.normalize("NFKC").toLowerCase().replace(/[^0-9a-z]/g, "")
  return createHash("sha256").update(`${personId}\n${plain}`).digest()
}
