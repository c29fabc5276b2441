import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { TestHouse } from "../../../tests/support/house.ts"
import { cookiesOf, peopleHouse } from "../../../tests/support/people-house.ts"
import { identify } from "./index.ts"

/** A real provider: its own development pages ask for a login and for consent, as forms over HTTP. */
let provider: { server: Server; issuer: string }
let house: TestHouse

async function startProvider() {
  // @ts-expect-error the package brings no types
  const { default: Provider } = await import("oidc-provider")
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const oidc = new Provider(issuer, {
    clients: [
      {
        client_id: "hagi",
        client_secret: "hagi-secret",
        redirect_uris: ["http://localhost:3000/sign-in/oidc/callback", "http://localhost:3000/sign-in/gbizid/callback"],
      },
    ],
    claims: { openid: ["sub"], profile: ["name", "staff_number"], email: ["email", "email_verified"] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true } },
    findAccount: (_: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({ sub, name: sub, staff_number: sub, email: sub, email_verified: true }),
    }),
  })
  server.on("request", oidc.callback())
  return { server, issuer }
}

beforeAll(async () => {
  const warn = console.warn
  const info = console.info
  console.warn = console.info = () => {}
  provider = await startProvider()
  console.warn = warn
  console.info = info
  const oidc = (name: string) => ({ [`${name}_ISSUER`]: provider.issuer, [`${name}_CLIENT_ID`]: "hagi", [`${name}_CLIENT_SECRET`]: "hagi-secret" })
  house = await peopleHouse({ env: { ...oidc("OIDC"), ...oidc("GBIZID") } })
})
afterAll(async () => {
  provider.server.close()
  provider.server.closeAllConnections()
  await house.close()
})

/** Walks the provider's pages as a browser would, and stops where it sends the person back to us. */
async function signInAtProvider(url: string, login: string): Promise<string> {
  const jar = new Map<string, string>()
  let next = url
  let body: URLSearchParams | undefined
  for (let step = 0; step < 15; step++) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ")
    const answer: Response = await fetch(next, { redirect: "manual", headers: { cookie }, ...(body ? { method: "POST", body } : {}) })
    for (const [name, value] of Object.entries(cookiesOf(answer))) jar.set(name, value)
    body = undefined
    const location = answer.headers.get("location")
    if (location) {
      next = new URL(location, next).href
      if (next.startsWith("http://localhost:3000/")) return next
      continue
    }
    const html = await answer.text()
    const form = /<form[^>]*action="([^"]+)"/.exec(html)
    if (!form) throw new Error(`no form at ${next}: ${html.slice(0, 300)}`)
    const prompt = /name="prompt" value="(\w+)"/.exec(html)![1]!
    body = new URLSearchParams(prompt === "login" ? { prompt, login, password: "x" } : { prompt })
    next = new URL(form[1]!, next).href
  }
  throw new Error("the provider never came back")
}

async function begin(returnTo = "/plan", way = "oidc") {
  const answer = await house.request(`/sign-in/${way}?return=${encodeURIComponent(returnTo)}`)
  expect(answer.status).toBe(303)
  return { url: answer.headers.get("location")!, cookie: `hagi_sign_in=${cookiesOf(answer).hagi_sign_in}` }
}

const pathOf = (url: string) => url.slice("http://localhost:3000".length)

