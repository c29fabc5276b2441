import { afterAll, beforeAll, expect, test } from "vitest"
import { testHouse } from "../../../tests/support/house.ts"
import { system } from "../access/index.ts"
import { declareApprovalKinds, setRule, startApproval } from "./index.ts"
import { approvalsModule } from "./module.ts"
import { buildPrefecture, type PersonKey, type Prefecture } from "./prefecture.fixture.ts"

const house = await testHouse({ modules: [approvalsModule] })
afterAll(house.close)
declareApprovalKinds([{ kind: "test", title: "試験の案件", link: (id) => `/test/${id}`, approved: async () => {}, returned: async () => {} }])

let prefecture: Prefecture
beforeAll(async () => {
  prefecture = await buildPrefecture(house.database.db, new Date())
  await house.work(system("試験"), (work) =>
    setRule(work, { kind: "test", amountFrom: 0, deciderRank: 40, circulationRanks: [60], concurrenceUnitIds: [prefecture.units.zaisei], ownDraft: false, article: "1項", validFrom: "2020-04-01" }),
  )
})
const get = async (key: PersonKey, path: string) => {
  const response = await house.request(path, { as: await prefecture.actor(key) })
  return { status: response.status, text: await response.text() }
}
const post = async (key: PersonKey, path: string, form: Record<string, string>) => {
  const response = await house.request(path, { as: await prefecture.actor(key), form })
  return { status: response.status, text: await response.text(), location: response.headers.get("location") }
}
const api = async (key: PersonKey, path: string, json?: unknown) => {
  const response = await house.request(`/api/v1${path}`, { as: await prefecture.actor(key), json })
  return { status: response.status, body: (await response.json()) as never }
}
let subject = 0
const draft = async (title = "<b>様式</b>をなくす案") =>
  house.work(await prefecture.actor("shuji"), (work) =>
    startApproval(work, {
      kind: "test",
      title,
      amount: 1234567,
      unitId: prefecture.units.han,
      subject: { kind: "test", id: String(++subject) },
      content: { a: 1 },
      summary: [{ label: "効果", value: "=SUM(A1) 年120時間" }],
      link: "/test/1",
    }),
  )

