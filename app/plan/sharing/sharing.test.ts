import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type Actor, type StaffActor, system } from "../../kernel/access/index.ts"
import { answersOf } from "../../kernel/database/index.ts"
import { search } from "../../kernel/search/index.ts"
import { type TestHouse, testHouse } from "../../../tests/support/house.ts"
import { addSheet, createEdition, editionInput, sheetInput } from "../editions/index.ts"
import { editionsPart } from "../editions/module.ts"
import { paths } from "../paths.ts"
import { sharingPart } from "./module.ts"
import { sharingPaths } from "./paths.ts"
import { remindOfQuestions } from "./remind-of-questions.ts"
import { sharingOwned, sharingWaiting } from "./waiting.ts"

let house: TestHouse
let office: StaffActor
let owner: StaffActor
let ownerHead: StaffActor
let director: StaffActor
let asker: StaffActor
let otherHead: StaffActor
let e: string
let i: string
let draftOnly: string

beforeAll(async () => {
  house = await testHouse({
    modules: [
      { name: "plan", title: "推進プラン", ...editionsPart },
      { name: "plan-sharing", title: "推進プランの共有", ...sharingPart },
    ],
  })
  const { db } = house.database
  const unit = async (code: string, name: string, parentId: string | null = null) => {
    const { id } = await db.insertInto("unit").values({ code }).returning("id").executeTakeFirstOrThrow()
    await db.insertInto("unit_period").values({ unit_id: id, name, parent_id: parentId, valid_from: "2024-04-01" }).execute()
    return id
  }
  const department = await unit("SOMU", "総務部")
  const planning = await unit("KIKAKU", "行政経営課", department)
  const digital = await unit("DIGITAL", "デジタル推進課", department)
  const person = async (name: string, number: string, unitId: string, rank: number, grants: StaffActor["grants"] = []): Promise<StaffActor> => {
    const { id } = await db
      .insertInto("person")
      .values({ kind: "staff", name, staff_number: number })
      .returning("id")
      .executeTakeFirstOrThrow()
    await db.insertInto("staff_post").values({ person_id: id, unit_id: unitId, title: rank <= 40 ? "課長" : "主査", rank, main: true, valid_from: "2024-04-01" }).execute()
    return { kind: "staff", id, name, unitId, unitName: "課", postTitle: "主査", sessionId: "", grants }
  }
  office = await person("計画 花子", "300001", planning, 60, [{ role: "plan-office", unitIds: "all" }])
  owner = await person("主管 太郎", "300002", digital, 60)
  ownerHead = await person("主管課 長子", "300003", digital, 40, [{ role: "head", unitIds: [digital] }])
  director = await person("総務 部長", "300004", department, 30, [{ role: "head", unitIds: [department, planning, digital] }])
  asker = await person("質問 次郎", "300005", planning, 60)
  otherHead = await person("行政経営 課長", "300006", planning, 40, [{ role: "head", unitIds: [planning] }])
  e = await house.work(office, async (work) => {
    const { id } = await createEdition(work, editionInput.parse({ fiscalYear: 2026, title: "推進プラン" }))
    const direction = await work.db
      .insertInto("plan_direction")
      .values({ edition_id: id, numeral: "Ⅰ", title: "生産性", sort: 1 })
      .returning("id")
      .executeTakeFirstOrThrow()
    i = await addSheet(work, id, sheetInput.parse({ directionId: direction.id, title: "生成AIの活用", ownerUnitId: digital }))
    return id
  })
  await db.updateTable("plan_edition").set({ status: "in-force", in_force_on: "2026-04-01" }).where("id", "=", e).execute()
  draftOnly = await house.work(office, async (work) => {
    const { id } = await createEdition(work, editionInput.parse({ fiscalYear: 2027, title: "次の推進プラン" }))
    const direction = await work.db
      .insertInto("plan_direction")
      .values({ edition_id: id, numeral: "Ⅰ", title: "生産性", sort: 1 })
      .returning("id")
      .executeTakeFirstOrThrow()
    return addSheet(work, id, sheetInput.parse({ directionId: direction.id, title: "まだ秘密の取組", ownerUnitId: digital }))
  })
})
afterAll(() => house.close())

