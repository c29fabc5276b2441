import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { system } from "../../../kernel/access/index.ts"
import { addDays } from "../../../kernel/cases/index.ts"
import { civilDateOf, readingWork, type Work } from "../../../kernel/database/index.ts"
import { testHouse } from "../../../../tests/support/house.ts"
import { type SubsidyPeople, subsidyPeople } from "../../../../tests/support/subsidies.ts"
import { projectUnderWay, reportProject, wholeEvidence } from "../../../../tests/support/subsidy-reports.ts"
import { getApplication } from "../applications/read-application.ts"
import { fundingHints } from "../office/double-funding.ts"
import { evidenceIsHalfTyped } from "./evidence-is-half-typed.ts"
import { judgedEvidence, judgeEvidence, removeEvidence, saveEvidence } from "./evidence.ts"
import { askReportCorrection } from "./inspect.ts"
import { settlingPaths } from "./paths.ts"
import { remindOfOwed } from "./remind-applicants.ts"

const house = await testHouse()
afterAll(house.close)
let people: SubsidyPeople
const today = civilDateOf(new Date())
beforeAll(async () => {
  people = await subsidyPeople(house)
}, 60_000)
const as = <T>(who: keyof SubsidyPeople, change: (work: Work) => Promise<T>) => house.work(people[who], change)
const reading = (who: keyof SubsidyPeople = "clerk") => readingWork(house.database.db, { actor: people[who] })
const read = (id: string) => getApplication(reading(), id)
const refused = (kind: string, text?: RegExp) => expect.objectContaining({ kind, ...(text ? { message: expect.stringMatching(text) } : {}) })
const file = (name: string, text = name) => ({ name, bytes: new TextEncoder().encode(text) })
const linesOf = async (id: string) => judgedEvidence(reading("applicant"), await getApplication(reading("applicant"), id))
/** A first open day from here on. */
async function askCorrection(id: string, row: string): Promise<void> {
  for (let day = 7; day < 20; day++) {
    try {
      return await as("clerk", (work) => askReportCorrection(work, id, [{ field: `evidence.${row}`, label: "検査機", reason: "unreadable", remark: "撮り直してください。" }], addDays(today, day)))
    } catch {
      // A closed day.
    }
  }
}

describe("入力の途中", () => {
  test.each([
    ["日付だけの請求", { invoice: { on: today, name: "" } }, "invoice.amount"],
    ["額だけの発注", { order: { amount: 1, name: "" } }, "order.on"],
    ["宛名だけの納品", { delivery: { name: "株式会社はぎ製作所" } }, "delivery.on"],
    ["支払日のない引落日", { payment: { name: "" }, withdrawnOn: today, method: "card" }, "payment.on"],
    ["額のない相見積", { quotes: [{ firm: "あ社", related: false }] }, "quotes.0.amount"],
    ["会社のない相見積", { quotes: [{ firm: "あ社", amount: 1, related: false }, { amount: 2, related: false }] }, "quotes.1.firm"],
  ])("%sは、黙って捨てずに欄を示す", (_, more, field) => {
    expect(evidenceIsHalfTyped(wholeEvidence(more))).toMatchObject({ kind: "invalid", field })
  })
  test("そろっていれば、またはすべて空なら、そのまま保存できる", () => {
    expect(evidenceIsHalfTyped(wholeEvidence())).toBeUndefined()
    expect(evidenceIsHalfTyped(wholeEvidence({ delivery: { name: " " }, quotes: [{ related: false }] }))).toBeUndefined()
  })
  test("画面では、入力したものを残したまま、足りない欄に誤りを示す", async () => {
    const id = await projectUnderWay(house, people)
    const answer = await house.request(settlingPaths.freshEvidence(id), { as: people.applicant, form: { category: "c1", content: "検査機の部品", eligibleYen: "1,000", "invoice.on": today } })
    const page = await answer.text()
    expect([answer.status, page.includes("請求の額を入力してください"), page.includes("検査機の部品")]).toEqual([422, true, true])
    expect(await linesOf(id)).toEqual([])
  })
})

