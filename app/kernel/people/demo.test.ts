import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { TestHouse } from "../../../tests/support/house.ts"
import { cookiesOf, peopleHouse } from "../../../tests/support/people-house.ts"
import { personas } from "./index.ts"

let demo: TestHouse
let real: TestHouse
beforeAll(async () => {
  demo = await peopleHouse()
  real = await peopleHouse({ env: { HAGI_DEMO: "0" } })
})
afterAll(() => Promise.all([demo.close(), real.close()]))

describe("デモの人物選択", () => {
  test("デモでなければ、画面も送信先も存在しない", async () => {
    const page = await real.request("/demo")
    expect(page.status).toBe(404)
    expect(await page.text()).not.toContain("登場人物を選ぶ")
    const post = await real.request("/demo", { form: { persona: "planner" } })
    expect(post.status).toBe(404)
    expect(cookiesOf(post)).not.toHaveProperty("hagi_session")
    const empty = await real.request("/demo", { form: {} })
    expect(empty.status).toBe(404)
    expect(await (await real.request("/sign-in")).text()).not.toContain("/demo")
  })

  test("知らない人物は選べない", async () => {
    expect((await demo.request("/demo", { form: { persona: "nobody" } })).status).toBe(404)
  })

  test("ほかのサイトからの送信ではサインインさせない", async () => {
    const answer = await demo.request("/demo", { form: { persona: "planner" }, headers: { "sec-fetch-site": "cross-site" } })
    expect(answer.status).toBe(403)
  })

  test.each(personas.map((persona) => [persona.name, persona] as const))("%s としてサインインできる", async (_, persona) => {
    const answer = await demo.request("/demo", { form: { persona: persona.key } })
    expect(answer.status).toBe(303)
    expect(answer.headers.get("location")).toBe(persona.staffNumber ? "/desk" : "/")
    const setCookie = answer.headers.getSetCookie().find((line) => line.startsWith("hagi_session="))!
    expect(setCookie).toContain("HttpOnly")
    expect(setCookie).toContain("SameSite=Lax")
    const page = await demo.request("/demo", { cookie: `hagi_session=${cookiesOf(answer).hagi_session}` })
    expect(await page.text()).toContain(`<span class="account-name">${persona.name}</span>`)
  })

  test("https なら Secure が付く", async () => {
    const secure = await peopleHouse({ env: { HAGI_ORIGIN: "https://hagi.example" } })
    const answer = await secure.request("/demo", { form: { persona: "planner" } })
    expect(answer.headers.getSetCookie().find((line) => line.startsWith("hagi_session="))).toContain("Secure")
    await secure.close()
  })

  test.each([
    ["/plan?x=1", "/plan?x=1"],
    ["//evil.example/", "/desk"],
    ["/\\evil.example", "/desk"],
    ["https://evil.example/", "/desk"],
    ["/./\t/evil.example", "/desk"],
    ["/.//evil.example", "/desk"],
    ["/%2e//evil.example", "/desk"],
    ["javascript:alert(1)", "/desk"],
    ["/sign-in?return=/sign-in", "/desk"],
  ])("サインインの後に %s を求められたら %s へ行く", async (asked, went) => {
    const answer = await demo.request("/demo", { form: { persona: "planner", return: asked } })
    expect(answer.headers.get("location")).toBe(went)
  })

  test("前のセッションは終わり、サインアウトで自分のも終わる", async () => {
    const first = cookiesOf(await demo.request("/demo", { form: { persona: "planner" } })).hagi_session
    const second = cookiesOf(await demo.request("/demo", { form: { persona: "clerk" }, cookie: `hagi_session=${first}` })).hagi_session
    expect(second).not.toBe(first)
    expect(await (await demo.request("/demo", { cookie: `hagi_session=${first}` })).text()).not.toContain("account-name")
    const out = await demo.request("/sign-out", { form: {}, cookie: `hagi_session=${second}` })
    expect(out.status).toBe(303)
    expect(await (await demo.request("/demo", { cookie: `hagi_session=${second}` })).text()).not.toContain("account-name")
    expect((await demo.request("/sign-out")).status).toBe(404)
  })
})