const get = async (path: string, as?: Actor) => {
  const response = await house.request(path, as ? { as } : {})
  return { status: response.status, html: await response.text(), location: response.headers.get("location") }
}
const post = async (path: string, as: Actor, form: Record<string, string> = {}) => {
  const response = await house.request(path, { as, form })
  return { status: response.status, html: await response.text(), location: response.headers.get("location") }
}
const api = async (method: string, path: string, as: Actor, json?: unknown, headers: Record<string, string> = {}) => {
  const response = await house.request(`/api/v1${path}`, { as, method, json, headers })
  return { status: response.status, body: (await response.json().catch(() => null)) as Record<string, never>, etag: response.headers.get("etag") }
}
const ask = async (text: string, as: Actor = asker) => {
  expect((await post(paths.questions(i), as, { text })).status).toBe(303)
  const { id } = await house.database.db.selectFrom("plan_question").select("id").where("text", "=", text).executeTakeFirstOrThrow()
  return id
}
const version = (html: string) => /name="_version" value="(\d+)"/.exec(html)![1]!
const told = async (who: StaffActor) =>
  (
    await house.database.db
      .selectFrom("notice_recipient as r")
      .innerJoin("notice as n", "n.id", "r.notice_id")
      .select("n.subject")
      .where("r.person_id", "=", who.id)
      .execute()
  ).map((row) => row.subject)

describe("質問と回答：断ること", () => {
  test("来訪者はサインインへ、下書きだけの取組は見つからない", async () => {
    expect((await get(paths.questions(i))).status).toBe(303)
    expect((await get(paths.questions(draftOnly), asker)).status).toBe(404)
    expect((await post(paths.questions(draftOnly), asker, { text: "あるのですか" })).status).toBe(404)
    expect((await get(paths.questions("x"), asker)).status).toBe(404)
  })
  test.each([
    ["空の質問", "", "質問を入力してください。"],
    ["長すぎる質問", "あ".repeat(2001), "質問は2000文字以内"],
  ])("%s", async (_, text, sentence) => {
    const answer = await post(paths.questions(i), asker, { text })
    expect(answer.status).toBe(422)
    expect(answer.html).toContain(sentence)
    if (text) expect(answer.html).toContain(text)
  })
  test("答えられるのは主管課と企画担当、直せるのは本人、非表示は企画担当", async () => {
    const q = await ask("断る試験の質問")
    expect((await post(sharingPaths.answer(i, q), asker, { answer: "勝手な回答" })).status).toBe(403)
    expect((await post(sharingPaths.answer(i, q), otherHead, { answer: "勝手な回答" })).status).toBe(403)
    expect((await post(sharingPaths.question(i, q), owner, { text: "書き換え" })).status).toBe(403)
    expect((await post(sharingPaths.hide(i, q), owner, { reason: "不要" })).status).toBe(403)
    expect((await api("PUT", `/plan/initiatives/${i}/questions/${q}/answer`, asker, { answer: "x" }, { "if-match": '"v1"' })).status).toBe(403)
    expect((await post(sharingPaths.answer(i, "00000000-0000-7000-8000-000000000000"), owner, { answer: "x" })).status).toBe(404)
  })
})

test("質問すると主管課の長に知らせ、課の机に期限付きで並び、検索で見つかる", async () => {
  const q = await ask("研修の録画はどこで見られますか")
  expect(await told(ownerHead)).toContain("「Ⅰ-① 生成AIの活用」に質問がありました")
  const waits = await house.work(owner, (work) => answersOf(work, sharingWaiting(work)))
  const mine = waits.find((item) => item.title.includes("研修の録画"))!
  expect(mine).toMatchObject({ kind: "回答", link: sharingPaths.question(i, q) })
  expect(mine.dueOn! > "2026-01-01").toBe(true)
  expect((await house.work(asker, (work) => answersOf(work, sharingWaiting(work)))).filter((item) => item.kind === "回答")).toEqual([])
  const found = await house.work(otherHead, (work) => search(work, { text: "研修の録画" }))
  expect(found.items.map((item) => item.link)).toContain(`${paths.questions(i)}#q-${q}`)
})

