import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { workingDaysAfter } from "../../../kernel/cases/index.ts"
import { civilDateOf, readingWork } from "../../../kernel/database/index.ts"
import { testHouse } from "../../../../tests/support/house.ts"
import { filedApplication, openedCall, subsidyPeople, type SubsidyPeople } from "../../../../tests/support/subsidies.ts"
import { answerCorrection } from "../applications/answer-correction.ts"
import { projectInput } from "../applications/inputs.ts"
import { getApplication } from "../applications/read-application.ts"
import { saveProject } from "../applications/save-step.ts"
import { acceptForm } from "./accept-form.ts"
import { askCorrection } from "./ask-correction.ts"
import { runBulk, previewBulk } from "./bulk.ts"
import { dismissApplication } from "./dismiss-application.ts"
import { fundingHints } from "./double-funding.ts"
import { formalCheckOf, saveFormalCheck } from "./formal-check.ts"
import { checkInput } from "./inputs.ts"
import { officePaths } from "./paths.ts"
import { listSiteChecks, recordSiteCheck } from "./site-check.ts"

const house = await testHouse()
afterAll(house.close)
let people: SubsidyPeople
let callId: string
const today = civilDateOf(new Date())
const replyBy = workingDaysAfter(today, 5)
const read = (as = people.clerk) => readingWork(house.database.db, { actor: as })
const filed = async (title = "検査の自動化") => (await filedApplication(house, people, { callId, title })).id
const check = (id: string, checks: { field: string; verdict?: string; remark?: string }[], rest = false) =>
  house.work(people.clerk, (work) => saveFormalCheck(work, id, checkInput.parse({ checks, rest })))
const defect = { field: "summary", reason: "too-vague" as const, remark: "何台の機械を入れるかを書いてください。" }

beforeAll(async () => {
  people = await subsidyPeople(house)
  callId = await openedCall(house, people)
}, 60_000)

