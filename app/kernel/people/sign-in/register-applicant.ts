import type { Work } from "../../database/index.ts"
import { refusal } from "../../http/refusal.ts"
import { record } from "../trace.ts"
import type { KnownPerson } from "./check-password.ts"
import { linkIsOver, useLink } from "./links.ts"
import { storePassword } from "./passwords.ts"

/** Somebody who got the mail is who can read it: with a name that makes an applicant. */
export async function registerApplicant(
  work: Work,
  token: string,
  input: { name: string; kana: string; password?: string | undefined },
): Promise<KnownPerson & { returnTo: string }> {
  const link = await useLink(work, token, ["register"])
  if (!link?.mail) throw linkIsOver()
  const made = await work.db
    .insertInto("person")
    .values({ kind: "applicant", name: input.name, kana: input.kana, mail: link.mail, staff_number: null })
    .onConflict((on) => on.doNothing())
    .returning("id")
    .executeTakeFirst()
  if (!made) throw refusal("conflict", "people.mail-known", "このメールアドレスはすでに登録されています。サインインしてください。")
  await record(work, { action: "people.applicant-registered", subject: { kind: "person", id: made.id } })
  if (input.password) await storePassword(work, made.id, input.password)
  return { id: made.id, kind: "applicant", returnTo: link.returnTo }
}
