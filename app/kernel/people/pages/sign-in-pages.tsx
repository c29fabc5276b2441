import { z } from "zod"
import { SESSION_COOKIE, type Site } from "../../http/index.ts"
import { paths } from "../paths.ts"
import { signOut } from "../sessions/list-sessions.ts"
import { homeOf, safeReturn } from "../sign-in/return-to.ts"
import { signInPage } from "./sign-in-page.tsx"

export function signInPages(site: Site): void {
  site.anyone.get(paths.signIn, (work, c) => {
    const { actor } = work
    if (actor.kind === "staff" || actor.kind === "applicant") return c.redirect(safeReturn(c.query("return"), homeOf(actor.kind)))
    return c.page(signInPage(c, c.query("for") === "applicant" ? "applicant" : "staff", c.query("return")))
  })
  site.anyone.post(paths.signOut, { form: z.object({}), again: () => <></> }, async (work, _, c) => {
    await signOut(work, c.cookie(SESSION_COOKIE))
    c.setCookie(SESSION_COOKIE, "", { maxAge: 0 })
    return c.redirect("/", "サインアウトしました。")
  })
}
