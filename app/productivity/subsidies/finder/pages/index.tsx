import { z } from "zod"
import { civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import { firstValue, parseForm, type PageContext, type Site, type Typed } from "../../../../kernel/http/index.ts"
import { paths } from "../../paths.ts"
import { checkEligibility } from "../check-eligibility.ts"
import { findCalls, finderQuery, getPublicCall } from "../find-calls.ts"
import { EligibilityPage, PublicCallPage } from "./call-page.tsx"
import { FinderPage } from "./finder-page.tsx"

export function finderPages(site: Site): void {
  site.anyone.get(paths.finder, async (work, c) => {
    // A filter somebody made up is no filter: the list is shown without it.
    const parsed = parseForm(finderQuery, c.queries())
    const filter = parsed.ok ? parsed.input : finderQuery.parse({})
    const after = c.query("after")
    const page = await findCalls(work, filter, { after })
    return c.page(<FinderPage {...page} filter={filter} later={after !== undefined} today={civilDateOf(work.now)} />)
  })
  site.anyone.get(paths.call(":id"), async (work, c) => c.page(<PublicCallPage {...(await getPublicCall(work, c.param("id")))} />))
  // Coming back from signing in, the answers are in the address.
  site.anyone.get(paths.eligibility(":id"), async (work, c) => {
    const given = Object.fromEntries(Object.entries(c.queries()).filter(([name]) => name.startsWith("answers.")))
    const signedIn = work.actor.kind === "applicant"
    if (Object.keys(given).length > 0) return c.page(await answered(work, c, { values: given, problems: [] }))
    return c.page(<EligibilityPage {...(await getPublicCall(work, c.param("id")))} signedIn={signedIn} />)
  })
  // Nothing is kept: the answers come back with what follows from them.
  const answered = async (work: Work, c: PageContext, typed: Typed) => {
    const found = await getPublicCall(work, c.param("id"))
    const answers = Object.fromEntries(found.call.eligibility.map((one) => [one.key, firstValue(typed, `answers.${one.key}`)]))
    const { open, against } = checkEligibility(found.call.eligibility, answers)
    const problems = open.map((one) => ({ field: `answers.${one.key}`, message: `「${one.question}」に答えてください。` }))
    return <EligibilityPage {...found} typed={{ ...typed, problems }} against={open.length === 0 ? against : undefined} signedIn={work.actor.kind === "applicant"} />
  }
  site.anyone.post(paths.eligibility(":id"), { form: z.object({}), again: answered }, async (_, __, c) => c.redirect(paths.eligibility(c.param("id"))))
}
