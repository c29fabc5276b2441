import type { Work } from "../../database/index.ts"
import { refuseIf } from "../../http/refusal.ts"
import { passwordIsTooWeak } from "../rules/password-is-too-weak.ts"
import { record } from "../trace.ts"

// OWASP Password Storage: argon2id, 19 MiB, 2 passes, 1 lane. The package's own defaults are these.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

let nobodys: Promise<string> | undefined

/** Checks a password; without a hash it works as long on one that nobody has, so that time tells nothing. */
export async function passwordMatches(hash: string | undefined, password: string): Promise<boolean> {
  const { hash: make, verify } = await import("@node-rs/argon2")
  nobodys ??= make(crypto.randomUUID(), cost)
  const right = await verify(hash ?? (await nobodys), password)
  return hash !== undefined && right
}

/** Sets somebody's password after it was judged. Whoever calls has made sure that they may. */
export async function storePassword(work: Work, personId: string, password: string): Promise<void> {
  const person = await work.db.selectFrom("person").select(["staff_number", "mail"]).where("id", "=", personId).executeTakeFirstOrThrow()
  refuseIf(passwordIsTooWeak(password, [person.staff_number, person.mail]))
  const { hash: make } = await import("@node-rs/argon2")
  const hash = await make(password, cost)
  await work.db
    .insertInto("credential_password")
    .values({ person_id: personId, hash, changed_at: work.now })
    .onConflict((on) => on.column("person_id").doUpdateSet({ hash, changed_at: work.now }))
    .execute()
  await record(work, { action: "people.password-set", subject: { kind: "person", id: personId } })
}
