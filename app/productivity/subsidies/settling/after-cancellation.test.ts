import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { addDays } from "../../../kernel/cases/index.ts"
import { civilDateOf, readingWork, type Work } from "../../../kernel/database/index.ts"
import { testHouse } from "../../../../tests/support/house.ts"
import { decideApproval, type SubsidyPeople, subsidyPeople } from "../../../../tests/support/subsidies.ts"
import { payOut, projectUnderWay, reportProject, settleProject, wholeEvidence } from "../../../../tests/support/subsidy-reports.ts"
import { getApplication } from "../applications/read-application.ts"
import { resumeProject } from "../changes/under-way.ts"
import { proposeCancellation } from "./cancel.ts"
import { claimOf } from "./claim.ts"
import { settlingPaths } from "./paths.ts"
import { proposeRepayment, receiveRepayment, statementOf } from "./repayment.ts"
import { receiptsStillHeld } from "./receipts-still-held.ts"
import { outcomeInput } from "./inputs.ts"
import { recordInspection } from "./inspect.ts"
import { saveOutcome } from "./report.ts"
import { resumeTheRest } from "./resume.ts"
import { proposeSettlement } from "./settle.ts"
import { withholdingOf, withholdOtherGrants } from "./withhold.ts"

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
const stateOf = async (id: string) => (await read(id)).state
const refused = (kind: string, text?: RegExp) => expect.objectContaining({ kind, ...(text ? { message: expect.stringMatching(text) } : {}) })
const cancel = async (id: string, more: Partial<Parameters<typeof proposeCancellation>[2]> = {}) =>
  decideApproval(house, await as("clerk", (work) => proposeCancellation(work, id, { article: "17条", grounds: ["terms-broken"], facts: "条件に反した。", remaining: 0, ...more })))
const order = async (id: string) => decideApproval(house, await as("clerk", (work) => proposeRepayment(work, id, { dueOn: addDays(today, 20), reason: "取消しによる返還" })))
const decision = async (id: string, kind: string) => (await house.database.pool.query("select amount_yen as amount, terms from subsidy_decision where application_id = $1 and kind = $2", [id, kind])).rows[0]
const deadline = async (id: string, name: string) =>
  (await house.database.pool.query("select d.due_on::text as due, d.remind_on::text as remind from case_deadline d join subsidy_application a on a.case_id = d.case_id where a.id = $1 and d.name = $2", [id, name])).rows[0]

describe("一部取消しの後", () => {
  test("支払の前なら、職員の操作で残りの事業が続く。実績の前に額は確定できず、ほかの人は動かせない", async () => {
    const id = await projectUnderWay(house, people)
    await cancel(id, { remaining: 400_000 })
    expect([await stateOf(id), (await read(id)).awardedYen]).toEqual(["cancelled-in-part", 400_000])
    await expect(as("clerk", (work) => proposeSettlement(work, id, ""))).rejects.toEqual(refused("conflict", /実績の報告/))
    await expect(as("stranger", (work) => resumeTheRest(work, id))).rejects.toEqual(refused("not-found"))
    await expect(as("clerk", (work) => resumeProject(work, id))).rejects.toEqual(refused("conflict"))
    expect((await house.request(settlingPaths.resume(id), { as: people.clerk, form: {} })).status).toBe(303)
    expect(await stateOf(id)).toBe("under-way")
  })

  test("払い過ぎがあれば返還が先で、返し終わると事業が続く", async () => {
    const id = await projectUnderWay(house, people)
    await payOut(house, id, 500_000, addDays(today, -30))
    await cancel(id, { remaining: 400_000 })
    await expect(as("clerk", (work) => resumeTheRest(work, id))).rejects.toEqual(refused("conflict", /100,000円の返還/))
    await order(id)
    const { owed } = (await statementOf(reading(), id, today))!
    expect(owed.principal).toBe(100_000)
    await as("clerk", (work) => receiveRepayment(work, id, { receivedOn: today, amount: 100_000 + owed.surcharge, receiptNumber: "R-1" }))
    expect(await stateOf(id)).toBe("under-way")
  })

  test("確定の後、支払の前の一部取消しは、確定し直した額だけを請求できる", async () => {
    const id = await projectUnderWay(house, people)
    await settleProject(house, people, id)
    await cancel(id, { remaining: 450_000 })
    await expect(as("clerk", (work) => resumeTheRest(work, id))).rejects.toEqual(refused("conflict", /確定し直す/))
    await decideApproval(house, await as("clerk", (work) => proposeSettlement(work, id, "取消し後の額")))
    expect(await claimOf(reading("applicant"), await read(id))).toEqual({ kind: "final", amount: 450_000 })
  })

  test("見るだけの職員は、中止した事業を再開できない", async () => {
    const id = await projectUnderWay(house, people)
    await house.database.pool.query("update subsidy_application set state = 'suspended' where id = $1", [id])
    const auditor = { ...people.stranger, grants: [{ role: "auditor", unitIds: "all" as const }] }
    await expect(house.work(auditor, (work) => resumeProject(work, id))).rejects.toEqual(refused("not-found"))
  })
})

