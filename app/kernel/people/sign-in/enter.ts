import type { Work } from "../../database/index.ts"
import { type PageContext, SESSION_COOKIE } from "../../http/index.ts"
import { type SignInMethod, startSession } from "../sessions/start-session.ts"
import { homeOf, safeReturn } from "./return-to.ts"

/** The last step of every way in: a new session in a new cookie, then back to where they were. */
export async function enter(
  work: Work,
  c: PageContext,
  person: { id: string; kind: "staff" | "applicant"; companyId?: string | undefined },
  method: SignInMethod,
  returnTo: string | undefined,
  flash?: string,
): Promise<Response> {
  const token = await startSession(work, person.id, method, {
    userAgent: c.userAgent,
    address: c.address,
    companyId: person.companyId,
    replaces: c.cookie(SESSION_COOKIE),
  })
  c.setCookie(SESSION_COOKIE, token)
  return c.redirect(safeReturn(returnTo, homeOf(person.kind)), flash)
}
