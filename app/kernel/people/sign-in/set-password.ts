import { personOf } from "../../access/index.ts"
import type { Work } from "../../database/index.ts"
import { type Refusal, refusal } from "../../http/refusal.ts"
import { mustHaveJustSignedIn } from "../sessions/recently-signed-in.ts"
import { endSessions } from "../sessions/list-sessions.ts"
import { noteAttempt, tooManyAttempts } from "./attempts.ts"
import { endLinks, linkIsOver, useLink } from "./links.ts"
import { passwordMatches, storePassword } from "./passwords.ts"

/** With a link from the mail or from an administrator. All sessions end: whoever was in before is out. */
export async function setPasswordByLink(work: Work, token: string, password: string): Promise<"staff" | "applicant"> {
  const link = await useLink(work, token, ["password", "staff-reset"])
  if (!link?.personId) throw linkIsOver()
  await storePassword(work, link.personId, password)
  await endLinks(work, link.personId, ["password", "staff-reset", "sign-in"])
  await endSessions(work, link.personId)
  return link.purpose === "staff-reset" ? "staff" : "applicant"
}

/** One's own, knowing the old one where there is one. Other sessions end. Wrong old passwords are counted, so returned. */
export async function changePassword(work: Work, input: { oldPassword?: string | undefined; password: string; address: string }): Promise<Refusal | undefined> {
  const personId = personOf(work.actor)
  if (!personId || work.actor.kind === "system" || work.actor.kind === "visitor") throw refusal("forbidden", "people.nobody", "サインインしてください。")
  const known = await work.db.selectFrom("credential_password").select("hash").where("person_id", "=", personId).executeTakeFirst()
  if (known) {
    const attempt = { kind: "change-password", account: personId, address: input.address }
    const many = await tooManyAttempts(work, attempt)
    if (many) return many
    if (!(await passwordMatches(known.hash, input.oldPassword ?? ""))) {
      await noteAttempt(work, attempt, true, personId)
      return refusal("invalid", "people.wrong-password", "いまのパスワードが違います。", { field: "oldPassword" })
    }
  }
  if (!known) await mustHaveJustSignedIn(work)
  await storePassword(work, personId, input.password)
  await endSessions(work, personId, work.actor.sessionId)
  return undefined
}
