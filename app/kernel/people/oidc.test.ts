import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { TestHouse } from "../../../tests/support/house.ts"
import { cookiesOf, peopleHouse } from "../../../tests/support/people-house.ts"
import { ConfigError, readConfig } from "../../config.ts"
import { identify } from "./index.ts"
import { readGbizidClaims } from "./sign-in/gbizid.ts"

/** A real provider: its own development pages ask for a login and for consent, as forms over HTTP. */
let provider: { server: Server; issuer: string }
let house: TestHouse

/** As GビズID is said to answer: 1 エントリー, 2 プライム, 3 メンバー; 1 法人, 2 個人事業主. */
const gbizidAccounts: Record<string, Record<string, unknown>> = {
  prime: { account_type: 2, corp_type: "1", corporate_number: "7000012050002", name: "株式会社月見工業", user_last_nm: "月見", user_first_nm: "一郎", email: "president@tsukimi-kogyo.example" },
  member: { account_type: "3", corp_type: 1, corporate_number: "7000012050002", name: "株式会社月見工業", user_last_nm: "月見", user_first_nm: "二子", email: "staff@tsukimi-kogyo.example" },
  entry: { account_type: "1", corp_type: "1", corporate_number: "7000012050002", name: "株式会社月見工業", user_last_nm: "自称", user_first_nm: "社長", email: "entry@somewhere.example" },
  sole: { account_type: "2", corp_type: "2", corporate_number: "0000000000001", name: "萩商店", user_last_nm: "萩野", user_first_nm: "花", email: "hana@hagi-shoten.example" },
  known: { account_type: "2", corp_type: "1", corporate_number: "8000020040002", name: "はぎ製作所", user_last_nm: "村田", user_first_nm: "健", email: "Murata@hagi-seisakusho.example" },
  strange: { account_type: "9", email: "strange@somewhere.example" },
  unverified: { account_type: "2", email: "unverified@somewhere.example", email_verified: false },
  nameless: { account_type: "2", email: "" },
}

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
    claims: { openid: ["sub"], profile: ["name", "staff_number", "account_type", "corp_type", "corporate_number"], user: ["user_last_nm", "user_first_nm"], email: ["email", "email_verified"] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true } },
    findAccount: (_: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({ sub, name: sub, staff_number: sub, email: sub, email_verified: true, ...gbizidAccounts[sub] }),
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

  async function enterByGbizid(login: string) {
    const { url, cookie } = await begin("/apply", "gbizid")
    const answer = await house.request(pathOf(await signInAtProvider(url, login)), { cookie })
    const actor = cookiesOf(answer).hagi_session ? await identify(house.database.db, cookiesOf(answer).hagi_session, new Date()) : undefined
    return { answer, actor, session: cookiesOf(answer).hagi_session }
  }
  const memberships = async (mail: string) =>
    (await house.database.pool.query("select c.corporate_number, m.title, m.valid_until is null as holds from company_member m join company c on c.id = m.company_id join person p on p.id = m.person_id where lower(p.mail) = lower($1) order by m.valid_from, c.corporate_number", [mail])).rows

  test("GビズIDプライムは、申請者と法人になり、その法人として入る。二度目も同じ人", async () => {
    const { answer, actor, session } = await enterByGbizid("prime")
    expect(answer.headers.get("location")).toBe("/apply")
    expect(answer.headers.getSetCookie().some((one) => one.startsWith("hagi_sign_in=;"))).toBe(true)
    expect(actor).toMatchObject({ kind: "applicant", name: "月見 一郎", companyId: expect.any(String) })
    expect(await memberships("president@tsukimi-kogyo.example")).toEqual([{ corporate_number: "7000012050002", title: "GビズIDプライム（代表者）", holds: true }])
    const page = await (await house.request("/account", { cookie: `hagi_session=${session}` })).text()
    expect(page).toContain("プライム（代表者）　株式会社月見工業（法人番号 7000012050002）")
    const again = await enterByGbizid("prime")
    expect(again.actor).toMatchObject({ id: (actor as { id: string }).id })
    expect(await memberships("president@tsukimi-kogyo.example")).toHaveLength(1)
  })

  test("メンバーも法人として入り、プライムと言い分ける。エントリーと個人事業主は、どの法人でもない", async () => {
    expect((await enterByGbizid("member")).actor).toMatchObject({ name: "月見 二子", companyId: expect.any(String) })
    expect(await memberships("staff@tsukimi-kogyo.example")).toEqual([{ corporate_number: "7000012050002", title: "GビズIDメンバー", holds: true }])
    for (const login of ["entry", "sole"]) {
      const { actor } = await enterByGbizid(login)
      expect([actor?.kind, actor && "companyId" in actor]).toEqual(["applicant", false])
      expect(await memberships(gbizidAccounts[login]!.email as string)).toEqual([])
    }
    const { rows } = await house.database.pool.query("select account_type from gbizid_account order by subject")
    expect(rows.map(({ account_type }) => account_type)).toEqual(["entry", "member", "prime", "prime"])
  })

  test("メールの登録がある申請者は、その人として入る。ほかの職員の記録による法人は残る", async () => {
    const { actor } = await enterByGbizid("known")
    expect(actor).toMatchObject({ kind: "applicant", name: "村田 健" })
    const before = await memberships("murata@hagi-seisakusho.example")
    expect(before.some(({ title, holds }) => title === "GビズIDプライム（代表者）" && holds)).toBe(true)
    expect(before.length).toBeGreaterThan(1)
    // The account is the person's, whatever its address becomes.
    gbizidAccounts.known!.email = "murata.new@hagi-seisakusho.example"
    expect((await enterByGbizid("known")).actor).toMatchObject({ name: "村田 健" })
  })

  test("法人が変わったメンバーは、前の法人ではなくなる。戻れば、また同じ日でも入れる", async () => {
    gbizidAccounts.member!.corporate_number = "8000020040002"
    gbizidAccounts.member!.name = "県"
    const moved = (await enterByGbizid("member")).actor as { companyId?: string }
    const mine = () => memberships("staff@tsukimi-kogyo.example")
    expect((await mine()).map(({ corporate_number, holds }) => [corporate_number, holds])).toEqual([["7000012050002", false], ["8000020040002", true]])
    gbizidAccounts.member!.corporate_number = "7000012050002"
    const back = (await enterByGbizid("member")).actor as { companyId?: string }
    expect(back.companyId).not.toBe(moved.companyId)
    expect((await mine()).map(({ corporate_number, holds }) => [corporate_number, holds])).toEqual([["7000012050002", true], ["8000020040002", false]])
  })

  test("種別の分からない、メールの確かめられない、メールのないアカウントは断り、人をつくらない", async () => {
    const people = async () => Number((await house.database.pool.query("select count(*) from person")).rows[0].count)
    const before = await people()
    for (const [login, sentence] of [["strange", "種別"], ["unverified", "確かめられていません"], ["nameless", "メールアドレスが届きません"]] as const) {
      const { answer, session } = await enterByGbizid(login)
      expect([answer.status, session]).toEqual([403, undefined])
      expect(await answer.text()).toContain(sentence)
    }
    expect(await people()).toBe(before)
  })

  test("認証アプリを登録した人は、エントリーから入るときもその番号を聞かれる", async () => {
    await house.database.pool.query("insert into credential_totp (person_id, secret) select id, 'JBSWY3DPEHPK3PXP' from person where mail = 'entry@somewhere.example'")
    const { answer, session } = await enterByGbizid("entry")
    expect([answer.headers.get("location"), session]).toEqual(["/sign-in/second", undefined])
    const second = await house.request("/sign-in/second", { cookie: `hagi_sign_in=${cookiesOf(answer).hagi_sign_in}` })
    expect([second.status, (await second.text()).includes("6桁")]).toEqual([200, true])
  })

  test("職員のメールでGビズIDから入っても、職員にはならない", async () => {
    const { actor } = await enterByGbizid("prime")
    expect(actor?.kind).toBe("applicant")
    gbizidAccounts["s100101@pref.hagino.example"] = { account_type: "1" }
    expect((await enterByGbizid("s100101@pref.hagino.example")).actor?.kind).toBe("applicant")
  })

  test("項目の名も種別も設定で変えられ、知らない設定は起動を断る", () => {
    const base = { GBIZID_ISSUER: "https://id.example", GBIZID_CLIENT_ID: "a", GBIZID_CLIENT_SECRET: "b" }
    const { gbizid } = readConfig({ ...base, GBIZID_CLAIMS: "accountType=kind, mail=user_email", GBIZID_ACCOUNT_TYPES: "P=prime", GBIZID_SCOPE: "openid" })
    expect(gbizid).toMatchObject({ scope: "openid", claims: { accountType: "kind", mail: "user_email", companyName: "name" }, accountTypes: { P: "prime" } })
    const claims = { sub: "x", kind: "P", user_email: "a@b.example", corp_type: "1", corporate_number: "1234567890123", name: "会社" }
    // A number that fails its check digit is no company.
    expect(readGbizidClaims(gbizid!, claims)).toMatchObject({ accountType: "prime", corporateNumber: undefined, name: "会社" })
    for (const more of [{ GBIZID_CLAIMS: "colour=red" }, { GBIZID_CLAIMS: "mail" }, { GBIZID_ACCOUNT_TYPES: "1=king" }]) expect(() => readConfig({ ...base, ...more })).toThrow(ConfigError)
    expect(readConfig({}).gbizid).toBeUndefined()
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
