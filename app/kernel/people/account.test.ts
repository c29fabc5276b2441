import { Secret, TOTP } from "otpauth"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { TestHouse } from "../../../tests/support/house.ts"
import { cookiesOf, peopleHouse } from "../../../tests/support/people-house.ts"
import { system } from "../access/index.ts"
import { addCompanyMember, findStaffByNumber, identify, registerCompany } from "./index.ts"
import { corporateCheckDigit } from "./rules/corporate-number.ts"
import { lastFactorStays } from "./rules/last-factor-stays.ts"

let house: TestHouse
beforeAll(async () => {
  house = await peopleHouse()
})
afterAll(() => house.close())

const nextYear = `${new Date().getFullYear() + 1}-01-31`
const password = "みやこ草と月見だんご、またあした"

async function signIn(persona: string): Promise<string> {
  const answer = await house.request("/demo", { form: { persona } })
  return `hagi_session=${cookiesOf(answer).hagi_session}`
}
const textOf = async (path: string, cookie: string) => (await house.request(path, { cookie })).text()
const who = (cookie: string) => identify(house.database.db, cookie.slice("hagi_session=".length), new Date())
const api = (path: string, more: Parameters<TestHouse["request"]>[1] = {}) => house.request(`/api/v1${path}`, more)
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })

describe("サインイン中の端末", () => {
  test("人のセッションは見えず、終わらせられない", async () => {
    const mine = await signIn("planner")
    const theirs = await signIn("clerk")
    const theirActor = await who(theirs)
    const id = theirActor.kind === "staff" ? theirActor.sessionId : ""
    expect(await textOf("/account/sessions", mine)).not.toContain(id)
    expect((await house.request(`/account/sessions/${id}/end`, { form: {}, cookie: mine })).status).toBe(404)
    expect((await house.request("/account/sessions/x/end", { form: {}, cookie: mine })).status).toBe(404)
    expect((await api(`/sessions/${id}`, { method: "DELETE", cookie: mine })).status).toBe(404)
    expect((await who(theirs)).kind).toBe("staff")
    expect((await house.request("/account/sessions")).headers.get("location")).toContain("/sign-in")
  })

  test("一つを、またほかのすべてを終わらせる", async () => {
    const [one, two, three] = [await signIn("director"), await signIn("director"), await signIn("director")]
    const actor = await who(two)
    const id = actor.kind === "staff" ? actor.sessionId : ""
    expect((await house.request(`/account/sessions/${id}/end`, { form: {}, cookie: one })).status).toBe(303)
    expect((await who(two)).kind).toBe("visitor")
    await house.request("/account/sessions/end-others", { form: {}, cookie: one })
    expect((await who(three)).kind).toBe("visitor")
    expect((await who(one)).kind).toBe("staff")
  })
})

