import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { Actor, StaffActor } from "../../kernel/access/index.ts"
import { type TestHouse, testHouse } from "../../../tests/support/house.ts"
import { paths } from "../paths.ts"
import * as plan from "./index.ts"
import { editionsPart } from "./module.ts"

let house: TestHouse
let office: StaffActor
let owner: StaffActor
let stranger: StaffActor
let content: plan.EditionContent

beforeAll(async () => {
  house = await testHouse({ modules: [{ name: "plan", title: "推進プラン", ...editionsPart }] })
  const { db } = house.database
  const unit = async (code: string, name: string) => {
    const { id } = await db.insertInto("unit").values({ code }).returning("id").executeTakeFirstOrThrow()
    await db.insertInto("unit_period").values({ unit_id: id, name, valid_from: "2024-04-01" }).execute()
    return id
  }
  const planning = await unit("KIKAKU", "行政経営課")
  const digital = await unit("DIGITAL", "デジタル推進課")
  const person = async (name: string, number: string, unitId: string, grants: StaffActor["grants"] = []): Promise<StaffActor> => {
    const { id } = await db.insertInto("person").values({ kind: "staff", name, staff_number: number }).returning("id").executeTakeFirstOrThrow()
    return { kind: "staff", id, name, unitId, unitName: "課", postTitle: "主査", sessionId: "", grants }
  }
  office = await person("計画 花子", "200001", planning, [{ role: "plan-office", unitIds: "all" }])
  owner = await person("主管 太郎", "200002", digital)
  stranger = await person("他課 次郎", "200003", planning)
})
afterAll(() => house.close())

const get = async (path: string, as: Actor) => {
  const response = await house.request(path, { as })
  return { status: response.status, html: await response.text(), location: response.headers.get("location") }
}
const post = async (path: string, as: Actor, form: Record<string, string | string[]>) => {
  const response = await house.request(path, { as, form })
  return { status: response.status, html: await response.text(), location: response.headers.get("location") }
}

test("版のないとき、ホームは何をすればよいかを教える", async () => {
  expect((await get(paths.home, office)).html).toContain("いまある計画の文から取り込む")
  expect((await get(paths.home, owner)).html).not.toContain(paths.import)
})

test("空の版を画面だけで作り、取組を加え、書き込める", async () => {
  const made = await post(paths.editionNew, office, { fiscalYear: "２０２６", title: "推進プラン（令和8年度）" })
  expect(made.status).toBe(303)
  const id = made.location!.split("/")[3]!
  const version = /name="_version" value="(\d+)"/.exec((await get(paths.editionEdit(id), office)).html)![1]!
  const saved = await post(paths.editionEdit(id), office, {
    _version: version,
    title: "推進プラン（令和8年度）",
    ideals: "信頼される県庁\n風通しのよい職場",
    "directions.0.numeral": "Ⅰ",
    "directions.0.title": "生産性の向上",
    "directions.0.aim": "速く正確に",
    "directions.1.numeral": "",
    "directions.1.title": "",
    "directions.1.aim": "",
  })
  expect(saved.location).toBe(paths.edition(id))
  const units = await house.database.db.selectFrom("unit").select(["id", "code"]).execute()
  const digital = units.find((one) => one.code === "DIGITAL")!.id
  const direction = await house.database.db.selectFrom("plan_direction").select("id").where("edition_id", "=", id).executeTakeFirstOrThrow()
  const added = await post(paths.sheetNew(id), office, { directionId: direction.id, title: "生成AIの活用", ownerUnitId: digital })
  expect(added.status).toBe(303)
  content = await house.work(office, (work) => plan.readEdition(work, id))
  const page = await get(paths.edition(id), office)
  expect(page.html).toContain("信頼される県庁")
  expect(page.html).toContain("生成AIの活用")
  expect(page.html).toContain("デジタル推進課")
})

const ids = () => [content.edition.id, content.sheets[0]!.initiativeId] as const

test("下書きの取組は主管課が開け、ほかの課には見つからない", async () => {
  expect((await get(paths.initiative(...ids()), owner)).status).toBe(200)
  expect((await get(paths.initiative(...ids()), stranger)).status).toBe(404)
  expect((await get(paths.initiativePart(...ids(), "actions"), stranger)).status).toBe(404)
  expect((await get(paths.initiativePart(...ids(), "place"), owner)).status).toBe(403)
  expect((await get(paths.editionEdit(content.edition.id), owner)).status).toBe(403)
})

test("主管課は画面から現状、課題、マイルストーン、指標を書ける", async () => {
  const part = (name: string) => paths.initiativePart(...ids(), name)
  expect((await post(part("state"), owner, { _version: "1", presentState: "利用は一部の課に限られる" })).status).toBe(303)
  expect((await post(paths.issues(...ids()), owner, { text: "使い方を知らない職員が多い" })).status).toBe(303)
  expect((await post(paths.milestones(...ids()), owner, { quarter: "2", text: "全職員に研修" })).status).toBe(303)
  expect(
    (await post(paths.indicators(...ids()), owner, { name: "利用した職員", kind: "output", better: "up", target: "１，０００", unit: "人" })).status,
  ).toBe(303)
  expect((await post(part("logic"), owner, { _version: "5", "logicModel.inputs": "利用環境", "logicModel.outcomes": "時間が生まれる" })).status).toBe(303)
  const { html } = await get(paths.initiative(...ids()), owner)
  for (const text of ["利用は一部の課に限られる", "使い方を知らない職員が多い", "全職員に研修", "利用した職員", "1,000人", "時間が生まれる"]) {
    expect(html).toContain(text)
  }
})

