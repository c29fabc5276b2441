import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type Actor, type StaffActor, system } from "../../../kernel/access/index.ts"
import { addDays } from "../../../kernel/cases/index.ts"
import { civilDateOf, readingWork } from "../../../kernel/database/index.ts"
import { actorOfPerson, findStaffByNumber } from "../../../kernel/people/index.ts"
import { modules } from "../../../server.ts"
import { testHouse } from "../../../../tests/support/house.ts"
import { importNational } from "../national/take-list.ts"
import { paths } from "../paths.ts"
import { changeCall, createCall, getOwnCall, publishCall, repeatCall, withdrawCall } from "./calls.ts"
import { callInput, programmeInput } from "./inputs.ts"
import { changeProgramme, createProgramme, getProgramme, listProgrammes } from "./programmes.ts"

const house = await testHouse()
afterAll(house.close)
const now = new Date()
const today = civilDateOf(now)
let clerk: StaffActor
let stranger: StaffActor
let auditor: StaffActor

const programme = {
  title: "試行補助金",
  purpose: "試すための補助金です。",
  audience: "company",
  uses: ["新たな事業を行いたい"],
  area: "県内全域",
  basis: "試行補助金交付要綱",
  contact: "中小企業支援課",
} as const
const call = (more: Record<string, unknown> = {}) =>
  callInput.parse({
    title: "試行補助金（第1回）",
    fiscalYear: 2026,
    opensOn: addDays(today, -1),
    closesOn: addDays(today, 10),
    standardDays: 30,
    mustBeYes: "県内に事業所がありますか。",
    mustBeNo: "県税に滞納がありますか。",
    required: "・事業計画書\n\n　収支予算書",
    categories: [{ title: "設備費", rate: "2/3", capYen: 500_000 }, {}, { title: "謝金", rate: "二分の一" }],
    ...more,
  })
const made = (more: Record<string, unknown> = {}) =>
  house.work(clerk, async (work) => createCall(work, await createProgramme(work, programmeInput.parse(programme)), call(more)))
const refused = (kind: string, text?: RegExp) => expect.objectContaining({ kind, ...(text ? { message: expect.stringMatching(text) } : {}) })

beforeAll(async () => {
  await house.work(system("demo"), async (work) => {
    for (const module of modules) if (module.name === "people") await module.seed?.(work)
  })
  const staff = async (number: string) => (await actorOfPerson(house.database.db, (await findStaffByNumber(house.database.db, number))!.id, now)) as StaffActor
  clerk = await staff("100105")
  stranger = await staff("100110")
  auditor = { ...stranger, grants: [{ role: "auditor", unitIds: "all" }] }
}, 60_000)