describe("サインインの方法を変える", () => {
  test("パスワードは、前のを知らなければ変えられない。変えるとほかの端末は終わる", async () => {
    const [one, two] = [await signIn("reviewer"), await signIn("reviewer")]
    const change = (form: Record<string, string>) => house.request("/account/password", { form, cookie: one })
    expect((await change({ password: "短い" })).status).toBe(422)
    expect((await change({ password })).status).toBe(303)
    expect((await who(two)).kind).toBe("visitor")
    const wrong = await change({ oldPassword: "ちがう", password: `${password}二` })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain("いまのパスワードが違います")
    expect((await change({ oldPassword: password, password: `${password}二` })).status).toBe(303)
  })

  test("認証アプリを登録し、最後の一つは消せない", async () => {
    const cookie = await signIn("auditor")
    await house.request("/account/password", { form: { password }, cookie })
    const page = await house.request("/account/totp", { cookie })
    const flow = `${cookie}; hagi_sign_in=${cookiesOf(page).hagi_sign_in}`
    const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(await page.text())![1]!.replaceAll(" ", "")
    const wrong = await house.request("/account/totp", { form: { code: "000000" }, cookie: flow })
    expect(wrong.status).toBe(422)
    expect((await wrong.text()).replaceAll(" ", "")).toContain(secret)
    const stolen = await house.request("/account/totp", { form: { code: "123456" }, cookie: `${await signIn("clerk")}; ${flow.split("; ")[1]}` })
    expect(stolen.status).toBe(409)
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate()
    const done = await house.request("/account/totp", { form: { code }, cookie: flow })
    expect(await done.text()).toContain("回復コードを控える")
    const removed = await house.request("/account/totp/remove", { form: {}, cookie })
    expect(removed.status).toBe(409)
    expect(await removed.text()).toContain("最後の一つは消せません")
  })

  test("開いたままのセッションでは、新しい入り方をつくれない", async () => {
    const cookie = await signIn("administrator")
    const actor = await who(cookie)
    const sessionId = actor.kind === "staff" ? actor.sessionId : ""
    await house.database.db.updateTable("session").set({ created_at: new Date(Date.now() - 31 * 60_000) }).where("id", "=", sessionId).execute()
    for (const path of ["/account/totp", "/account/passkeys/new"]) expect((await house.request(path, { cookie })).status).toBe(403)
    const posts: [string, Record<string, string>][] = [
      ["/account/password", { password }],
      ["/account/totp", { code: "123456" }],
      ["/account/recovery-codes", {}],
      ["/account/passkeys/new", { response: "{}" }],
      ["/account/totp/remove", {}],
    ]
    for (const [path, form] of posts) {
      const answer = await house.request(path, { form, cookie })
      expect([path, answer.status]).toEqual([path, 403])
      expect(await answer.text()).toContain("もう一度サインインしてください")
    }
    expect((await house.request("/account", { cookie })).status).toBe(200)
  })

  test.each([
    ["職員の最後の一つ", "staff", { password: new Date(), totp: new Date(), passkeys: 0 }, "totp", true],
    ["ほかにパスキーがある", "staff", { password: new Date(), totp: new Date(), passkeys: 1 }, "totp", false],
    ["二つのパスキーの一つ", "staff", { password: new Date(), totp: undefined, passkeys: 2 }, "passkey", false],
    ["申請者", "applicant", { password: new Date(), totp: new Date(), passkeys: 0 }, "totp", false],
    ["パスワードのない職員", "staff", { password: undefined, totp: new Date(), passkeys: 0 }, "totp", false],
  ] as const)("%s", (_, kind, factors, remove, stays) => {
    expect(Boolean(lastFactorStays(kind, factors, remove))).toBe(stays)
  })

  test("再設定のリンクは管理者だけがつくれ、機器をなくした人の登録を消す", async () => {
    const person = (await findStaffByNumber(house.database.db, "100108"))!
    const clerk = await signIn("clerk")
    expect((await house.request(`/people/${person.id}/reset-link`, { form: {}, cookie: clerk })).status).toBe(403)
    const administrator = await signIn("administrator")
    const answer = await house.request(`/people/${person.id}/reset-link`, { form: { lostDevice: "on" }, cookie: administrator })
    const link = /\/sign-in\/new-password\/[\w-]+/.exec(await answer.text())![0]
    expect(await house.database.db.selectFrom("credential_totp").select("person_id").where("person_id", "=", person.id).execute()).toEqual([])
    expect((await house.request(link, { form: { password: `${password}新` } })).headers.get("location")).toBe("/sign-in?for=staff")
    expect((await house.request(link, { form: { password: `${password}新` } })).status).toBe(404)
  })
})

describe("アクセストークン", () => {
  test("期限が過ぎた日、長すぎる日、名前なしは断る", async () => {
    const cookie = await signIn("planner")
    for (const form of [{ name: "a", expiresOn: "2020-01-01" }, { name: "a", expiresOn: "2099-01-01" }, { expiresOn: nextYear }] as Record<string, string>[]) {
      expect((await house.request("/account/tokens", { form, cookie })).status).toBe(422)
    }
  })

  test("一度だけ表示され、読むだけの鍵では書けず、取り消すと使えない", async () => {
    const cookie = await signIn("planner")
    const made = await house.request("/account/tokens", { form: { name: "集計", expiresOn: nextYear }, cookie })
    const token = /hagi_[\w-]{43}/.exec(await made.text())![0]
    expect(await textOf("/account/tokens", cookie)).not.toContain(token)
    const me = await (await api("/me", bearer(token))).json()
    expect(me).toMatchObject({ kind: "staff", name: "髙橋 萌", unit: { name: "行政経営課" }, roles: [{ role: "plan-office", unitIds: "all" }] })
    expect((await api("/tokens", { ...bearer(token), json: { name: "x", expiresOn: nextYear, scopes: ["read"] } })).status).toBe(403)
    const { items } = await (await api("/tokens", { cookie })).json()
    expect(items[0]).toMatchObject({ name: "集計", ending: token.slice(-4), scopes: ["read"] })
    const others = await signIn("clerk")
    expect((await house.request(`/account/tokens/${items[0].id}/revoke`, { form: {}, cookie: others })).status).toBe(404)
    expect((await house.request(`/account/tokens/${items[0].id}/revoke`, { form: {}, cookie })).status).toBe(303)
    expect((await api("/me", bearer(token))).status).toBe(401)
    expect((await api("/me", bearer("hagi_nobody"))).status).toBe(401)
  })

  test("書ける鍵でも、鍵から鍵はつくれない", async () => {
    const cookie = await signIn("planner")
    const { token } = await (await api("/tokens", { cookie, json: { name: "書込み", expiresOn: nextYear, scopes: ["read", "write"] } })).json()
    const answer = await api("/tokens", { ...bearer(token), json: { name: "孫", expiresOn: nextYear, scopes: ["read"] } })
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ code: "people.token-by-token" })
  })
})

