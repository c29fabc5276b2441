import { createHash, randomBytes } from "node:crypto"
import type { Db } from "../database/connect.ts"
import type { Values } from "./typed.ts"

export const UNSENT_COOKIE = "hagi_unsent"
/** How long typed text waits for its writer to sign in again. */
const KEPT_HOURS = 24

export interface Unsent {
  path: string
  typed: Values
}

/** Keeps what was typed for a person whose session is over. @returns the token for their browser. */
export async function keepUnsent(db: Db, personId: string, path: string, typed: Values): Promise<string> {
  const token = randomBytes(32).toString("base64url")
  await db
    .insertInto("http_unsent")
    .values({ token_hash: hash(token), person_id: personId, path, typed: JSON.stringify(typed) })
    .execute()
  return token
}

/** Given back to the person who typed it and to nobody else. */
export async function findUnsent(db: Db, token: string, personId: string, now: Date): Promise<Unsent | undefined> {
  return db
    .selectFrom("http_unsent")
    .select(["path", "typed"])
    .where("token_hash", "=", hash(token))
    .where("person_id", "=", personId)
    .where("at", ">", new Date(now.getTime() - KEPT_HOURS * 3_600_000))
    .executeTakeFirst()
}

export async function sweepUnsent(db: Db, now: Date): Promise<void> {
  const old = new Date(now.getTime() - KEPT_HOURS * 3_600_000)
  await db.deleteFrom("http_unsent").where("at", "<", old).execute()
  // A key older than a month belongs to a page nobody has open any more.
  await db.deleteFrom("http_submission").where("at", "<", new Date(now.getTime() - 31 * 24 * 3_600_000)).execute()
}

function hash(token: string): Buffer {
  return createHash("sha256").update(token).digest()
}