describe("制度と公募をつくる", () => {
  test("経費区分は分数の率で、空の行は数えず、書いた順に残る", async () => {
    const id = await made()
    const { call: it, programme: of } = await getOwnCall(readingWork(house.database.db, { actor: clerk }), id)
    expect(it.categories).toEqual([
      { key: "c1", title: "設備費", rate: { numerator: 2, denominator: 3 }, capYen: 500_000, note: "" },
      { key: "c2", title: "謝金", rate: { numerator: 1, denominator: 2 }, capYen: null, note: "" },
    ])
    expect(it.attachments.map((one) => one.title)).toEqual(["事業計画書", "収支予算書"])
    expect(it.eligibility.map(({ question, answer }) => [question, answer])).toEqual([["県内に事業所がありますか。", "yes"], ["県税に滞納がありますか。", "no"]])
    expect(of.unitId).toBe(clerk.unitId)
    // 日本時間の9時と17時。
    expect([it.opensAt!.getUTCHours(), it.closesAt!.getUTCHours()]).toEqual([0, 8])
  })

  test("ほかの所属の制度は無いものとして断り、監査は見られるが変えられない", async () => {
    const id = await made()
    const { programmeId } = (await getOwnCall(readingWork(house.database.db, { actor: clerk }), id)).call
    await expect(house.work(stranger, (work) => getProgramme(work, programmeId))).rejects.toEqual(refused("not-found"))
    await expect(house.work(stranger, (work) => publishCall(work, id))).rejects.toEqual(refused("not-found"))
    await expect(house.work(auditor, (work) => publishCall(work, id))).rejects.toEqual(refused("forbidden"))
    expect((await house.work(auditor, (work) => getProgramme(work, programmeId))).title).toBe("試行補助金")
    expect((await listProgrammes(readingWork(house.database.db, { actor: stranger }))).items).toEqual([])
  })

  test("二人が同時に変えると、後の人は知らされる", async () => {
    const id = await made()
    const work = readingWork(house.database.db, { actor: clerk })
    const { call: it } = await getOwnCall(work, id)
    await house.work(clerk, (w) => changeCall(w, id, call({ title: "先" }), it.version))
    await expect(house.work(clerk, (w) => changeCall(w, id, call({ title: "後" }), it.version))).rejects.toEqual(refused("conflict", /先に保存/))
    const of = await getProgramme(work, it.programmeId)
    await house.work(clerk, (w) => changeProgramme(w, of.id, programmeInput.parse({ ...programme, title: "先" }), of.version))
    await expect(house.work(clerk, (w) => changeProgramme(w, of.id, programmeInput.parse(programme), of.version))).rejects.toEqual(refused("conflict"))
  })

  test.each([
    ["受付の期間がない", { opensOn: undefined }, /開始日/],
    ["締切がない", { closesOn: undefined }, /締切日/],
    ["締切が過ぎている", { opensOn: addDays(today, -10), closesOn: addDays(today, -2) }, /過ぎています/],
    ["標準処理期間がない", { standardDays: undefined }, /標準処理期間/],
    ["経費区分がない", { categories: [] }, /経費区分/],
  ])("公開できない：%s", async (_, more, why) => {
    const id = await made(more)
    await expect(house.work(clerk, (work) => publishCall(work, id))).rejects.toEqual(refused("invalid", why))
  })

  test("公開した公募は変えられず、理由とともに取りやめられ、翌年度の下書きのもとになる", async () => {
    const id = await made({ budgetYen: 1_000_000 })
    await house.work(clerk, (work) => publishCall(work, id))
    await expect(house.work(clerk, (work) => changeCall(work, id, call()))).rejects.toEqual(refused("conflict", /変えられません/))
    await expect(house.work(clerk, (work) => publishCall(work, id))).rejects.toEqual(refused("conflict"))
    const next = await house.work(clerk, (work) => repeatCall(work, id))
    const { call: draft } = await getOwnCall(readingWork(house.database.db, { actor: clerk }), next)
    expect(draft).toMatchObject({ state: "draft", fiscalYear: 2027, opensAt: null, budgetYen: null, standardDays: 30 })
    expect(draft.categories).toHaveLength(2)
    await house.work(clerk, (work) => withdrawCall(work, id, "予算が成立しなかったため"))
    await expect(house.work(clerk, (work) => withdrawCall(work, id, "もう一度"))).rejects.toEqual(refused("conflict"))
    expect(await (await house.request(paths.call(id))).text()).toContain("予算が成立しなかったため")
    await house.work(clerk, (work) => withdrawCall(work, next, "要らない"))
    expect((await house.request(paths.ownCall(next), { as: clerk })).status).toBe(404)
  })

  test("締切は開始より後", async () => {
    await expect(made({ closesOn: addDays(today, -1), opensOn: today })).rejects.toEqual(refused("invalid", /後にしてください/))
  })
})

describe("職員の画面", () => {
  test("制度をつくり、公募をつくり、足りないものを知り、公開する", async () => {
    const form = { ...programme, title: "画面でつくる補助金", uses: [...programme.uses] }
    const created = await house.request(paths.programmes, { as: clerk, form })
    expect(created.status).toBe(303)
    const page = created.headers.get("location")!
    const wrong = await house.request(`${page}/calls`, { as: clerk, form: { title: "", fiscalYear: "2026", "categories.0.title": "設備費", "categories.0.rate": "1.5" } })
    expect(wrong.status).toBe(422)
    const text = await wrong.text()
    for (const words of ["公募の名称を入力してください。", "補助率は「2/3」", 'value="設備費"', 'value="1.5"']) expect(text).toContain(words)
    const more = await house.request(`${page}/calls`, { as: clerk, form: { title: "公募", fiscalYear: "2026", "categories.0.title": "設備費", _again: "rows" } })
    expect(await more.text()).toContain('name="categories.2.title"')
    const saved = await house.request(`${page}/calls`, {
      as: clerk,
      form: { title: "画面の公募", fiscalYear: "２０２６", closesOn: addDays(today, 5), "categories.0.title": "設備費", "categories.0.rate": "３分の２", "categories.1.title": "" },
    })
    expect(saved.status).toBe(303)
    const own = saved.headers.get("location")!
    const shown = await (await house.request(own, { as: clerk })).text()
    expect(shown).toContain("受付の開始日を決めてください。")
    expect(shown).toContain("2/3")
    const edited = await house.request(`${own}/edit`, {
      as: clerk,
      form: { title: "画面の公募", fiscalYear: "2026", opensOn: addDays(today, -1), closesOn: addDays(today, 5), standardDays: "30", "categories.0.title": "設備費", "categories.0.rate": "2/3", _version: "1" },
    })
    expect(edited.status).toBe(303)
    expect((await house.request(`${own}/publish`, { as: clerk, form: {} })).status).toBe(303)
    const id = own.split("/").at(-1)!
    expect(await (await house.request(paths.call(id))).text()).toContain("申請できるか確かめる")
  })

  test("要綱を貼ると提案が出て、選んだものだけが下書きになる", async () => {
    const text = "補助率は３分の２以内とし、３００万円を上限とする。\n(1) 事業計画書\n次の書類を添付して提出する。収支予算書"
    const read = await (await house.request(paths.fromGuideline, { as: clerk, form: { text, _again: "read" } })).text()
    for (const words of ["2/3", "3,000,000円", "事業計画書", "収支予算書"]) expect(read).toContain(words)
    const kept = await house.request(paths.fromGuideline, { as: clerk, form: { text, title: "要綱の補助金", rates: "2/3", documents: ["事業計画書"] } })
    expect(kept.status).toBe(303)
    const { call: draft } = await getOwnCall(readingWork(house.database.db, { actor: clerk }), kept.headers.get("location")!.split("/").at(-1)!)
    expect(draft).toMatchObject({ state: "draft", capYen: null, attachments: [{ title: "事業計画書" }], categories: [{ rate: { numerator: 2, denominator: 3 } }] })
  })
})

