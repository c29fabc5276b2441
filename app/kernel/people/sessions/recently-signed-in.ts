import type { Work } from "../../database/index.ts"
import { refusal } from "../../http/refusal.ts"

const MINUTES = 30

/** Ways in are changed by who has just proved who they are: a session left open must not become a key of its own. */
export async function mustHaveJustSignedIn({ db, actor, now }: Work): Promise<void> {
  const sessionId = actor.kind === "staff" || actor.kind === "applicant" ? actor.sessionId : undefined
  const session = sessionId ? await db.selectFrom("session").select("created_at").where("id", "=", sessionId).executeTakeFirst() : undefined
  if (session && now.getTime() - session.created_at.getTime() <= MINUTES * 60_000) return
  throw refusal(
    "forbidden",
    "people.sign-in-again",
    `サインインの方法を変えられるのは、サインインしてから${MINUTES}分以内です。いったんサインアウトし、もう一度サインインしてください。`,
  )
}