test("一覧から開き、承認・差戻しまで画面で進められる", async () => {
  const id = await draft()
  const list = await get("hancho", "/approvals")
  expect(list.text).toContain("&lt;b>様式")
  expect(list.text).toContain("回議（あなたの番）")
  const page = await get("hancho", `/approvals/${id}`)
  expect(page.text).toContain("承認する")
  expect(page.text).toContain('role="img" aria-label="決裁の経路：起案')
  expect(page.text).not.toContain("取り下げる")
  expect(new Set(page.text.match(/ id="[^"]+"/g)).size).toBe(page.text.match(/ id="[^"]+"/g)!.length)
  const done = await post("hancho", `/approvals/${id}/approve`, { comment: "よい" })
  expect([done.status, done.location]).toEqual([303, `/approvals/${id}`])
  expect((await get("zkacho", `/approvals/${id}`)).text).toContain("合議に同意する")
  const empty = await post("zkacho", `/approvals/${id}/return`, { reason: "" })
  expect(empty.status).toBe(422)
  expect(empty.text).toContain("理由を入力してください。")
  expect(empty.text).toContain("エラー：")
  expect(empty.text.match(/id="reason"/g)?.length).toBe(1)
  expect((await post("zkacho", `/approvals/${id}/return`, { reason: "根拠がありません" })).status).toBe(303)
  const mine = await get("shuji", `/approvals/${id}`)
  expect(mine.text).toContain("差し戻されています")
  expect(mine.text).toContain("根拠がありません")
  expect((await post("shuji", `/approvals/${id}/withdraw`, { reason: "やめます" })).status).toBe(303)
  expect((await get("shuji", `/approvals/${id}`)).text).toContain("取下げ")
})

test("関わりのない職員には「見つかりません」、順番でない人には断りの文が出る", async () => {
  const id = await draft()
  expect((await get("zshuji", `/approvals/${id}`)).status).toBe(404)
  expect((await get("zshuji", "/approvals/not-an-id")).status).toBe(404)
  const early = await post("kacho", `/approvals/${id}/approve`, {})
  expect(early.status).toBe(403)
  expect(early.text).toContain("あなたの順番ではありません")
  expect((await get("kacho", `/approvals/${id}`)).text).toContain("引き上げる")
})

test("画面を開いたあとに出し直されたものは、古い画面からは承認できない", async () => {
  const id = await draft()
  const late = await post("hancho", `/approvals/${id}/approve`, { hash: "0".repeat(64) })
  expect(late.status).toBe(409)
  expect(late.text).toContain("出し直されています")
})

test("印刷用の画面には操作がなく、内容の控えが載る", async () => {
  const id = await draft()
  const page = await get("hancho", `/approvals/${id}/print`)
  expect(page.text).not.toContain("承認する")
  expect(page.text).toMatch(/[0-9a-f]{16} [0-9a-f]{16}/)
})

test("CSV は、式として動かない形で書き出す", async () => {
  await draft("=HYPERLINK(1)")
  const { text, status } = await get("shuji", "/approvals/approvals.csv?box=drafted")
  expect(status).toBe(200)
  expect(text).toContain("'=HYPERLINK(1)")
  expect(text).toContain("1234567")
})

test("壊れた条件でも一覧は開く", async () => {
  expect((await get("shuji", "/approvals?box=x&status=y&after=%FF&sort=z&limit=999")).status).toBe(200)
  expect((await get("shuji", `/approvals?text=${"あ".repeat(300)}`)).status).toBe(200)
})

test("不在の届出: 画面で届け出て、やめられる。逆の日付は欄に誤りが出る", async () => {
  const wrong = await post("kacho", "/approvals/absence", { fromOn: "2099-01-02", untilOn: "2099-01-01", reason: "出張" })
  expect(wrong.status).toBe(422)
  expect(wrong.text).toContain("終わりの日は、始まりの日以降")
  expect((await post("kacho", "/approvals/absence", { fromOn: "2099-01-01", untilOn: "2099-01-02", reason: "自治大学校" })).status).toBe(303)
  const page = await get("kacho", "/approvals/absence")
  expect(page.text).toContain("自治大学校")
  const id = /absence\/([0-9a-f-]{36})\/end/.exec(page.text)![1]!
  expect((await post("zkacho", `/approvals/absence/${id}/end`, {})).status).toBe(403)
  expect((await post("kacho", `/approvals/absence/${id}/end`, {})).status).toBe(303)
  expect((await get("kacho", "/approvals/absence")).text).not.toContain("自治大学校")
})

test("専決規程: 誰でも読めるが、改められるのは権限のある人だけ。改めても過去の定めは残る", async () => {
  const read = await get("shuji", "/approvals/rules")
  expect(read.text).toContain("1項")
  expect(read.text).not.toContain("改める</a>")
  expect((await get("shuji", "/approvals/rules/new")).status).toBe(403)
  await house.database.db.insertInto("role_grant").values({ person_id: prefecture.people.zshuji, role: "administrator", valid_from: "2020-04-01" }).execute()
  const rules = await get("zshuji", "/approvals/rules")
  const id = /rules\/([0-9a-f-]{36})"/.exec(rules.text)![1]!
  expect((await get("zshuji", `/approvals/rules/${id}`)).text).toContain("改める")
  const form = { kind: "test", amountFrom: "１，０００", deciderRank: "20", article: "新1項", validFrom: "2099-04-01" }
  const past = await post("zshuji", `/approvals/rules/${id}`, { ...form, validFrom: "2020-05-01" })
  expect(past.status).toBe(422)
  const added = await post("zshuji", "/approvals/rules/new", form)
  expect(added.status).toBe(409)
  expect(added.text).toContain("と重なります")
  expect((await post("zshuji", `/approvals/rules/${id}`, form)).status).toBe(303)
  const after = await get("zshuji", "/approvals/rules")
  expect(after.text).toContain("これからの定め")
  expect(after.text).toContain("1,000円以上")
  const coming = /rules\/([0-9a-f-]{36})"/.exec(after.text.slice(after.text.indexOf("これからの定め")))![1]!
  expect((await post("shuji", `/approvals/rules/${coming}/end`, { from: "2099-05-01" })).status).toBe(403)
  expect((await post("zshuji", `/approvals/rules/${coming}/end`, { from: "2020-05-01" })).text).toContain("廃止する日は、きょう以降")
  expect((await post("zshuji", `/approvals/rules/${coming}/end`, { from: "2099-05-01" })).status).toBe(303)
  expect((await api("zshuji", "/approvals/rules", { kind: "test", deciderRank: 40, article: "2項", validFrom: "2099-05-01" })).status).toBe(201)
  expect((await api("shuji", "/approvals/rules", { kind: "test", deciderRank: 40, article: "2項", validFrom: "2099-06-01" })).status).toBe(403)
  expect(await api("kacho", "/approvals/absences", { fromOn: "2098-01-01", untilOn: "2098-01-02", reason: "出張" })).toMatchObject({ status: 201 })
  expect(await api("kacho", "/approvals/absences")).toMatchObject({ body: { items: [{ fromOn: "2098-01-01" }] } })
})

test("REST: 一覧・1件・承認を同じ規則で扱い、見られない人には 404 を返す", async () => {
  const id = await draft()
  const list = await api("hancho", "/approvals?limit=1")
  expect(list).toMatchObject({ status: 200, body: { items: [{ id, asked: "circulate" }] } })
  expect(await api("hancho", `/approvals/${id}`)).toMatchObject({ status: 200, body: { status: "in-progress", may: { take: "circulate" } } })
  expect((await api("zshuji", `/approvals/${id}/approve`, {})).status).toBe(404)
  expect((await api("kacho", `/approvals/${id}/approve`, {})).status).toBe(403)
  expect((await api("hancho", `/approvals/${id}/return`, {})).status).toBe(422)
  expect(await api("hancho", `/approvals/${id}/approve`, { comment: "よい" })).toMatchObject({ status: 200, body: { steps: [{ state: "done", comment: "よい" }, { state: "current" }, {}] } })
  expect((await api("hancho", `/approvals/${id}/approve`, {})).status).toBe(409)
  expect((await api("hancho", "/approvals/rules")).status).toBe(200)
})