describe("REST でつくる", () => {
  const post = (path: string, json: unknown, as: Actor = clerk) => house.request(`/api/v1/subsidies${path}`, { method: "POST", as, json })
  const anApplicant = async () => actorOfPerson(house.database.db, (await house.database.pool.query("select id from person where kind = 'applicant' limit 1")).rows[0].id, now)

  test("もとの制度から、書いた項目だけを変えてつくる", async () => {
    const from = await house.work(clerk, (work) => createProgramme(work, programmeInput.parse({ ...programme, area: "仙台市" })))
    const answer = await post(`/programmes/${from}/copy`, { title: "写した補助金" })
    expect(answer.status).toBe(201)
    const { id } = await answer.json()
    expect(answer.headers.get("location")).toContain(id)
    expect(await getProgramme(readingWork(house.database.db, { actor: clerk }), id)).toMatchObject({ ...programme, title: "写した補助金", area: "仙台市", copiedFromId: from, version: 1 })
    expect((await getProgramme(readingWork(house.database.db, { actor: clerk }), from)).title).toBe(programme.title)
    const wrong = await post(`/programmes/${from}/copy`, { title: "" })
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining("制度の名称")])
    expect((await post(`/programmes/${from}/copy`, { title: "よその課" }, stranger)).status).toBe(404)
    // 全体を見る監査の人は、よその制度からも自分の所属の制度をつくれる。申請者はつくれない。
    expect((await post(`/programmes/${from}/copy`, { title: "写し" }, auditor)).status).toBe(201)
    expect((await post(`/programmes/${from}/copy`, { title: "写し" }, await anApplicant())).status).toBe(403)
    expect((await post("/programmes/00000000-0000-4000-8000-000000000000/copy", {})).status).toBe(404)
    expect((await post("/programmes/x/copy", {})).status).toBe(404)
  })

  test("要綱から読み取るだけでは何もできず、確かめたものを送ると、それだけの下書きができる", async () => {
    const text = "補助率は３分の２以内とし、３００万円を上限とする。千円未満は切り捨てる。\n(1) 収支予算書\n取下げは１０日以内とする。0円を上限とする。"
    const count = async () => (await house.database.pool.query("select (select count(*) from subsidy_programme) + (select count(*) from subsidy_call) as n")).rows[0].n
    const before = await count()
    const found = await (await post("/guideline-proposals", { text })).json()
    expect(found).toMatchObject({
      rates: [{ value: "2/3", sentence: expect.stringContaining("３分の２") }],
      caps: [{ value: "3000000" }],
      rounding: [{ value: "thousand-down" }],
      documents: [{ value: "収支予算書" }],
      withdrawalDays: [{ value: "10" }],
      reportDays: [],
    })
    expect(await count()).toBe(before)
    const values = (list: { value: string }[]) => list.map(({ value }) => value)
    const chosen = { text, title: "REST の要綱", rates: values(found.rates), caps: [], rounding: values(found.rounding), documents: values(found.documents), withdrawalDays: values(found.withdrawalDays), reportDays: [] }
    const kept = await post("/guideline-drafts", chosen)
    expect(kept.status).toBe(201)
    const { id, programmeId } = await kept.json()
    const own = await getOwnCall(readingWork(house.database.db, { actor: clerk }), id)
    expect(own.programme).toMatchObject({ id: programmeId, title: "REST の要綱" })
    expect(own.call).toMatchObject({ state: "draft", capYen: null, withdrawalDays: 10, attachments: [{ title: "収支予算書" }], categories: [{ rate: { numerator: 2, denominator: 3 } }] })
    // 読めない率、0円、長すぎる日数は、黙って落としたり縮めたりせずに断る。
    for (const [field, value, words] of [
      ["rates", "1.5", "補助率は「2/3」"],
      ["caps", "0", "1円から"],
      ["withdrawalDays", "100", "90日まで"],
      ["reportDays", "x", "180日まで"],
    ] as const) {
      const answer = await post("/guideline-drafts", { ...chosen, [field]: [value] })
      expect([field, answer.status, await answer.text()]).toEqual([field, 422, expect.stringContaining(words)])
    }
    expect((await post("/guideline-proposals", { text: "" })).status).toBe(422)
    for (const path of ["/guideline-proposals", "/guideline-drafts"]) expect((await post(path, chosen, await anApplicant())).status).toBe(403)
    expect((await house.request("/api/v1/subsidies/guideline-proposals", { method: "POST", json: { text } })).status).toBe(401)
  })
})