describe("間違った入力は、打った文を残して日本語で知らせる", () => {
  const cases: [string, () => string, Record<string, string>, string][] = [
    ["長すぎる課題", () => paths.issues(...ids()), { text: "あ".repeat(2001) }, "課題は2000文字以内で入力してください（いま2001文字）。"],
    ["空の課題", () => paths.issues(...ids()), { text: "" }, "課題を入力してください。"],
    ["ない四半期", () => paths.milestones(...ids()), { quarter: "5", text: "夏の研修" }, "四半期は4以下で入力してください。"],
    ["文字の目標値", () => paths.indicators(...ids()), { name: "割合", kind: "outcome", target: "たくさん" }, "目標値は数字で入力してください"],
    ["目標も理由もない", () => paths.indicators(...ids()), { name: "割合", kind: "outcome" }, "目標値を入力するか、置かない理由を入力してください。"],
    ["名称のない版", () => paths.editionNew, { fiscalYear: "2026", title: "" }, "名称を入力してください。"],
    ["遠い年度", () => paths.editionNew, { fiscalYear: "3000", title: "未来" }, "年度は2100以下で入力してください。"],
  ]
  test.each(cases)("%s", async (_, path, form, sentence) => {
    const answer = await post(path(), office, form)
    expect(answer.status).toBe(422)
    expect(answer.html).toContain(sentence)
    expect(answer.html).toContain("<title>エラー：")
    for (const typed of Object.values(form)) if (typed) expect(answer.html).toContain(typed)
  })
})

test("同じ欄を二人が書くと、後の人の画面に両方の文が並び、選び直して保存できる", async () => {
  const path = paths.initiativePart(...ids(), "actions")
  const opened = /name="_version" value="(\d+)"/.exec((await get(path, owner)).html)![1]!
  expect((await post(path, office, { _version: opened, actions: "企画担当の文" })).status).toBe(303)
  const again = await post(path, owner, { _version: opened, actions: "主管課の文" })
  expect(again.status).toBe(409)
  expect(again.html).toContain("主管課の文")
  expect(again.html).toContain("企画担当の文")
  const next = /name="_version" value="(\d+)"/.exec(again.html)![1]!
  expect((await post(path, owner, { _version: next, actions: "両方を合わせた文" })).status).toBe(303)
})

test("企画担当は名称と主管課を直し、取組を外せる。外す理由がなければ外れない", async () => {
  const [e, i] = ids()
  const place = paths.initiativePart(e, i, "place")
  const { html } = await get(place, office)
  const version = /name="_version" value="(\d+)"/.exec(html)![1]!
  const sheet = content.sheets[0]!
  const form = { _version: version, title: "生成AIの活用", aliases: "生成AI活用\nAIの活用", directionId: sheet.directionId, number: "1", ownerUnitId: sheet.ownerUnitId! }
  expect((await post(place, office, form)).status).toBe(303)
  expect((await get(paths.initiative(e, i), office)).html).toContain("生成AI活用、AIの活用")
  const added = await post(paths.sheetNew(e), office, { directionId: sheet.directionId, title: "要らない取組" })
  const other = added.location!.split("/").at(-1)!
  const refusedRemoval = await post(paths.initiativeRemove(e, other), office, { removalReason: "" })
  expect(refusedRemoval.html).toContain("外す理由を入力してください。")
  expect((await post(paths.initiativeRemove(e, other), owner, { removalReason: "x" })).status).not.toBe(303)
  expect((await post(paths.initiativeRemove(e, other), office, { removalReason: "重なっていた" })).status).toBe(303)
  expect((await get(paths.initiative(e, other), office)).status).toBe(404)
})

test("文の中のスクリプトは文字のまま表れる", async () => {
  const script = `<script>alert("x")</script>`
  await post(paths.issues(...ids()), owner, { text: script })
  const { html } = await get(paths.initiative(...ids()), owner)
  expect(html).not.toContain(script)
  expect(html).toContain("&lt;script>")
})

test("施行中の版：ホームに並び、マイルストーンだけ報告できる", async () => {
  const [e] = ids()
  await house.database.db.updateTable("plan_edition").set({ status: "in-force", in_force_on: "2026-04-01" }).where("id", "=", e).execute()
  const home = await get(paths.home, stranger)
  expect(home.html).toContain("生成AIの活用")
  expect(home.html).toContain("マイルストーン：")
  expect((await get(paths.initiative(...ids()), stranger)).status).toBe(200)
  expect((await post(paths.initiativePart(...ids(), "actions"), owner, { _version: "1", actions: "x" })).status).not.toBe(303)
  const { sheet } = await house.work(owner, (work) => plan.getSheet(work, ...ids()))
  const milestone = paths.milestone(...ids(), sheet.milestones[0]!.id)
  const late = await post(`${milestone}/report`, owner, { doneOn: "2026-09-30", evidence: "" })
  expect(late.html).toContain("達成の根拠")
  expect((await post(`${milestone}/report`, stranger, { doneOn: "2026-09-30", evidence: "x" })).status).toBe(403)
  expect((await post(`${milestone}/report`, owner, { doneOn: "2026-09-30", evidence: "研修記録 第3号" })).status).toBe(303)
  expect((await get(paths.home, stranger)).html).toContain("全職員に研修")
})

test("知らない番号や番号でないものは「見つかりません」", async () => {
  const nobody = "00000000-0000-7000-8000-000000000000"
  for (const path of [paths.edition("x"), paths.edition(nobody), paths.initiative(content.edition.id, nobody), paths.initiative("'", "--")]) {
    expect((await get(path, office)).status).toBe(404)
  }
})