test("回答までは本人が直せ、回答すると本人と見守る人に知らせ、直せなくなる", async () => {
  const q = await ask("様式はありますか")
  await post(sharingPaths.follow(e, i), otherHead, { follow: "yes" })
  const edit = await get(sharingPaths.question(i, q), asker)
  expect((await post(sharingPaths.question(i, q), asker, { _version: version(edit.html), text: "申請の様式はありますか" })).status).toBe(303)
  // Opened before the asker reworded it: the answer would answer another question.
  const late = await post(sharingPaths.answer(i, q), owner, { _version: version(edit.html), answer: "あります" })
  expect(late.status).toBe(409)
  expect(late.html).toContain("あります")
  expect(late.html).toContain("申請の様式はありますか")
  expect((await post(sharingPaths.answer(i, q), owner, { _version: version(late.html), answer: "庁内ポータルにあります" })).status).toBe(303)
  expect(await told(asker)).toContain("「Ⅰ-① 生成AIの活用」への質問に回答がありました")
  expect(await told(otherHead)).toContain("「Ⅰ-① 生成AIの活用」への質問に回答がありました")
  expect((await post(sharingPaths.question(i, q), asker, { text: "やはり別の質問" })).status).toBe(409)
  const list = await get(paths.questions(i), otherHead)
  expect(list.html).toContain("庁内ポータルにあります")
  const found = await house.work(otherHead, (work) => search(work, { text: "庁内ポータルにあります" }))
  expect(found.items).toHaveLength(1)
})

test("回答を直すと、直す前の回答が操作の記録に残る", async () => {
  const q = await ask("期限はいつですか")
  await post(sharingPaths.answer(i, q), office, { answer: "9月です" })
  await post(sharingPaths.answer(i, q), owner, { answer: "10月です" })
  const kept = await house.database.db.selectFrom("audit_event").select("detail").where("action", "=", "plan.answer-corrected").execute()
  expect(JSON.stringify(kept)).toContain("9月です")
  expect((await get(paths.questions(i), asker)).html).not.toContain("9月です")
})

test("非表示：文は本人と企画担当だけに見え、理由と跡は残り、検索から消え、戻せる", async () => {
  const q = await ask("うっかり書いた個人の名前")
  expect((await post(sharingPaths.hide(i, q), office, { reason: "" })).status).toBe(422)
  expect((await post(sharingPaths.hide(i, q), office, { reason: "個人名を含むため" })).status).toBe(303)
  const seen = await get(paths.questions(i), owner)
  expect(seen.html).not.toContain("うっかり書いた")
  expect(seen.html).toContain("個人名を含むため")
  expect((await get(sharingPaths.question(i, q), owner)).html).not.toContain("うっかり書いた")
  expect(JSON.stringify((await api("GET", `/plan/initiatives/${i}/questions`, owner)).body)).not.toContain("うっかり書いた")
  expect((await get(paths.questions(i), asker)).html).toContain("うっかり書いた")
  expect((await post(sharingPaths.answer(i, q), owner, { answer: "x" })).status).toBe(409)
  expect((await house.work(owner, (work) => search(work, { text: "うっかり書いた" }))).items).toEqual([])
  expect((await post(sharingPaths.show(i, q), office)).status).toBe(303)
  expect((await get(paths.questions(i), owner)).html).toContain("うっかり書いた")
})

test("5開庁日を過ぎた質問は、一度だけ主管課の長に知らせる", async () => {
  await ask("忘れられた質問")
  const later = new Date(Date.now() + 30 * 86_400_000)
  const first = await house.work(system("test"), remindOfQuestions, later)
  expect(first).toBeGreaterThan(0)
  expect(await house.work(system("test"), remindOfQuestions, later)).toBe(0)
  expect(await told(ownerHead)).toContain("「Ⅰ-① 生成AIの活用」への質問に、まだ回答がありません")
})

test("質問に書かれたスクリプトは文字のまま", async () => {
  await ask(`<script>alert("q")</script>`)
  expect((await get(paths.questions(i), owner)).html).not.toContain(`<script>alert("q")`)
})

