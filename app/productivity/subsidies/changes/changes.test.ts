import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { addDays } from "../../../kernel/cases/index.ts"
import { civilDateOf, readingWork, type Work } from "../../../kernel/database/index.ts"
import { testHouse } from "../../../../tests/support/house.ts"
import { awardedApplication, type SubsidyPeople, subsidyPeople } from "../../../../tests/support/subsidies.ts"
import { getApplication } from "../applications/read-application.ts"
import { type ChangeInput, askChange, decideChange } from "./change.ts"
import { listFilings } from "./filings.ts"
import { paths } from "../paths.ts"
import { changesPaths } from "./paths.ts"
import { askDiscontinuation, decideDiscontinuation, giveOrder, instruct, reportAccident, reportProgress, resumeProject } from "./under-way.ts"

const house = await testHouse()
afterAll(house.close)
let people: SubsidyPeople
const today = civilDateOf(new Date())
beforeAll(async () => {
  people = await subsidyPeople(house)
}, 60_000)
const as = <T>(who: keyof SubsidyPeople, change: (work: Work) => Promise<T>) => house.work(people[who], change)
const reading = (who: keyof SubsidyPeople = "clerk") => readingWork(house.database.db, { actor: people[who] })
const stateOf = async (id: string) => (await getApplication(reading(), id)).state
const refused = (kind: string, text?: RegExp) => expect.objectContaining({ kind, ...(text ? { message: expect.stringMatching(text) } : {}) })

/** 900,000 of equipment at 2/3: 600,000 awarded, 300,000 of the applicant's own. */
async function underWay(): Promise<{ id: string; change: ChangeInput }> {
  const { id } = await awardedApplication(house, people)
  const it = await getApplication(reading(), id)
  return { id, change: { lines: it.costs, otherIncome: 0, ownFunds: 300_000, loans: 0, endsOn: it.endsOn!, content: "内訳の変更", reason: "見積が変わったため" } }
}
const lines = (equipment: number, fee = 0) => [
  { category: "c1", total: equipment, eligible: equipment },
  { category: "c2", total: fee, eligible: fee },
]

/** The decisions told by letter. */
const letters = async (id: string) => (await house.database.pool.query("select kind from subsidy_decision where application_id = $1 and document_id is not null", [id])).rows.map(({ kind }) => kind)
const reportDue = async (id: string) =>
  (await house.database.pool.query("select d.due_on::text as due from case_deadline d join subsidy_application a on a.case_id = d.case_id where a.id = $1 and d.name = '実績報告' and d.met_at is null", [id])).rows[0]?.due

