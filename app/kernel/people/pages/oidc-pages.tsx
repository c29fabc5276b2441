import type { OidcConfig } from "../../../config.ts"
import { inWork, type Work } from "../../database/index.ts"
import { notFound, type PageContext, Refusal, refusal, type Site } from "../../http/index.ts"
import { paths } from "../paths.ts"
import { enter } from "../sign-in/enter.ts"
import { beginFlow, findFlow, finishFlow, type Flow, FLOW_COOKIE } from "../sign-in/flows.ts"
import { factorsOf } from "../sign-in/factors.ts"
import { personOfGbizid, readGbizidClaims } from "../sign-in/gbizid.ts"
import { finishOidc, personOfClaim, readClaim, startOidc } from "../sign-in/oidc.ts"
import { refused } from "./password-pages.tsx"
import { signInPage } from "./sign-in-page.tsx"

interface Way {
  who: "staff" | "applicant"
  start: string
  callback: string
  provider: (c: PageContext) => OidcConfig | undefined
  /** Takes what the provider said to a person, and lets them in. */
  enter: (work: Work, c: PageContext, url: URL, flow: Flow) => Promise<Response | Refusal>
}

const ways: readonly Way[] = [
  { who: "staff", start: paths.oidc, callback: paths.oidcCallback, provider: (c) => c.config.oidc, enter: enterStaff },
  { who: "applicant", start: paths.gbizid, callback: paths.gbizidCallback, provider: (c) => c.config.gbizid, enter: enterApplicant },
]

async function enterStaff(work: Work, c: PageContext, url: URL, flow: Flow): Promise<Response | Refusal> {
  const provider = c.config.oidc!
  const answer = await finishOidc(provider, url, flow.held, [provider.claim])
  if (answer instanceof Refusal) return answer
  const read = readClaim(provider, answer.claims)
  if (read instanceof Refusal) return read
  const person = await personOfClaim(work, provider, read.claim, c.address)
  if (person instanceof Refusal) return person
  return inWork(work.db, work, (changing) => leaveFlow(changing, c, person, "oidc", flow))
}

async function enterApplicant(work: Work, c: PageContext, url: URL, flow: Flow): Promise<Response | Refusal> {
  const provider = c.config.gbizid!
  const answer = await finishOidc(provider, url, flow.held, Object.values(provider.claims))
  if (answer instanceof Refusal) return answer
  const claims = readGbizidClaims(provider, answer.claims)
  if (claims instanceof Refusal) return claims
  return inWork(work.db, work, async (changing) => {
    const person = await personOfGbizid(changing, provider, claims, c.address)
    if (person instanceof Refusal) return person
    // An entry account proves an address, as a mail link does: who has set an authenticator app is asked for it.
    if (claims.accountType === "entry" && (await factorsOf(changing, person.id)).totp) {
      await beginFlow(changing, c, { kind: "second-factor", personId: person.id, returnTo: flow.returnTo })
      return c.redirect(paths.second)
    }
    return leaveFlow(changing, c, person, "gbizid", flow)
  })
}

/** The browser's end of the way goes with the answer that lets them in. */
function leaveFlow(work: Work, c: PageContext, person: Parameters<typeof enter>[2], method: "oidc" | "gbizid", flow: Flow): Promise<Response> {
  c.setCookie(FLOW_COOKIE, "", { maxAge: 0 })
  return enter(work, c, person, method, flow.returnTo)
}

/** Both are plain links: what leads to another site must not be a form (form-action 'self'). */
export function oidcPages(site: Site): void {
  for (const way of ways) {
    site.anyone.get(way.start, async (work, c) => {
      const provider = mustHave(way, c)
      const started = await startOidc(provider, c.config.origin + way.callback)
      if (started instanceof Refusal) return sayNo(c, way, started)
      await beginFlow(work, c, { kind: "oidc", held: { ...started.held, who: way.who }, returnTo: c.query("return") })
      return c.redirect(started.url)
    })
    site.anyone.get(way.callback, async (work, c) => {
      mustHave(way, c)
      const outcome = await comeBack(work, c, way)
      return outcome instanceof Refusal ? sayNo(c, way, outcome) : outcome
    })
  }
}

async function comeBack(work: Work, c: PageContext, way: Way): Promise<Response | Refusal> {
  const flow = await findFlow(work, c, "oidc")
  // One answer per question: a second use of the same link finds nothing.
  if (!flow || flow.held.who !== way.who || !(await finishFlow(work, flow))) {
    return refusal("conflict", "people.oidc-over", "サインインの途中で時間が過ぎたか、別の画面でやり直されました。もう一度サインインしてください。")
  }
  return way.enter(work, c, new URL(c.path, c.config.origin), flow)
}

function mustHave(way: Way, c: PageContext): OidcConfig {
  const provider = way.provider(c)
  if (provider) return provider
  if (way.who === "applicant") throw refusal("unavailable", "people.gbizid-absent", "この環境はGビズIDに接続していません。メールのリンクかパスワードでサインインしてください。")
  throw notFound("ページ")
}

function sayNo(c: PageContext, way: Way, problem: Refusal): Promise<Response> {
  const status = { invalid: 422, forbidden: 403, "not-found": 404, conflict: 409, unavailable: 503 }[problem.kind]
  return c.page(signInPage(c, way.who, undefined, refused({}, problem)), status)
}