describe("さがす", () => {
  test("県の公募と国の公開一覧が締切の順に並び、後続手続は出ず、下書きは見えない", async () => {
    const soon = new Date(now.getTime() + 2 * 86_400_000).toISOString()
    const lines = [
      { id: "a0W1", title: "全国の販路開拓補助金", target_area_search: "全国", subsidy_max_limit: 0, acceptance_start_datetime: "2026-01-13T05:00:00.000Z", acceptance_end_datetime: soon, use_purpose: "販路拡大・海外展開をしたい / 新たな事業を行いたい" },
      { id: "a0W2", title: "【実績報告】全国の販路開拓補助金", acceptance_end_datetime: soon },
      { id: "a0W3", title: "×練習用", acceptance_end_datetime: soon },
    ]
    const source = `${lines.map((line) => JSON.stringify(line)).join("\n")}\n{broken\n{"id":"x"}`
    const done = await house.work(system("取込"), (work) => importNational(work, source))
    expect(done).toMatchObject({ read: 5, kept: 3, hidden: 2 })
    expect(done.refused.map((one) => one.line)).toEqual([4, 5])
    const id = await made({ title: "公開する公募" })
    const hidden = await made({ title: "秘密の下書き" })
    await house.work(clerk, (work) => publishCall(work, id))
    const html = await (await house.request(paths.finder)).text()
    expect(html.indexOf("全国の販路開拓補助金")).toBeLessThan(html.indexOf("公開する公募"))
    for (const words of ["Jグランツ（jGrants）からの出典", "上限額 なし"]) expect(html).toContain(words)
    for (const words of ["秘密の下書き", "実績報告】", "×練習用"]) expect(html).not.toContain(words)
    expect((await house.request(paths.call(hidden))).status).toBe(404)
    const narrowed = await (await house.request(`${paths.finder}?who=resident`)).text()
    expect(narrowed).not.toContain("公開する公募")
    const rest = await (await house.request(`/api/v1${paths.finder}?limit=1`)).json()
    expect(rest.items[0]).toMatchObject({ id: "a0W1", limitYen: null, source: "Jグランツ（jGrants）からの出典" })
    const second = await (await house.request(`/api/v1${paths.finder}?limit=1&after=${rest.next}`)).json()
    expect(second.items[0].id).not.toBe("a0W1")
    // もう一度取り込んでも増えない。
    expect(await house.work(system("取込"), (work) => importNational(work, JSON.stringify({ result: [lines[0]] })))).toMatchObject({ read: 1, kept: 1 })
  })

  test("対象にならない理由は、全部まとめて先に知らせる", async () => {
    const id = await made()
    await house.work(clerk, (work) => publishCall(work, id))
    const none = await (await house.request(paths.eligibility(id), { form: { _again: "check" } })).text()
    expect(none).toContain("「県内に事業所がありますか。」に答えてください。")
    const against = await (await house.request(paths.eligibility(id), { form: { _again: "check", "answers.q1": "no", "answers.q2": "yes" } })).text()
    expect(against).toContain("「県内に事業所がありますか。」が「はい」")
    expect(against).toContain("「県税に滞納がありますか。」が「いいえ」")
    expect(await (await house.request(paths.eligibility(id), { form: { _again: "check", "answers.q1": "yes", "answers.q2": "no" } })).text()).toContain("申請できる見込みです")
  })
})