describe("変更承認（S5）", () => {
  test("ちょうど20％の増は届出で足り、1円でも超えれば承認が要る", async () => {
    const minor = await underWay()
    // 900,000 × 1.2; the award stays at 600,000.
    expect(await as("applicant", (work) => askChange(work, minor.id, { ...minor.change, lines: lines(1_080_000), ownFunds: 480_000 }))).toBe(false)
    expect(await stateOf(minor.id)).toBe("under-way")
    expect((await getApplication(reading(), minor.id)).costs[0]!.eligible).toBe(1_080_000)
    const over = await underWay()
    expect(await as("applicant", (work) => askChange(work, over.id, { ...over.change, lines: lines(1_080_001), ownFunds: 480_001 }))).toBe(true)
    expect(await stateOf(over.id)).toBe("change-asked")
    expect((await getApplication(reading(), over.id)).costs[0]!.eligible).toBe(900_000)
  })

  test("軽微な変更を重ねても、承認された配分から20％を超えれば承認が要る", async () => {
    const { id, change } = await underWay()
    expect(await as("applicant", (work) => askChange(work, id, { ...change, lines: lines(1_000_000), ownFunds: 400_000 }))).toBe(false)
    // 8 % more than what was told of last, 20 % and one yen more than what was approved.
    const next = { ...change, lines: lines(1_080_001), ownFunds: 480_001 }
    expect(await as("applicant", (work) => askChange(work, id, next))).toBe(true)
    await as("clerk", (work) => decideChange(work, id, { verdict: "approve", reason: "" }))
    // Approved: from now on this is where a share is measured from.
    expect(await as("applicant", (work) => askChange(work, id, { ...change, lines: lines(1_200_000), ownFunds: 600_000 }))).toBe(false)
  })

  test("書類を付けて申請でき、控えに書類の指紋が残る。同じ書類を2度は付けられない", async () => {
    const { id, change } = await underWay()
    const paper = { name: "見積書.txt", bytes: new TextEncoder().encode(`見積 ${id}`) }
    await expect(as("applicant", (work) => askChange(work, id, { ...change, lines: lines(600_000), ownFunds: 200_000 }, [paper, { ...paper, name: "写し.txt" }]))).rejects.toEqual(refused("invalid", /同じ内容/))
    await as("applicant", (work) => askChange(work, id, { ...change, lines: lines(600_000), ownFunds: 200_000 }, [paper]))
    const [filing] = await listFilings(reading("applicant"), id)
    expect(filing!.files).toMatchObject([{ name: "見積書.txt", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }])
    const copy = await house.request(paths.filing(id, filing!.id), { as: people.applicant })
    expect(await copy.text()).toContain(filing!.files[0]!.sha256)
    for (const broken of ["x", "00000000-0000-0000-0000-000000000000"]) expect((await house.request(paths.filing(id, broken), { as: people.applicant })).status).toBe(404)
    expect((await house.request(paths.filing(id, filing!.id), { as: people.other })).status).toBe(404)
    expect(await (await house.request(changesPaths.office(id), { as: people.clerk })).text()).toContain("33.33%")
  })

  test("承認すると額と経費と期限が変わり、通知書が出る。決定額より多くはならない", async () => {
    const { id, change } = await underWay()
    const endsOn = addDays(change.endsOn, 30)
    const due = await reportDue(id)
    await as("applicant", (work) => askChange(work, id, { ...change, lines: lines(600_000), ownFunds: 200_000, endsOn }))
    await expect(as("stranger", (work) => decideChange(work, id, { verdict: "approve", reason: "" }))).rejects.toEqual(refused("not-found"))
    await as("clerk", (work) => decideChange(work, id, { verdict: "approve", reason: "" }))
    const it = await getApplication(reading(), id)
    expect([it.state, it.awardedYen, it.endsOn]).toEqual(["under-way", 400_000, endsOn])
    // Told of with the decision, moved with the end of the project.
    expect(due > change.endsOn && (await reportDue(id)) > due).toBe(true)
    const { rows } = await house.database.pool.query("select amount_yen, state, document_id from subsidy_decision where application_id = $1 and kind = 'change'", [id])
    expect(rows).toEqual([{ amount_yen: 400_000, state: "notified", document_id: expect.any(String) }])
    await expect(as("clerk", (work) => decideChange(work, id, { verdict: "approve", reason: "" }))).rejects.toEqual(refused("conflict"))
  })

  test("承認しないときは理由が要り、内容は変わらない。収支が合わない申請、理由のない申請は受け付けない", async () => {
    const { id, change } = await underWay()
    await expect(as("applicant", (work) => askChange(work, id, { ...change, ownFunds: 1 }))).rejects.toEqual(refused("invalid", /収入の合計/))
    await expect(as("applicant", (work) => askChange(work, id, { ...change, reason: " " }))).rejects.toEqual(refused("invalid", /理由/))
    await expect(as("other", (work) => askChange(work, id, change))).rejects.toEqual(refused("not-found"))
    await as("applicant", (work) => askChange(work, id, { ...change, endsOn: addDays(change.endsOn, 1) }))
    await expect(as("clerk", (work) => decideChange(work, id, { verdict: "refuse", reason: "" }))).rejects.toEqual(refused("invalid", /理由/))
    await as("clerk", (work) => decideChange(work, id, { verdict: "refuse", reason: "延ばす理由がない。" }))
    const it = await getApplication(reading(), id)
    expect([it.state, it.endsOn]).toEqual(["under-way", change.endsOn])
    expect((await listFilings(reading("applicant"), id))[0]).toMatchObject({ state: "refused", decidedReason: "延ばす理由がない。" })
  })
})