describe("通知書と事情の変更", () => {
  test("取消通知書の額は取消し後の額で、取り消す額は内訳に書く", async () => {
    const id = await projectUnderWay(house, people)
    await cancel(id, { remaining: 450_000 })
    const { amount, terms } = await decision(id, "partial-cancellation")
    expect(amount).toBe(450_000)
    expect(terms.particulars).toContainEqual({ label: "取り消す額", value: "150,000円" })
  })

  test("事情の変更で取り消しても、過ぎた期間の分は残り、実績で確定して支払える（10条）", async () => {
    const id = await projectUnderWay(house, people)
    await expect(as("clerk", (work) => proposeCancellation(work, id, { article: "10条", grounds: ["circumstances"], facts: "道路計画の変更", remaining: 0, from: addDays(today, -1) }))).rejects.toEqual(refused("invalid", /経過していない/))
    await cancel(id, { article: "10条", grounds: ["circumstances"], facts: "道路計画の変更により必要がなくなった。", from: addDays(today, 1) })
    const it = await read(id)
    expect([it.state, it.awardedYen, it.endsOn]).toEqual(["report-due", 600_000, addDays(today, 1)])
    expect((await decision(id, "cancellation")).amount).toBeNull()
    expect((await deadline(id, "実績報告")).remind).not.toBeNull()
    await reportProject(house, people, id, wholeEvidence({ eligibleYen: 300_000 }))
    await as("clerk", (work) => recordInspection(work, id, { day: today, place: "本社", findings: "途中まで" }))
    await decideApproval(house, await as("clerk", (work) => proposeSettlement(work, id, "")))
    expect((await read(id)).settledYen).toBe(200_000)
  })
})

