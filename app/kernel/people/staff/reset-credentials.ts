import { mustBeAllowed } from "../../access/index.ts"
import type { Work } from "../../database/index.ts"
import { refusal } from "../../http/refusal.ts"
import { endSessions } from "../sessions/list-sessions.ts"
import { endLinks, newLink } from "../sign-in/links.ts"
import { record } from "../trace.ts"
import { getPerson } from "./find-people.ts"

/**
 * A link with which a member of staff sets a new password, once, within a day; handed over by the administrator who
 * has made sure who they are. `lostDevice` also removes authenticator app, passkeys and recovery codes, and ends sessions and API tokens.
 */
export async function resetCredentials(work: Work, personId: string, options: { lostDevice: boolean }): Promise<{ token: string; expiresAt: Date }> {
  mustBeAllowed(work.actor, "people.reset-credentials")
  const person = await getPerson(work.db, personId)
  if (person.kind !== "staff" || person.status !== "active") throw refusal("invalid", "people.reset-who", "再設定できるのは在職中の職員だけです。")
  await endLinks(work, personId, ["staff-reset"])
  if (options.lostDevice) {
    await work.db.deleteFrom("credential_totp").where("person_id", "=", personId).execute()
    await work.db.deleteFrom("credential_passkey").where("person_id", "=", personId).execute()
    await work.db.deleteFrom("recovery_code").where("person_id", "=", personId).execute()
    await endSessions(work, personId)
    // Whoever has the device may have made a token on it: it opens the same door.
    await work.db.updateTable("api_token").set({ revoked_at: work.now }).where("person_id", "=", personId).where("revoked_at", "is", null).execute()
  }
  const link = await newLink(work, { purpose: "staff-reset", personId })
  await record(work, { action: "people.credentials-reset", subject: { kind: "person", id: personId }, detail: { lostDevice: options.lostDevice } })
  return link
}
