import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { workingDaysAfter } from "../../../kernel/cases/index.ts"
import { civilDateOf, readingWork } from "../../../kernel/database/index.ts"
import { createForm, type FormDefinition, openVersion } from "../../../kernel/forms/index.ts"
import { testHouse } from "../../../../tests/support/house.ts"
import { type SubsidyPeople, subsidyPeople } from "../../../../tests/support/subsidies.ts"
import { payOut, projectUnderWay, reportProject } from "../../../../tests/support/subsidy-reports.ts"
import { listFilings } from "../changes/filings.ts"
import { changesPaths } from "../changes/paths.ts"
import { paths } from "../paths.ts"
import { repeatCall } from "../programmes/calls.ts"
import { askReportCorrection } from "../settling/inspect.ts"
import { fileReport } from "../settling/report.ts"
import { chosenForms } from "./choose-forms.ts"
import { procedurePaths } from "./paths.ts"

const house = await testHouse()
afterAll(house.close)
let people: SubsidyPeople
let id: string
let callId: string

/** One question of two pages; the second only when the first is answered so. */
function form(question: string): FormDefinition {
  return {
    title: "変更の影響調べ",
    pages: [
      { key: "impact", title: "影響", sections: [{ fields: [{ key: "jobs", kind: "number", label: question, required: true, min: 0 }, { key: "paper", kind: "file", label: "工程表", required: true, accept: ["txt"] }] }] },
      { key: "many", title: "雇用の計画", when: { field: "jobs", atLeast: 10 }, sections: [{ fields: [{ key: "plan", kind: "text", label: "雇用を守る計画", required: true }] }] },
    ],
  }
}

const openForm = (question: string, title?: string) =>
  house.work(people.clerk, async (work) => {
    const { versionId } = await createForm(work, { ...form(question), ...(title ? { title } : {}) })
    await openVersion(work, versionId)
    return versionId
  })
const choose = (chosen: Record<string, string>, as = people.clerk) => house.request(procedurePaths.choose(callId), { as, form: chosen })
const reading = () => readingWork(house.database.db, { actor: people.clerk })
const changeForm = { content: "上位の機種にする", reason: "在庫がないため", "lines.0.category": "c1", "lines.0.total": "1,200,000", "lines.0.eligible": "1,200,000", "lines.1.category": "c2", ownFunds: "600,000" }
const endsOn = async () => (await house.database.pool.query("select ends_on::text as day from subsidy_application where id = $1", [id])).rows[0].day as string

async function multipart(path: string, values: Record<string, string>, file?: { field: string; name: string; text: string }) {
  const boundary = "----hagi"
  const part = (head: string, body: string) => `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`
  const all = Object.entries({ _submission: crypto.randomUUID(), ...values }).map(([name, value]) => part(`name="${name}"`, value))
  if (file) all.push(`--${boundary}\r\nContent-Disposition: form-data; name="${file.field}"; filename="${file.name}"\r\nContent-Type: text/plain\r\n\r\n${file.text}\r\n`)
  return house.request(path, { as: people.applicant, method: "POST", body: `${all.join("")}--${boundary}--\r\n`, headers: { "content-type": `multipart/form-data; boundary=${boundary}` } })
}

beforeAll(async () => {
  people = await subsidyPeople(house)
  id = await projectUnderWay(house, people)
  callId = (await house.database.pool.query("select call_id from subsidy_application where id = $1", [id])).rows[0].call_id
}, 120_000)