describe("書類の写しと写真", () => {
  test("1つの通帳の写しを2つの経費に付けられ、1つずつ外せる。写真は前後に分かれる", async () => {
    const id = await projectUnderWay(house, people)
    const statement = file("通帳.txt", `通帳 ${id}`)
    const one = await as("applicant", (work) => saveEvidence(work, id, wholeEvidence(), { papers: [statement], photos: { before: [file("前.txt", `前 ${id}`)], after: [file("後.txt", `後 ${id}`)] } }))
    const two = await as("applicant", (work) => saveEvidence(work, id, wholeEvidence({ content: "治具 JG-1 2個" }), { papers: [statement] }))
    await expect(as("applicant", (work) => saveEvidence(work, id, wholeEvidence(), { papers: [statement] }, one))).rejects.toEqual(refused("invalid", /同じ内容/))
    const [first] = await linesOf(id)
    expect([first!.files.length, first!.photos.before[0]!.name, first!.photos.after[0]!.name]).toEqual([1, "前.txt", "後.txt"])
    const path = settlingPaths.removeEvidenceFile(id, one, first!.files[0]!.id)
    expect((await house.request(settlingPaths.removeEvidenceFile(id, two, first!.files[0]!.id), { as: people.applicant, form: {} })).status).toBe(404)
    expect((await house.request(path, { as: people.other, form: {} })).status).toBe(404)
    expect((await house.request(path, { as: people.applicant, form: {} })).status).toBe(303)
    expect((await linesOf(id)).map(({ files }) => files.length)).toEqual([0, 1])
    await as("applicant", (work) => removeEvidence(work, id, one))
    const { rows } = await house.database.pool.query("select count(*)::int as n from subsidy_file where application_id = $1 and removed_at is null and asked_key like $2", [id, `%${one}%`])
    expect(rows[0].n).toBe(0)
  })

  test("認めた経費も、補正で直されたら判定し直す", async () => {
    const id = await projectUnderWay(house, people)
    const row = await reportProject(house, people, id, wholeEvidence({ ownAccount: false }))
    await as("clerk", (work) => judgeEvidence(work, id, row, "accept", "立替の精算を確かめた。"))
    expect((await linesOf(id))[0]!.counts).toBe(true)
    await askCorrection(id, row)
    await as("applicant", (work) => saveEvidence(work, id, wholeEvidence({ ownAccount: false, eligibleYen: 800_000 }), { papers: [] }, row))
    expect((await linesOf(id))[0]).toMatchObject({ counts: false, acceptedReason: "" })
  })
})

describe("ほかの補助金と同じ経費", () => {
  test("同じ請求書は、登録番号のTがなくても見つかる", async () => {
    const [mine, other] = [await projectUnderWay(house, people), await projectUnderWay(house, people, { title: "別の事業" })]
    await house.database.pool.query("update subsidy_application set party = party - 'postalCode' - 'corporateNumber' - 'address' where id = any($1)", [[mine, other]])
    expect(await fundingHints(reading(), await read(mine))).toEqual([])
    await as("applicant", (work) => saveEvidence(work, mine, wholeEvidence({ issuer: "T7000099000002", invoiceNumber: "X-9" }), { papers: [] }))
    await as("applicant", (work) => saveEvidence(work, other, wholeEvidence({ issuer: "7000099000002", invoiceNumber: "X-9" }), { papers: [] }))
    expect(await fundingHints(reading(), await read(mine))).toMatchObject([{ applicationId: other, same: "invoice", weight: "same-cost" }])
  })
})

describe("期限のお知らせ", () => {
  test("1週間前、前日、過ぎた翌日に申請者へ知らせ、済んだものは知らせない", async () => {
    await house.database.pool.query("update case_deadline set met_at = now() where met_at is null")
    const id = await projectUnderWay(house, people)
    const set = (days: number, met = false) =>
      house.database.pool.query("update case_deadline d set due_on = $2, met_at = $3 from subsidy_application a where a.case_id = d.case_id and d.name = '実績報告' and a.id = $1", [id, addDays(today, days), met ? new Date() : null])
    const told = async (days: number, met = false) => {
      await set(days, met)
      return house.work(system("jobs"), remindOfOwed)
    }
    expect([await told(7), await told(6), await told(1), await told(0), await told(-1), await told(-1, true)]).toEqual([1, 0, 1, 0, 1, 0])
    const { rows } = await house.database.pool.query("select n.subject from notice n join notice_recipient r on r.notice_id = n.id where r.person_id = $1 and n.subject like '%実績報告の期限%'", [people.applicant.id])
    expect(rows).toHaveLength(3)
  })
})