describe("OpenID Connect によるサインイン", () => {
  test("職員番号で結び付き、頼まれた画面へ戻る。コードは一度だけ", async () => {
    const { url, cookie } = await begin()
    for (const part of ["code_challenge_method=S256", "state=", "nonce="]) expect(url).toContain(part)
    const back = await signInAtProvider(url, "100101")
    const answer = await house.request(pathOf(back), { cookie })
    expect(answer.headers.get("location")).toBe("/plan")
    expect(await identify(house.database.db, cookiesOf(answer).hagi_session, new Date())).toMatchObject({ kind: "staff", name: "髙橋 萌" })
    const again = await house.request(pathOf(back), { cookie })
    expect(again.status).toBe(409)
    expect(cookiesOf(again)).not.toHaveProperty("hagi_session")
  })

  test("登録のない職員は作られず、断られる", async () => {
    const { url, cookie } = await begin()
    const answer = await house.request(pathOf(await signInAtProvider(url, "777777")), { cookie })
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain("職員として登録されていない")
    expect(await house.database.db.selectFrom("person").select("id").where("staff_number", "=", "777777").execute()).toEqual([])
  })

  test("ほかのブラウザーが始めた応答は使えない", async () => {
    const mine = await begin()
    const theirs = await begin()
    const back = await signInAtProvider(theirs.url, "100101")
    expect((await house.request(pathOf(back))).status).toBe(409)
    const crossed = await house.request(pathOf(back), { cookie: mine.cookie })
    expect(crossed.status).toBe(403)
    expect(await crossed.text()).toContain("応答を確かめられませんでした")
    expect(cookiesOf(crossed)).not.toHaveProperty("hagi_session")
  })

  test("state や nonce が違えば断る", async () => {
    const first = await begin()
    const back = new URL(await signInAtProvider(first.url, "100101"))
    back.searchParams.set("state", "ちがう")
    expect((await house.request(back.pathname + back.search, { cookie: first.cookie })).status).toBe(403)

    const second = await begin()
    const replayed = new URL(second.url)
    replayed.searchParams.set("nonce", "another-nonce-another-nonce")
    const answer = await house.request(pathOf(await signInAtProvider(replayed.href, "100101")), { cookie: second.cookie })
    expect(answer.status).toBe(403)
    expect(cookiesOf(answer)).not.toHaveProperty("hagi_session")
  })

  test("取りやめたとき、コードがないときも、日本語で断る", async () => {
    for (const query of ["error=access_denied", "code=x", ""]) {
      const { url, cookie } = await begin()
      const state = new URL(url).searchParams.get("state")!
      const answer = await house.request(`/sign-in/oidc/callback?${query}&state=${state}&iss=${encodeURIComponent(provider.issuer)}`, { cookie })
      expect(answer.status).toBe(403)
      expect(await answer.text()).toMatch(/取りやめられました|確かめられませんでした/)
    }
  })

  test("職員はパスワードでは入れない。画面にも出ない", async () => {
    expect(await (await house.request("/sign-in?for=staff")).text()).not.toContain('name="password"')
    const answer = await house.request("/sign-in/password", { form: { who: "staff", account: "100101", password: "x" } })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain("職員認証でサインイン")
  })

  test("GビズIDは申請者のメールで結び付き、職員は入れない", async () => {
    const { url, cookie } = await begin("/apply", "gbizid")
    const answer = await house.request(pathOf(await signInAtProvider(url, "murata@hagi-seisakusho.example")), { cookie })
    expect(answer.headers.get("location")).toBe("/apply")
    expect(await identify(house.database.db, cookiesOf(answer).hagi_session, new Date())).toMatchObject({ kind: "applicant", name: "村田 健" })
    const staff = await begin("/apply", "gbizid")
    const refused = await house.request(pathOf(await signInAtProvider(staff.url, "s100101@pref.hagino.example")), { cookie: staff.cookie })
    expect(refused.status).toBe(403)
  })

  test("一方の途中を、もう一方の入口で終わらせることはできない", async () => {
    const { url, cookie } = await begin("/", "gbizid")
    const back = new URL(await signInAtProvider(url, "100101"))
    expect((await house.request(`/sign-in/oidc/callback${back.search}`, { cookie })).status).toBe(409)
  })

  test("相手先が止まっていれば、そう言う", async () => {
    const away = await peopleHouse({ env: { OIDC_ISSUER: "http://127.0.0.1:9", OIDC_CLIENT_ID: "hagi", OIDC_CLIENT_SECRET: "s" }, seed: false })
    const answer = await away.request("/sign-in/oidc")
    expect(answer.status).toBe(503)
    expect(await answer.text()).toContain("認証の相手先に接続できません")
    await away.close()
    const { url, cookie } = await begin()
    const back = await signInAtProvider(url, "100101")
    const port = (provider.server.address() as AddressInfo).port
    provider.server.closeAllConnections()
    await new Promise((resolve) => provider.server.close(resolve))
    const stopped = await house.request(pathOf(back), { cookie })
    expect(stopped.status).toBe(503)
    await new Promise<void>((resolve) => provider.server.listen(port, "127.0.0.1", resolve))
  })

  test("設定がなければ入口はない", async () => {
    const plain = await peopleHouse({ seed: false })
    expect((await plain.request("/sign-in/oidc")).status).toBe(404)
    expect((await plain.request("/sign-in/oidc/callback?code=x&state=y")).status).toBe(404)
    await plain.close()
  })
})
