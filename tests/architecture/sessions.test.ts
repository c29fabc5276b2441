import { afterAll, beforeAll, expect, test } from "vitest"
import { system } from "../../app/kernel/access/index.ts"
import { modules } from "../../app/server.ts"
import { type TestHouse, testHouse } from "../support/house.ts"
import { cookiesOf } from "../support/people-house.ts"

/** The whole application with its memory of who is signed in: what ends must be over with the very next request. */
let house: TestHouse

beforeAll(async () => {
  house = await testHouse()
  await house.work(system("デモデータ"), async (work) => {
    for (const module of modules.slice(0, 1)) await module.seed?.(work)
  })
  // The memory listens to the database from here on.
  await new Promise((resolve) => setTimeout(resolve, 300))
})
afterAll(() => house.close())

async function signIn(persona: string): Promise<string> {
  const answer = await house.request("/demo", { form: { persona } })
  return `hagi_session=${cookiesOf(answer).hagi_session}`
}

const isIn = async (cookie: string, path = "/account") => (await house.request(path, { cookie })).status === 200

test("押しつけられたクッキーのままサインインしても、そのクッキーでは入れない", async () => {
  const planted = "hagi_session=planted-by-somebody-else"
  const answer = await house.request("/demo", { form: { persona: "clerk" }, cookie: planted })
  const fresh = `hagi_session=${cookiesOf(answer).hagi_session}`
  expect(fresh).not.toBe(planted)
  expect(await isIn(fresh)).toBe(true)
  expect(await isIn(planted)).toBe(false)
})

test("サインインし直すと、前のクッキーは終わる", async () => {
  const first = await signIn("clerk")
  expect(await isIn(first)).toBe(true)
  await house.request("/demo", { form: { persona: "planner" }, cookie: first })
  expect(await isIn(first)).toBe(false)
})

test("終わらせたセッションは、次の要求でもう入れない（20回）", async () => {
  for (let n = 0; n < 20; n++) {
    const [mine, lost] = [await signIn("clerk"), await signIn("clerk")]
    expect([await isIn(mine), await isIn(lost)]).toEqual([true, true])
    expect((await house.request("/account/sessions/end-others", { cookie: mine, form: {} })).status).toBe(303)
    expect([n, await isIn(lost), await isIn(mine)]).toEqual([n, false, true])
    expect((await house.request("/sign-out", { cookie: mine, form: {} })).status).toBe(303)
    expect([n, await isIn(mine)]).toEqual([n, false])
  }
})

test("取り消した役割では、次の要求でもう入れない。付与も同じ（10回）", async () => {
  const administrator = await signIn("administrator")
  const clerk = await signIn("clerk")
  const { rows } = await house.database.pool.query("select id from person where staff_number = '100105'")
  const today = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10)
  for (let n = 0; n < 10; n++) {
    expect([n, await isIn(clerk, "/audit")]).toEqual([n, false])
    const granted = await house.request(`/people/${rows[0].id}/grants`, { cookie: administrator, form: { role: "auditor", from: today, reason: "試験" } })
    expect(granted.status).toBe(303)
    expect([n, await isIn(clerk, "/audit")]).toEqual([n, true])
    const grant = await house.database.pool.query("select id from role_grant where person_id = $1 and role = 'auditor' and revoked_at is null", [rows[0].id])
    const revoked = await house.request(`/people/grants/${grant.rows[0].id}/revoke`, { cookie: administrator, form: { reason: "試験" } })
    expect(revoked.status).toBe(303)
  }
})

test("退職した人は、覚えられていても次の要求で入れない。鍵も効かない", async () => {
  const clerk = await signIn("digital-clerk")
  expect(await isIn(clerk)).toBe(true)
  const made = await house.request("/api/v1/tokens", { cookie: clerk, json: { name: "試験", expiresOn: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10), scopes: ["read"] } })
  const { token } = await made.json()
  const withToken = async () => (await house.request("/api/v1/me", { headers: { authorization: `Bearer ${token}` } })).status
  expect(await withToken()).toBe(200)
  const administrator = await signIn("administrator")
  const today = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10)
  const { rows } = await house.database.pool.query("select name, kana from person where staff_number = '100110'")
  const csv = `職員番号,氏名,フリガナ,メールアドレス,所属コード,職名,職位,区分,発令日\n100110,${rows[0].name},${rows[0].kana},,,,,退職,${today}\n`
  const left = await house.request("/people/import", { cookie: administrator, form: { on: today, csv, step: "apply" } })
  expect([left.status, await house.database.pool.query("select status from person where staff_number = '100110'").then((found) => found.rows[0].status)]).toEqual([303, "left"])
  expect(await isIn(clerk)).toBe(false)
  expect(await withToken()).toBe(401)
})

test("機器をなくした人の再設定は、サインインも鍵もその場で終わらせる", async () => {
  const lost = await signIn("reviewer")
  const made = await house.request("/api/v1/tokens", { cookie: lost, json: { name: "試験", expiresOn: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10), scopes: ["read"] } })
  const authorization = `Bearer ${(await made.json()).token}`
  expect((await house.request("/api/v1/me", { headers: { authorization } })).status).toBe(200)
  const { rows } = await house.database.pool.query("select id from person where staff_number = '100107'")
  const reset = await house.request(`/people/${rows[0].id}/reset-link`, { cookie: await signIn("administrator"), form: { lostDevice: "on" } })
  expect(reset.status).toBe(200)
  expect(await isIn(lost)).toBe(false)
  expect((await house.request("/api/v1/me", { headers: { authorization } })).status).toBe(401)
})

test.each([
  ["//evil.example"],
  ["https://evil.example/"],
  ["/\\evil.example"],
  ["/%0d%0aSet-Cookie:x=1"],
  ["/\r\nSet-Cookie: x=1"],
  ["/.//evil.example"],
  ["javascript:alert(1)"],
  ["/\t/evil.example"],
  ["\u0000//evil.example"],
])("戻り先「%s」でほかのサイトへ送られない", async (back) => {
  for (const answer of [
    await house.request("/demo", { form: { persona: "clerk", return: back } }),
    await house.request(`/sign-in?return=${encodeURIComponent(back)}`, { cookie: await signIn("clerk") }),
  ]) {
    expect(answer.status).toBe(303)
    const location = answer.headers.get("location")!
    expect(new URL(location, "http://here.example").host).toBe("here.example")
    expect(location.startsWith("//")).toBe(false)
    expect(answer.headers.getSetCookie().some((cookie) => cookie.startsWith("x="))).toBe(false)
  }
})

test("ファイルも置き場の外も、道をたどって読めない", async () => {
  const ways = ["../../package.json", "..%2f..%2fpackage.json", "%2e%2e/%2e%2e/package.json", "..%252f..%252fpackage.json", "fonts/../../package.json", "islands/..%2f..%2f..%2fpackage.json", "..%5c..%5cpackage.json", "%00/hagi.css", "hagi.css%00.txt", "/etc/passwd", "%2fetc%2fpasswd", "fonts", "", "."]
  for (const way of ways) {
    const answer = await house.request(`/assets/${way}`)
    expect([way, answer.status]).toEqual([way, 404])
  }
  const clerk = await signIn("clerk")
  for (const id of ["..%2f..%2fetc%2fpasswd", "%2e%2e%2fpackage.json", "a".repeat(64)]) {
    expect([id, (await house.request(`/documents/${id}`, { cookie: clerk })).status]).toEqual([id, 404])
  }
})