describe("入力の途中で期限が切れたら", () => {
  test("同じ人がサインインし直すと入力が戻り、ほかの人には見えず、パスワードは預からない", async () => {
    const cookie = await signIn("clerk-head")
    const expire = () => house.database.db.updateTable("session").set({ expires_at: new Date(Date.now() - 1000) }).where("revoked_at", "is", null).execute()
    await expire()
    const lost = await house.request("/account/tokens", { form: { name: "書きかけの名前", expiresOn: nextYear }, cookie })
    expect(lost.headers.get("location")).toBe("/sign-in?for=staff&return=%2Funsent")
    const kept = `hagi_unsent=${cookiesOf(lost).hagi_unsent}`
    const other = await signIn("clerk")
    expect((await house.request("/unsent", { cookie: `${other}; ${kept}` })).status).toBe(303)
    const back = await house.request("/demo", { form: { persona: "clerk-head", return: "/unsent" } })
    expect(back.headers.get("location")).toBe("/unsent")
    const page = await house.request("/unsent", { cookie: `hagi_session=${cookiesOf(back).hagi_session}; ${kept}` })
    expect(await page.text()).toContain("書きかけの名前")
    await expire()
    await house.request("/account/password", { form: { password: "ひみつのことば", oldPassword: "まえのことば" }, cookie: `hagi_session=${cookiesOf(back).hagi_session}` })
    const { rows } = await house.database.pool.query("select typed::text as typed from http_unsent order by at desc limit 1")
    expect(rows[0].typed).not.toContain("ことば")
  })
})

describe("API", () => {
  test("サインインしていなければ 401、県民は職員を引けない", async () => {
    for (const path of ["/me", "/units", "/people", "/sessions", "/tokens"]) expect((await api(path)).status).toBe(401)
    const cookie = await signIn("resident")
    expect((await api("/people", { cookie })).status).toBe(403)
    expect((await api("/units", { cookie })).status).toBe(403)
    expect(await (await api("/me", { cookie })).json()).toMatchObject({ kind: "applicant", name: "青木 さくら", unit: null })
  })

  test("組織と職員を引く。続きをたどれる", async () => {
    const cookie = await signIn("clerk")
    const then = await (await api("/units?on=2023-01-01", { cookie })).json()
    expect(then.items.map((unit: { name: string }) => unit.name)).toContain("情報政策課")
    const now = await (await api("/units", { cookie })).json()
    const unit = now.items.find((one: { code: string }) => one.code === "KIKAKU-DIGITAL")
    const detail = await (await api(`/units/${unit.id}`, { cookie })).json()
    expect(detail.members[0]).toMatchObject({ name: "𠮷田 恵子", title: "課長" })
    const first = await api("/people?limit=10", { cookie })
    expect(first.headers.get("link")).toContain('rel="next"')
    const { items, next } = await first.json()
    expect(items).toHaveLength(10)
    expect(items[0]).not.toHaveProperty("mail")
    const second = await (await api(`/people?limit=10&after=${next}`, { cookie })).json()
    expect(second.items[0].id).not.toBe(items[0].id)
    expect(await (await api(`/people/${items[0].id}`, { cookie })).json()).toMatchObject({ name: items[0].name, posts: [{ main: true }] })
    expect((await api("/people/00000000-0000-7000-8000-000000000000", { cookie })).status).toBe(404)
    expect((await api("/units?on=2023-02-30", { cookie })).status).toBe(422)
  })
})

describe("法人として申請する", () => {
  test("自分の法人だけを選べる。誤った番号の法人はつくれない", async () => {
    const cookie = await signIn("resident")
    const person = await who(cookie)
    const personId = person.kind === "applicant" ? person.id : ""
    await expect(house.work(system("test"), (work) => registerCompany(work, { corporateNumber: "1234567890123", name: "誤り" }))).rejects.toMatchObject({ field: "corporateNumber" })
    const number = `${corporateCheckDigit("000099000009")}000099000009`
    const make = () => house.work(system("test"), (work) => registerCompany(work, { corporateNumber: number, name: "株式会社月の舟" }))
    const ids = await Promise.all([make(), make()])
    expect(ids[0]).toBe(ids[1])
    const act = (company: string) => house.request("/account/company", { form: { company }, cookie })
    expect((await act(ids[0]!)).status).toBe(404)
    await house.work(system("test"), (work) => addCompanyMember(work, { companyId: ids[0]!, personId, title: "代表" }))
    expect((await act(ids[0]!)).status).toBe(303)
    expect(await who(cookie)).toMatchObject({ companyId: ids[0] })
    expect((await act("")).status).toBe(303)
    expect(await who(cookie)).not.toHaveProperty("companyId")
  })
})
