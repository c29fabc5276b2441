import type { Work } from "../../database/index.ts"
import { paths } from "../paths.ts"
import { newLink } from "./links.ts"

/**
 * Where somebody who is invited by mail can register: the mail itself proves the address. Undefined where the address is
 * registered already; they sign in as ever.
 */
export async function registrationPath(work: Work, { mail, returnTo, days }: { mail: string; returnTo: string; days: number }): Promise<string | undefined> {
  const known = await work.db
    .selectFrom("person")
    .select("id")
    .where("kind", "=", "applicant")
    .where((eb) => eb(eb.fn("lower", ["mail"]), "=", mail.toLowerCase()))
    .executeTakeFirst()
  if (known) return undefined
  const { token } = await newLink(work, { purpose: "register", mail, returnTo, minutes: days * 24 * 60 })
  return paths.registerLink(token)
}
