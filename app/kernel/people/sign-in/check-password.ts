import type { Work } from "../../database/index.ts"
import { type Refusal, refusal } from "../../http/refusal.ts"
import { noteAttempt, tooManyAttempts } from "./attempts.ts"
import { passwordMatches } from "./passwords.ts"

export interface KnownPerson {
  id: string
  kind: "staff" | "applicant"
}

/**
 * The first step with a password. What is wrong is returned, not thrown, so that the try stays counted; an unknown
 * account and a wrong password get the same words after the same work.
 */
export async function checkPassword(
  work: Work,
  input: { who: "staff" | "applicant"; account: string; password: string; address: string },
): Promise<KnownPerson | Refusal> {
  const account = input.account.normalize("NFKC").trim()
  const attempt = { kind: `password-${input.who}`, account, address: input.address }
  const many = await tooManyAttempts(work, attempt)
  if (many) return many
  let query = work.db
    .selectFrom("person as p")
    .leftJoin("credential_password as c", "c.person_id", "p.id")
    .select(["p.id", "p.kind", "c.hash"])
    .where("p.kind", "=", input.who)
    .where("p.status", "=", "active")
  query = input.who === "staff" ? query.where("p.staff_number", "=", account) : query.where((eb) => eb(eb.fn("lower", ["p.mail"]), "=", account.toLowerCase()))
  const person = await query.executeTakeFirst()
  const right = await passwordMatches(person?.hash ?? undefined, input.password)
  if (!person || !right) {
    await noteAttempt(work, attempt, true, person?.id)
    const name = input.who === "staff" ? "職員番号" : "メールアドレス"
    return refusal("invalid", "people.wrong-password", `${name}かパスワードが違います。`, { field: "account" })
  }
  await noteAttempt(work, attempt, false)
  return { id: person.id, kind: person.kind }
}