describe("交付決定の後の手続の様式", () => {
  test("選ばなければ、決まった画面だけで足りる", async () => {
    expect((await house.request(changesPaths.accident(id), { as: people.applicant })).status).toBe(200)
    expect(await (await house.request(paths.mine(id), { as: people.applicant })).text()).not.toContain("手続の様式")
  })

  test("所属の人が手続ごとに選び、ほかの所属の人と知らない版は断られる", async () => {
    const versionId = await openForm("影響を受ける雇用（人）")
    expect((await choose({ change: versionId }, people.stranger)).status).not.toBe(303)
    const refused = await choose({ change: crypto.randomUUID() })
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining("公開した版から")])
    expect((await choose({ change: versionId, performance: await openForm("増えた雇用（人）", "雇用の実績"), "advance-claim": "" })).status).toBe(303)
    expect(Object.keys(await chosenForms(reading(), callId)).sort()).toEqual(["change", "performance"])
    const next = await house.work(people.clerk, (work) => repeatCall(work, callId))
    expect(await chosenForms(reading(), next)).toEqual(await chosenForms(reading(), callId))
  })

  test("決まった画面に入る前に様式に導かれ、直に送っても、そろうまで受け付けない", async () => {
    const led = await house.request(changesPaths.change(id), { as: people.applicant })
    expect([led.status, led.headers.get("location")]).toEqual([303, procedurePaths.own(id, "change")])
    const pressed = await house.request(changesPaths.change(id), { as: people.applicant, form: { ...changeForm, endsOn: await endsOn() } })
    expect(pressed.status).toBe(422)
    const page = await pressed.text()
    expect(page).toContain("様式「変更の影響調べ」への記入が要ります")
    expect(page).toContain("上位の機種にする")
    expect(await (await house.request(paths.mine(id), { as: people.applicant })).text()).toContain("変更承認申請書：変更の影響調べ")
  })

  test("はじめた版が残り、答えとファイルは聞いた言葉のまま書類に入り、決まった画面の額は変わらない", async () => {
    const begun = await house.request(procedurePaths.own(id, "change"), { as: people.applicant, form: {} })
    expect(begun.headers.get("location")).toBe(procedurePaths.page(id, "change", "impact"))
    // A new version is chosen meanwhile; what was begun asks the old words.
    await choose({ change: await openForm("新しい問い") })
    const step = procedurePaths.page(id, "change", "impact")
    const shown = await (await house.request(step, { as: people.applicant })).text()
    expect([shown.includes("影響を受ける雇用（人）"), shown.includes("新しい問い")]).toEqual([true, false])
    const first = await multipart(step, { _version: "1", jobs: "12", go: "next" }, { field: "paper", name: "工程表.txt", text: "四月から六月" })
    expect([first.status, first.headers.get("location")]).toEqual([303, procedurePaths.page(id, "change", "many")])
    const stale = await house.request(procedurePaths.page(id, "change", "many"), { as: people.applicant, form: { _version: "1", plan: "配置を替える" } })
    expect([stale.status, (await stale.text()).includes("配置を替える")]).toEqual([409, true])
    expect((await house.request(changesPaths.change(id), { as: people.applicant })).status).toBe(303)
    expect((await house.request(procedurePaths.page(id, "change", "many"), { as: people.applicant, form: { _version: "2", plan: "配置を替える" } })).status).toBe(303)
    expect((await house.request(changesPaths.change(id), { as: people.applicant })).status).toBe(200)
    expect((await house.request(changesPaths.change(id), { as: people.applicant, form: { ...changeForm, endsOn: await endsOn() } })).status).toBe(303)
    const [filing] = await listFilings(reading(), id)
    expect(filing!.asked).toEqual(expect.arrayContaining([expect.objectContaining({ label: "影響を受ける雇用（人）", text: expect.stringContaining("12") }), expect.objectContaining({ label: "雇用を守る計画", text: "配置を替える" }), expect.objectContaining({ label: "工程表", text: expect.stringContaining("工程表.txt") })]))
    expect(filing!.files.map(({ name }) => name)).toEqual(["工程表.txt"])
    expect(filing!.content).toMatchObject({ award: 600_000, form: { answers: { plan: "配置を替える" } } })
    expect((await house.database.pool.query("select count(*)::int as n from subsidy_procedure_draft where application_id = $1", [id])).rows[0].n).toBe(0)
    expect(await (await house.request(changesPaths.office(id), { as: people.clerk })).text()).toContain("配置を替える")
    await house.request(changesPaths.decideChange(id), { as: people.clerk, form: { verdict: "approve", reason: "" } })
  })

  test("実績報告でも求め、差し戻された報告は前の答えから直せる", async () => {
    await choose({ performance: await openForm("増えた雇用（人）", "雇用の実績") })
    await payOut(house, id, 200_000, "2026-10-01")
    await expect(reportProject(house, people, id)).rejects.toThrow("様式「雇用の実績」への記入が要ります")
    expect(await (await house.request(paths.mine(id), { as: people.applicant })).text()).toContain("実績報告書：雇用の実績")
    const api = { as: people.applicant }
    const route = `/api/v1/subsidies/my/${id}/procedures/performance`
    expect((await house.request(route, { ...api, json: {} })).status).toBe(201)
    expect((await multipart(procedurePaths.page(id, "performance", "impact"), { _version: "1", jobs: "3" }, { field: "paper", name: "名簿.txt", text: "三人" })).status).toBe(303)
    expect(await (await house.request(route, api)).json()).toMatchObject({ begun: true, complete: true, version: 2, pages: [{ key: "impact", saved: true, problems: [] }] })
    await house.work(people.applicant, (work) => fileReport(work, id))
    const defect = { field: "outcome", label: "成果", reason: "too-vague", remark: "数を書いてください。" }
    await house.work(people.clerk, (work) => askReportCorrection(work, id, [defect], workingDaysAfter(civilDateOf(work.now), 10)))
    await house.request(procedurePaths.own(id, "performance"), { as: people.applicant, form: {} })
    const again = (await (await house.request(route, api)).json()) as { version: number; complete: boolean }
    expect(again.complete).toBe(true)
    const put = await house.request(`${route}/pages/impact`, { ...api, method: "PUT", json: { jobs: "5" }, headers: { "if-match": `"v${again.version}"` } })
    expect(put.status).toBe(200)
    await house.work(people.applicant, (work) => fileReport(work, id, "数を書いた"))
    const texts = (await listFilings(reading(), id)).filter(({ kind }) => kind === "performance").map(({ asked }) => asked.find(({ label }) => label.startsWith("増えた雇用"))?.text)
    expect(texts.map((text) => text?.replace(/\D/g, ""))).toEqual(["5", "3"])
  })

  test("人の申請の様式は、ないものとして扱う", async () => {
    for (const path of [procedurePaths.own(id, "change"), procedurePaths.own(id, "no-such"), procedurePaths.page(id, "performance", "impact")]) {
      expect((await house.request(path, { as: people.other })).status).toBe(404)
    }
    expect((await house.request(procedurePaths.own(id, "no-such"), { as: people.applicant })).status).toBe(404)
    expect((await house.request(procedurePaths.own("not-an-id", "change"), { as: people.applicant })).status).toBe(404)
    expect((await house.request(`/api/v1/subsidies/own-calls/${callId}/procedure-forms`, { as: people.stranger, method: "PUT", json: {} })).status).toBeGreaterThanOrEqual(403)
  })
})