describe("読みました", () => {
  test("読むまで机に並び、押すと消え、二度押しても一度", async () => {
    expect((await house.work(asker, (work) => answersOf(work, sharingWaiting(work)))).map((item) => item.kind)).toContain("未読の版")
    expect((await get(paths.edition(e), asker)).html).toContain("読みました</button>")
    expect((await post(paths.editionRead(e), asker)).status).toBe(303)
    expect((await post(paths.editionRead(e), asker)).status).toBe(303)
    expect((await house.work(asker, (work) => answersOf(work, sharingWaiting(work)))).map((item) => item.kind)).not.toContain("未読の版")
    expect((await get(paths.edition(e), asker)).html).not.toContain("読みました</button>")
  })
  test("下書きには押せない", async () => {
    const draft = await house.database.db.selectFrom("plan_edition").select("id").where("status", "=", "draft").executeTakeFirstOrThrow()
    expect((await post(paths.editionRead(draft.id), asker)).status).toBe(404)
    expect((await post(paths.editionRead(draft.id), office)).status).toBe(409)
  })
  test("人数：企画担当はすべての所属、所属長は自所属、ほかの職員は断る", async () => {
    expect((await get(paths.readers(e), asker)).status).toBe(403)
    const all = await get(paths.readers(e), office)
    expect(all.html).toContain("1 / 3人")
    expect(all.html).toContain("その他の少人数の所属")
    expect(all.html).not.toContain("デジタル推進課")
    expect(all.html).not.toContain("質問 次郎")
    const own = await get(paths.readers(e), ownerHead)
    expect(own.html).toContain("デジタル推進課")
    expect(own.html).not.toContain("行政経営課")
  })
  test("名前：その所属の長と、その上の長だけ。企画担当にも見せない", async () => {
    const names = sharingPaths.unitReaders(e, asker.unitId)
    for (const as of [office, asker, owner, ownerHead]) {
      expect((await get(names, as)).status).toBe(403)
      expect((await api("GET", `/plan/editions/${e}/readers/${asker.unitId}`, as)).status).toBe(403)
    }
    for (const as of [otherHead, director]) expect((await get(names, as)).html).toContain("質問 次郎")
    const looked = await house.database.db.selectFrom("audit_event").select("action").where("action", "=", "audit.read").execute()
    expect(looked.length).toBeGreaterThanOrEqual(2)
  })
})

test("自所属のページ：主管する取組、質問、空の所属への案内", async () => {
  await ask("自所属に並ぶ質問")
  const mine = await get(paths.myUnit, owner)
  expect(mine.html).toContain("生成AIの活用")
  expect(mine.html).toContain("自所属に並ぶ質問")
  expect(mine.html).not.toContain("まだ秘密の取組")
  expect((await get(paths.myUnit, asker)).html).toContain("この所属が主管・関係する取組はありません")
  expect(await house.work(owner, (work) => answersOf(work, sharingOwned(work)))).toMatchObject([{ kind: "取組", title: "Ⅰ-① 生成AIの活用" }])
  const rest = await api("GET", "/plan/my-unit", owner)
  expect(rest.body).toMatchObject({ editionId: e, owned: [{ initiativeId: i }] })
})

test("見守る・やめる。番地は版が替わっても取組に届く", async () => {
  expect((await post(sharingPaths.follow(e, draftOnly), asker, { follow: "yes" })).status).toBe(404)
  expect((await post(sharingPaths.follow(e, i), asker, { follow: "yes" })).status).toBe(303)
  expect((await get(paths.initiative(e, i), asker)).html).toContain("見守るのをやめる")
  expect((await get(sharingPaths.initiativeNow(i), asker)).location).toBe(paths.initiative(e, i))
  await post(sharingPaths.follow(e, i), asker, { follow: "no" })
  expect((await get(paths.initiative(e, i), asker)).html).not.toContain("見守るのをやめる")
})

test("1枚のまとめ：ページと PDF", async () => {
  expect((await get(paths.initiativePrint(e, i), asker)).html).toContain("何をするのか")
  const pdf = await house.request(sharingPaths.summaryPdf(e, i), { as: asker })
  expect(pdf.headers.get("content-type")).toBe("application/pdf")
  expect((await pdf.text()).slice(0, 5)).toBe("%PDF-")
})

test("REST：質問、If-Match のない編集は428、古い版は409", async () => {
  const made = await api("POST", `/plan/initiatives/${i}/questions`, asker, { text: "RESTからの質問" })
  expect(made.status).toBe(201)
  const one = `/plan/initiatives/${i}/questions/${made.body.id}`
  expect((await api("PUT", one, asker, { text: "直した" })).status).toBe(428)
  const read = await api("GET", one, asker)
  expect((await api("PUT", one, asker, { text: "直した" }, { "if-match": read.etag! })).status).toBe(200)
  expect((await api("PUT", `${one}/answer`, owner, { answer: "古い" }, { "if-match": read.etag! })).status).toBe(409)
  expect((await api("PUT", `${one}/answer`, owner, { answer: "新しい" }, { "if-match": '"v2"' })).body).toMatchObject({ answer: "新しい" })
  expect((await api("PUT", `/plan/editions/${e}/reading`, owner)).body.readAt).toBeTruthy()
})
