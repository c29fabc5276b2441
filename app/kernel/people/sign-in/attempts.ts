import { createHash } from "node:crypto"
import { sql } from "kysely"
import type { Work } from "../../database/index.ts"
import { type Refusal, refusal } from "../../http/refusal.ts"
import { record } from "../trace.ts"

const MINUTES = 15
/** Failures since the last success, per account. */
const PER_ACCOUNT = 5
/** A whole office may stand behind one address. */
const PER_ADDRESS = 100

export interface Attempt {
  /** password, second-factor, passkey, mail */
  kind: string
  /** What was typed, or the person's id. */
  account: string
  address: string
}

/**
 * A try must ask first. One try per account at a time: the lock ends with the transaction, so ten tries sent at once
 * count as ten. Returned, not thrown: what was counted must not be undone.
 */
export async function tooManyAttempts(work: Work, attempt: Attempt): Promise<Refusal | undefined> {
  const hash = accountHash(attempt)
  const { rows: locks } = await sql<{ free: boolean }>`select pg_try_advisory_xact_lock(${hash.readBigInt64BE(0).toString()}::bigint) as free`.execute(work.db)
  if (!locks[0]!.free) {
    return refusal("conflict", "people.sign-in-busy", "同じ人のサインインを処理しています。少し待ってからもう一度お試しください。")
  }
  const since = new Date(work.now.getTime() - MINUTES * 60_000)
  const { rows } = await sql<{ account: Date | null; address: Date | null }>`select
    (select at from sign_in_attempt a where account_hash = ${hash} and failed and at > ${since}
      and at > coalesce((select max(at) from sign_in_attempt s where s.account_hash = ${hash} and not s.failed), '-infinity')
      order by at desc offset ${PER_ACCOUNT - 1} limit 1) as account,
    (select at from sign_in_attempt where address = ${attempt.address} and address <> '' and failed and at > ${since}
      order by at desc offset ${PER_ADDRESS - 1} limit 1) as address`.execute(work.db)
  const oldest = rows[0]!.account ?? rows[0]!.address
  if (!oldest) return undefined
  const again = new Date(oldest.getTime() + MINUTES * 60_000)
  const clock = new Date(again.getTime() + 9 * 3_600_000 + 59_999).toISOString().slice(11, 16)
  const why = attempt.kind === "mail" ? "短い間に何度も求められたため、いまはリンクを送れません。" : "失敗が続いたため、いまはサインインできません。"
  return refusal("invalid", "people.too-many-attempts", `${why}${clock}以降にもう一度お試しください。`)
}

export async function noteAttempt(work: Work, attempt: Attempt, failed: boolean, personId?: string): Promise<void> {
  const hash = accountHash(attempt)
  await work.db
    .insertInto("sign_in_attempt")
    .values({ kind: attempt.kind, account_hash: hash, address: attempt.address, failed, at: work.now })
    .execute()
  if (!failed) return
  // Of an unknown account only the hash is kept: people type passwords into the wrong field.
  const subject = personId ? { kind: "person", id: personId } : { kind: "account", id: hash.toString("hex").slice(0, 32) }
  const action = attempt.kind === "mail" ? "people.link-asked" : "people.sign-in-failed"
  await record(work, { action, subject, detail: { way: attempt.kind, address: attempt.address } })
}

function accountHash({ kind, account }: Attempt): Buffer {
  return createHash("sha256").update(`${kind}\n${account.normalize("NFKC").trim().toLowerCase()}`).digest()
}

/** Forgets tries, ways and links that are over. */
export async function sweepSignIn(work: Work): Promise<void> {
  const day = new Date(work.now.getTime() - 24 * 3_600_000)
  await work.db.deleteFrom("sign_in_attempt").where("at", "<", day).execute()
  await work.db.deleteFrom("sign_in_flow").where("expires_at", "<", work.now).execute()
  await work.db.deleteFrom("sign_in_link").where("expires_at", "<", day).execute()
  const quarter = new Date(work.now.getTime() - 90 * 24 * 3_600_000)
  await work.db.deleteFrom("session").where("expires_at", "<", quarter).execute()
}
