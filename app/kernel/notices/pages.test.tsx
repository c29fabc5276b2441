import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type TestHouse, testHouse } from "../../../tests/support/house.ts"
import { type Actor, system } from "../access/index.ts"
import { configureMail, defineNotice, tell, waitingNotices } from "./index.ts"
import { noticesModule } from "./module.ts"

let house: TestHouse
let ume: Actor
let take: Actor
let id: string
const told = defineNotice<{ to: string; title: string }>({
  name: "t.told",
  title: "試し",
  to: (_, s) => [s.to],
  subject: (s) => s.title,
  body: () => "<script>alert(1)</script>",
  link: () => "/plan",
})
beforeAll(async () => {
  house = await testHouse({ modules: [noticesModule] })
  configureMail({ url: undefined })
  const people = await house.database.db
    .insertInto("person")
    .values(["梅", "竹"].map((name, n) => ({ kind: "staff" as const, name, staff_number: `${n}`, mail: `p${n}@example.jp` })))
    .returning("id")
    .execute()
  ume = { kind: "staff", id: people[0]!.id, name: "梅", unitId: randomUUID(), unitName: "", postTitle: "", sessionId: "", grants: [] }
  take = { ...ume, id: people[1]!.id, name: "竹" } as Actor
  for (let n = 1; n <= 30; n++) {
    id = (await house.work(system("t"), (w) => tell(w, told, { to: people[0]!.id, title: `知らせ${n}` })))!
  }
})
afterAll(() => house.close())

describe("お知らせの画面", () => {
  test("新しい順に続き、印をつけた文は動かず、送信先が未設定と分かる", async () => {
    expect((await house.request("/notices")).status).toBe(303)
    const html = await (await house.request("/notices", { as: ume })).text()
    for (const words of ["知らせ30", "送信先未設定", "未設定です", "&lt;script>", "次へ", "未読"]) expect(html).toContain(words)
    expect(html).not.toContain("<script>alert")
    const next = /href="([^"]*after=[^"]*)"/.exec(html)![1]!.replaceAll("&amp;", "&")
    const second = await (await house.request(next, { as: ume })).text()
    expect(second).toContain("知らせ5")
    expect(second).not.toContain("知らせ30")
    expect(await (await house.request("/notices", { as: take })).text()).toContain("お知らせはまだありません")
  })

  test("開くと既読になって先へ進む。他人のものは無いものとして答える", async () => {
    expect((await house.request(`/notices/${id}`, { as: take })).status).toBe(404)
    const answer = await house.request(`/notices/${id}`, { as: ume })
    expect(answer.headers.get("location")).toBe("/plan")
    expect(await (await house.request("/notices?unread=yes", { as: ume })).text()).not.toContain("知らせ30<")
    expect((await house.request("/notices/x", { as: ume })).status).toBe(404)
    expect((await house.request("/notices?after=x", { as: ume })).status).toBe(422)
  })

  test("机に出る", async () => {
    const items = await house.work(ume, (w) => waitingNotices(w, 2))
    expect(items.map((item) => item.title)).toEqual(["知らせ29", "知らせ28"])
  })

  test("まとめて既読", async () => {
    expect((await house.request("/notices/read", { as: ume, form: { upTo: "x" } })).status).toBe(422)
    expect((await house.request("/notices/read", { as: ume, form: { upTo: id } })).status).toBe(303)
    expect(await (await house.request("/notices?unread=yes", { as: ume })).text()).toContain("未読のお知らせはありません")
  })

  test("受け取り方を変える", async () => {
    const wrong = await house.request("/account/notices", { as: ume, form: { mail: "sometimes" } })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain("お知らせのメールを選んでください。")
    expect((await house.request("/account/notices", { as: ume, form: { mail: "digest" } })).status).toBe(303)
    expect(await (await house.request("/api/v1/account/notices", { as: ume })).json()).toEqual({ mail: "digest", address: "p0@example.jp" })
    const put = await house.request("/api/v1/account/notices", { as: ume, method: "PUT", json: { mail: "none" } })
    expect(await put.json()).toMatchObject({ mail: "none" })
  })

  test("REST：続きと未読、他人のものは 404", async () => {
    const first = await (await house.request("/api/v1/notices?limit=10&unread=false", { as: ume })).json()
    expect(first.items).toHaveLength(10)
    const second = await (await house.request(`/api/v1/notices?limit=10&after=${first.next}`, { as: ume })).json()
    expect(second.items[0].subject).toBe("知らせ20")
    expect((await house.request(`/api/v1/notices/${id}/read`, { as: take, method: "POST" })).status).toBe(404)
    expect((await house.request("/api/v1/notices")).status).toBe(401)
  })
})
