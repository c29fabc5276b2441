import type { OidcConfig } from "../../../config.ts"
import { inWork, type Work } from "../../database/index.ts"
import { notFound, type PageContext, Refusal, refusal, type Site } from "../../http/index.ts"
import { paths } from "../paths.ts"
import { enter } from "../sign-in/enter.ts"
import { beginFlow, findFlow, finishFlow, FLOW_COOKIE } from "../sign-in/flows.ts"
import { finishOidc, personOfClaim, startOidc } from "../sign-in/oidc.ts"
import { refused } from "./password-pages.tsx"
import { signInPage } from "./sign-in-page.tsx"

interface Way {
  who: "staff" | "applicant"
  start: string
  callback: string
  provider: (c: PageContext) => OidcConfig | undefined
}

const ways: readonly Way[] = [
  { who: "staff", start: paths.oidc, callback: paths.oidcCallback, provider: (c) => c.config.oidc },
  { who: "applicant", start: paths.gbizid, callback: paths.gbizidCallback, provider: (c) => c.config.gbizid },
]

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
      const provider = mustHave(way, c)
      const outcome = await comeBack(work, c, way, provider)
      return outcome instanceof Refusal ? sayNo(c, way, outcome) : outcome
    })
  }
}

async function comeBack(work: Work, c: PageContext, way: Way, provider: OidcConfig): Promise<Response | Refusal> {
  const flow = await findFlow(work, c, "oidc")
  // One answer per question: a second use of the same link finds nothing.
  if (!flow || flow.held.who !== way.who || !(await finishFlow(work, flow))) {
    return refusal("conflict", "people.oidc-over", "サインインの途中で時間が過ぎたか、別の画面でやり直されました。もう一度サインインしてください。")
  }
  const answer = await finishOidc(provider, new URL(c.path, c.config.origin), flow.held)
  if (answer instanceof Refusal) return answer
  const person = await personOfClaim(work, way.who, provider, answer.claim, c.address)
  if (person instanceof Refusal) return person
  c.setCookie(FLOW_COOKIE, "", { maxAge: 0 })
  return inWork(work.db, work, (changing) => enter(changing, c, person, way.who === "staff" ? "oidc" : "gbizid", flow.returnTo))
}

function mustHave(way: Way, c: PageContext): OidcConfig {
  const provider = way.provider(c)
  if (provider) return provider
  if (way.who === "applicant") throw refusal("unavailable", "people.gbizid-absent", "GビズIDとの接続は準備中です。メールのリンクでサインインしてください。")
  throw notFound("ページ")
}

function sayNo(c: PageContext, way: Way, problem: Refusal): Promise<Response> {
  const status = { invalid: 422, forbidden: 403, "not-found": 404, conflict: 409, unavailable: 503 }[problem.kind]
  return c.page(signInPage(c, way.who, undefined, refused({}, problem)), status)
}