describe("形式審査と補正", () => {
  test("すべて確かめてから、まとめて一度に求める。処理期間は止まり、回答で動き出す", async () => {
    const id = await filed()
    await check(id, [{ field: "summary", verdict: "too-vague", remark: defect.remark }])
    const ask = (request = { defects: [defect], replyBy }) => house.work(people.clerk, (work) => askCorrection(work, id, request))
    await expect(ask()).rejects.toMatchObject({ code: "subsidies.not-all-checked" })
    await check(id, [], true)
    await expect(ask({ defects: [{ ...defect, field: "title" }], replyBy })).rejects.toMatchObject({ code: "subsidies.defects-are-left-out" })
    await expect(ask({ defects: [defect], replyBy: today })).rejects.toMatchObject({ field: "replyBy" })
    await ask()
    const asked = await getApplication(read(), id)
    expect([asked.state, asked.processBy]).toEqual(["in-correction", null])
    const page = await (await house.request(officePaths.one(id), { as: people.clerk })).text()
    expect(["補正の回答を待っています", "具体的でない", defect.remark].filter((words) => !page.includes(words))).toEqual([])

    await house.work(people.applicant, (work) =>
      saveProject(work, id, projectInput.parse({ title: asked.title, summary: "検査の機械を2台入れる。", startsOn: asked.startsOn!, endsOn: asked.endsOn! })),
    )
    await house.work(people.applicant, (work) => answerCorrection(work, id, []))
    const again = await getApplication(read(), id)
    expect([again.state, again.processBy !== null]).toEqual(["formal-check", true])
    const { items } = await formalCheckOf(read(), again)
    const changed = items.filter(({ check: one }) => !one)
    expect(changed.map(({ path, before, text }) => [path, before, text])).toEqual([["summary", "検査の機械を入れて、検査の時間を半分にする。", "検査の機械を2台入れる。"]])
    const checkPage = await (await house.request(officePaths.act(id, "check"), { as: people.clerk })).text()
    expect(["変更あり", "検査の機械を2台入れる。", "補正の前"].filter((words) => !checkPage.includes(words))).toEqual([])
    await check(id, [{ field: "summary", verdict: "passed" }])
    // 前に問題なしとした、変わっていない項目は、後から求められない。
    await expect(ask({ defects: [{ ...defect, field: "party.address" }], replyBy })).rejects.toMatchObject({ code: "subsidies.defect-comes-late" })
    await house.work(people.clerk, (work) => acceptForm(work, id))
    expect((await getApplication(read(), id)).state).toBe("in-review")
  })

  test("画面から：直すことのない不備は項目に断りが出て、書いたものが残る。補正、審査へ進む", async () => {
    const id = await filed()
    const { items } = await formalCheckOf(read(), await getApplication(read(), id))
    const at = items.findIndex(({ path }) => path === "summary")
    const form = (more: Record<string, string>) => ({ ...Object.fromEntries(items.map(({ path }, n) => [`checks.${n}.field`, path])), [`checks.${at}.verdict`]: "too-vague", ...more })
    const post = (fields: Record<string, string>) => house.request(officePaths.act(id, "check"), { as: people.clerk, form: form(fields) })
    const none = await post({ go: "ask", replyBy, [`checks.${at}.verdict`]: "" })
    const told = await none.text()
    expect([none.status, told.includes('<a href="#checks.0.verdict">不備のある項目を1つ以上選び'), told.includes("理由を入力してください")]).toEqual([422, true, false])
    const missing = await post({ go: "ask", rest: "on" })
    expect(missing.status).toBe(422)
    expect(await missing.text()).toContain("何をどう直せばよいかを入力してください")
    const early = await post({ go: "ask", rest: "on", replyBy: today, [`checks.${at}.remark`]: "台数を書いてください。" })
    expect(early.status).toBe(422)
    const text = await early.text()
    expect(["補正の期限は、明日以後の日にしてください。", "台数を書いてください。"].filter((words) => !text.includes(words))).toEqual([])
    const refused = await post({ go: "accept", rest: "on", [`checks.${at}.remark`]: "台数を書いてください。" })
    expect([refused.status, (await refused.text()).includes("不備が1件残っています")]).toEqual([409, true])
    const done = await post({ go: "ask", rest: "on", replyBy, [`checks.${at}.remark`]: "台数を書いてください。" })
    expect(done.headers.get("location")).toBe(officePaths.one(id))
    expect((await getApplication(read(), id)).state).toBe("in-correction")
  })

  test("却下は、補正の期限が過ぎるまで不備を理由にできず、理由の書かれた通知書ができる", async () => {
    const id = await filed()
    const dismiss = (ground: "correction-not-answered" | "not-eligible", reason = "県内に事業所がないため。") => house.work(people.clerk, (work) => dismissApplication(work, id, { ground, reason }))
    await expect(dismiss("correction-not-answered")).rejects.toMatchObject({ code: "subsidies.dismissal-is-premature" })
    await expect(dismiss("not-eligible", " ")).rejects.toMatchObject({ field: "reason" })
    await dismiss("not-eligible")
    const it = await getApplication(read(), id)
    expect([it.state, it.endedOn, it.processBy]).toEqual(["dismissed", today, null])
    const { rows } = await house.database.pool.query("select kind, state, document_number, document_id from subsidy_decision where application_id = $1", [id])
    expect(rows).toEqual([{ kind: "dismissal", state: "notified", document_number: expect.stringMatching(/^R8-中小企業支援-\d+$/), document_id: expect.any(String) }])
    const paper = await house.request(`/documents/${rows[0].document_id}`, { as: people.applicant })
    expect([paper.status, paper.headers.get("content-type")]).toEqual([200, "application/pdf"])
    expect((await house.request(`/documents/${rows[0].document_id}`, { as: people.other })).status).toBe(404)
    await expect(dismiss("not-eligible")).rejects.toMatchObject({ kind: "conflict" })
  })

  test("ほかの所属の職員と申請者には、無いものとして断る", async () => {
    const id = await filed()
    for (const actor of [people.stranger, people.applicant, people.other]) {
      await expect(house.work(actor, (work) => acceptForm(work, id))).rejects.toMatchObject({ kind: "not-found" })
    }
    for (const name of ["check", "dismiss", "propose", "notify", "site-check", "convene"]) {
      expect([name, (await house.request(officePaths.act(id, name), { as: people.stranger })).status]).toEqual([name, 404])
    }
  })
})