describe("中止・廃止、事故、状況報告、命令", () => {
  test("中止は承認を受けて止め、再開できる。廃止は実績報告待ちになる", async () => {
    const { id } = await underWay()
    const ask = (kind: "suspension" | "discontinuation") => as("applicant", (work) => askDiscontinuation(work, id, { kind, from: today, spent: 0, reason: "部品が届かない。" }))
    await ask("suspension")
    await as("clerk", (work) => decideDiscontinuation(work, id, { verdict: "approve", reason: "" }))
    expect(await stateOf(id)).toBe("suspended")
    await as("applicant", (work) => resumeProject(work, id))
    await ask("discontinuation")
    await expect(as("clerk", (work) => decideDiscontinuation(work, id, { verdict: "refuse", reason: "" }))).rejects.toEqual(refused("invalid", /理由/))
    await as("clerk", (work) => decideDiscontinuation(work, id, { verdict: "refuse", reason: "続けられる。" }))
    expect(await letters(id)).toContain("discontinuation-refusal")
    expect(await stateOf(id)).toBe("under-way")
    await ask("discontinuation")
    await as("clerk", (work) => decideDiscontinuation(work, id, { verdict: "approve", reason: "" }))
    expect(await stateOf(id)).toBe("report-due")
    const { rows } = await house.database.pool.query("select d.name from case_deadline d join subsidy_application a on a.case_id = d.case_id where a.id = $1 and d.met_at is null", [id])
    expect(rows.map(({ name }) => name)).toContain("実績報告")
  })

  test("事故報告には指示が返り、状況報告は状態を変えない。命令には理由が要る", async () => {
    const { id, change } = await underWay()
    await as("applicant", (work) => reportProgress(work, id, { kind: "progress", percent: 40, spent: 300_000, outlook: "予定どおり" }))
    expect(await stateOf(id)).toBe("under-way")
    await as("applicant", (work) => reportAccident(work, id, { happened: "機械が遅れる。", outlook: "1か月延びる。" }))
    const later = addDays(change.endsOn, 30)
    await as("clerk", (work) => instruct(work, id, { instruction: "期限を延ばして続けること。", endsOn: later }))
    expect((await getApplication(reading(), id)).endsOn).toBe(later)
    await as("clerk", (work) => giveOrder(work, id, { order: "performance", reason: "工事が始まっていない。" }))
    expect(await letters(id)).toEqual(expect.arrayContaining(["instruction", "performance-order"]))
    await expect(as("clerk", (work) => giveOrder(work, id, { order: "stop", reason: "" }))).rejects.toEqual(refused("invalid", /理由/))
    await as("clerk", (work) => giveOrder(work, id, { order: "stop", reason: "計画と違う工事をしている。" }))
    expect(await stateOf(id)).toBe("stopped")
    await expect(as("applicant", (work) => reportProgress(work, id, { kind: "progress", percent: 50, spent: 0, outlook: "x" }))).rejects.toEqual(refused("conflict"))
    await as("clerk", (work) => giveOrder(work, id, { order: "lift", reason: "" }))
    expect(await stateOf(id)).toBe("under-way")
  })
})

describe("画面", () => {
  test("申請者が変更を申請し、職員が承認するまで", async () => {
    const { id, change } = await underWay()
    const page = async (who: keyof SubsidyPeople, path: string) => (await house.request(path, { as: people[who] })).text()
    expect(await page("applicant", `/subsidies/my/${id}`)).toContain("変更の承認を申請する")
    expect(await page("applicant", changesPaths.change(id))).toContain("20％")
    const sent = { content: "台数を減らす", reason: "見積が下がった", "lines.0.category": "c1", "lines.0.total": "600,000", "lines.0.eligible": "600,000", "lines.1.category": "c2", ownFunds: "２００，０００", endsOn: change.endsOn }
    expect((await house.request(changesPaths.change(id), { as: people.applicant, form: { ...sent, ownFunds: "1" } })).status).toBe(422)
    const looked = await house.request(changesPaths.change(id), { as: people.applicant, form: { ...sent, _again: "check", "lines.0.total": "1,080,000", "lines.0.eligible": "1,080,000" } })
    const text = await looked.text()
    expect([looked.status, text.includes("20.00%"), text.includes("承認の要らない範囲です")]).toEqual([200, true, true])
    expect(await stateOf(id)).toBe("under-way")
    const order = await (await house.request(changesPaths.order(id), { as: people.clerk, form: { reason: "工事が始まっていない。" } })).text()
    expect([/<details class="details" open><summary>遂行命令・一時停止命令/.test(order), order.includes("命令を選んでください。"), order.includes("工事が始まっていない。")]).toEqual([true, true, true])
    expect((await house.request(changesPaths.change(id), { as: people.applicant, form: sent })).status).toBe(303)
    expect(await page("clerk", changesPaths.office(id))).toContain("変更の承認")
    expect((await house.request(changesPaths.office(id), { as: people.stranger })).status).toBe(404)
    expect((await house.request(changesPaths.decideChange(id), { as: people.clerk, form: { verdict: "approve" } })).status).toBe(303)
    expect((await house.request(changesPaths.change(id), { as: people.other })).status).toBe(404)
  })
})