describe("返還命令が重なるとき", () => {
  test("返還の途中で取り消すと、新しい命令が残りすべてを求め、前の命令は終わる", async () => {
    const id = await projectUnderWay(house, people)
    await payOut(house, id, 600_000, addDays(today, -30))
    await settleProject(house, people, id, wholeEvidence({ eligibleYen: 600_000 }))
    await order(id)
    await as("clerk", (work) => receiveRepayment(work, id, { receivedOn: today, amount: 50_000, receiptNumber: "A" }))
    await cancel(id)
    await order(id)
    const { order: latest, owed, left } = (await statementOf(reading(), id, today))!
    expect([latest.surcharged, owed.principal, left.principal]).toEqual([true, 550_000, 550_000])
    // 550,000 over 31 days, the day of receipt counted.
    expect(owed.surcharge).toBe(Math.floor((550_000 * 0.1095 * 31) / 365 + 1e-6))
    const { rows } = await house.database.pool.query("select count(*)::int as n from subsidy_repayment where application_id = $1 and finished_on is null", [id])
    expect(rows[0].n).toBe(1)
  })

  test.each([
    { name: "戻った振込は受け取っていない（同じ額でも、戻ったほうだけ）", rows: [["advance", 1, 100, "a"], ["advance", 5, 100, "b"], ["came-back", 6, 100, "b"]], left: [[1, 100]] },
    { name: "前に返した分は新しい受領から引く", rows: [["advance", 1, 300, "a"], ["advance", 5, 100, "b"], ["repayment", 9, 150, "x"]], left: [[1, 250]] },
    { name: "返した後に受け取ったものからは引かない", rows: [["advance", 1, 300, "a"], ["repayment", 3, 150, "x"], ["final", 5, 100, "b"]], left: [[1, 150], [5, 100]] },
  ])("$name", ({ rows, left }) => {
    const day = (n: number) => `2026-04-0${n}`
    const movements = rows.map(([kind, on, amount, cause]) => ({ kind: kind as string, on: day(on as number), amount: amount as number, cause: cause as string }))
    expect(receiptsStillHeld(movements)).toEqual(left.map(([on, amount]) => ({ on: day(on!), amount })))
  })
})

describe("期限", () => {
  test("完了日を直すと報告の期限も動き、1週間前に知らせる", async () => {
    const id = await projectUnderWay(house, people)
    const save = (completedOn: string) => as("applicant", (work) => saveOutcome(work, id, outcomeInput.parse({ completedOn, outcome: "できた。" })))
    await save(addDays(today, -10))
    const first = await deadline(id, "実績報告")
    await save(addDays(today, -3))
    const second = await deadline(id, "実績報告")
    expect(second.due > first.due).toBe(true)
    expect(second.remind).toBe(addDays(second.due, -7))
    expect((await read(id)).completedOn).toBe(addDays(today, -3))
  })
})

describe("他の補助金の一時停止（20条）", () => {
  test("納期限の前は止められず、過ぎれば理由とともに止まり、返し終わると解ける", async () => {
    const id = await projectUnderWay(house, people)
    const other = await read(await projectUnderWay(house, people, { title: "別の事業" }))
    await payOut(house, id, 600_000, addDays(today, -90))
    await cancel(id)
    await order(id)
    const withhold = (reason: string, who: "clerk" | "stranger" = "clerk") => as(who, (work) => withholdOtherGrants(work, id, reason))
    await expect(withhold("未納")).rejects.toEqual(refused("conflict", /納期限/))
    await house.database.pool.query("update subsidy_repayment set ordered_on = $2, due_on = $3 where application_id = $1", [id, addDays(today, -60), addDays(today, -30)])
    await expect(withhold("")).rejects.toEqual(refused("invalid", /理由/))
    await expect(withhold("未納", "stranger")).rejects.toEqual(refused("not-found"))
    expect(await withholdingOf(reading(), other)).toBeUndefined()
    const page = await (await house.request(settlingPaths.settling(id), { as: people.clerk })).text()
    expect(page).toContain("ほかの補助金の交付を一時停止する")
    expect((await house.request(settlingPaths.withhold(id), { as: people.clerk, form: { reason: "督促しても納付がない。" } })).status).toBe(303)
    expect(await withholdingOf(reading(), other)).toMatch(/未納のため/)
    expect(await withholdingOf(reading(), await read(id))).toBeUndefined()
    const { left } = (await statementOf(reading(), id, today))!
    expect(left.lateCharge).toBe(Math.floor((600_000 * 0.1095 * 30) / 365 + 1e-6))
    await as("clerk", (work) => receiveRepayment(work, id, { receivedOn: today, amount: left.principal + left.surcharge + left.lateCharge, receiptNumber: "全額" }))
    expect(await withholdingOf(reading(), other)).toBeUndefined()
    expect(await stateOf(id)).toBe("after-care")
  })
})