describe("現地調査、二重交付、まとめて行う操作", () => {
  test("現地調査の写真は所属の職員だけが見られる", async () => {
    const id = await filed()
    await house.work(people.clerk, (work) => acceptForm(work, id))
    const photo = { name: "現場.png", bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]) }
    await house.work(people.clerk, (work) => recordSiteCheck(work, id, { day: today, outcome: "as-applied", findings: "機械は据え付けられていない。" }, [photo]))
    const [one] = await listSiteChecks(read(), id)
    expect(one!.photos.map(({ name }) => name)).toEqual(["現場.png"])
    const status = async (as: typeof people.clerk | typeof people.applicant) => (await house.request(`/documents/${one!.photos[0]!.id}`, { as })).status
    expect([await status(people.clerk), await status(people.stranger), await status(people.applicant as never)]).toEqual([200, 404, 404])
    await expect(house.work(people.clerk, (work) => recordSiteCheck(work, id, { day: "2030-01-01", outcome: "differs", findings: "x" }))).rejects.toMatchObject({ field: "day" })
    const page = await (await house.request(officePaths.one(id), { as: people.clerk })).text()
    expect(page).toContain("機械は据え付けられていない。")
  })

  test("同じ所在地のほかの申請が知らされる。名前だけでは知らされない", async () => {
    const one = await filed("一つめ")
    const two = await filed("二つめ")
    const hints = await fundingHints(read(), await getApplication(read(), one))
    expect(hints.filter(({ applicationId }) => applicationId === two).map(({ same, weight }) => [same, weight])).toEqual([["address", "worth-a-look"]])
    await house.database.pool.query("update subsidy_application set party = party || '{\"address\": \"別の町1-1\"}' where id = $1", [two])
    expect((await fundingHints(read(), await getApplication(read(), one))).some(({ applicationId }) => applicationId === two)).toBe(false)
  })

  test("まとめて行う前に、行えるものと断られるものが見え、断られてもほかは行われる", async () => {
    const [good, open, reviewed] = [await filed("良い"), await filed("不備"), await filed("審査中")]
    await check(good, [], true)
    const unread = await filed("見ていない")
    await check(open, [{ field: "summary", verdict: "too-vague", remark: "台数を書いてください。" }])
    await house.work(people.clerk, (work) => acceptForm(work, reviewed))
    const input = { ids: [good, open, unread, reviewed, "01900000-0000-7000-8000-000000000000"], act: "accept-form" as const }
    const preview = await previewBulk(read(), input)
    expect(preview.map(({ title, refused }) => [title, refused])).toEqual([
      ["良い", undefined],
      ["不備", expect.stringMatching(/不備が1件/)],
      ["見ていない", expect.stringMatching(/まだ確認していない項目/)],
      ["審査中", expect.stringMatching(/審査中/)],
      ["", expect.stringMatching(/見つかりません/)],
    ])
    expect((await getApplication(read(), good)).state).toBe("formal-check")
    const lines = await house.work(people.clerk, (work) => runBulk(work, input))
    expect(lines.filter(({ refused }) => !refused).map(({ title }) => title)).toEqual(["良い"])
    expect((await getApplication(read(), good)).state).toBe("in-review")
    // 画面でも同じ。
    const page = await house.request(officePaths.bulk, { as: people.clerk, form: { ids: [good, open], act: "assign" } })
    expect([page.status, (await page.text()).includes("2件に行う")]).toEqual([200, true])
    const none = await house.request(officePaths.bulk, { as: people.clerk, form: { act: "assign" } })
    expect([none.status, (await none.text()).includes("申請を1つ以上選んでください")]).toEqual([422, true])
    const unnamed = await house.request(officePaths.bulkRun, { as: people.clerk, form: { ids: [good, open], act: "assign" } })
    expect([unnamed.status, (await unnamed.text()).includes("担当者を選んでください")]).toEqual([422, true])
    const run = await house.request(officePaths.bulkRun, { as: people.clerk, form: { ids: [good, open], act: "assign", clerkId: people.head.id } })
    expect((await run.text()).includes("2件に行い、0件はできませんでした")).toBe(true)
    expect((await getApplication(read(), good)).clerkId).toBe(people.head.id)
  })
})
