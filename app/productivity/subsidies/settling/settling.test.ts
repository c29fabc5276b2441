import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { addDays } from "../../../kernel/cases/index.ts"
import { civilDateOf, readingWork, type Work } from "../../../kernel/database/index.ts"
import { testHouse } from "../../../../tests/support/house.ts"
import { awardedApplication, decideApproval, type SubsidyPeople, subsidyPeople } from "../../../../tests/support/subsidies.ts"
import { getApplication } from "../applications/read-application.ts"
import { proposeCancellation } from "./cancel.ts"
import { claimOf, fileClaim, finishWithoutPayment } from "./claim.ts"
import { judgedEvidence, judgeEvidence, saveEvidence } from "./evidence.ts"
import { evidenceInput, outcomeInput } from "./inputs.ts"
import { askReportCorrection, orderMeasures, recordInspection } from "./inspect.ts"
import { settlingPaths } from "./paths.ts"
import { proposeRepayment, receiveRepayment, statementOf, waiveSurcharge } from "./repayment.ts"
import { fileReport, saveOutcome } from "./report.ts"
import { proposeSettlement, settlementOf } from "./settle.ts"

const house = await testHouse()
afterAll(house.close)
let people: SubsidyPeople
const today = civilDateOf(new Date())
beforeAll(async () => {
  people = await subsidyPeople(house)
}, 60_000)
const as = <T>(who: keyof SubsidyPeople, change: (work: Work) => Promise<T>, now?: Date) => house.work(people[who], change, now)
const reading = (who: keyof SubsidyPeople = "clerk") => readingWork(house.database.db, { actor: people[who] })
const stateOf = async (id: string) => (await getApplication(reading(), id)).state
const refused = (kind: string, text?: RegExp) => expect.objectContaining({ kind, ...(text ? { message: expect.stringMatching(text) } : {}) })
const bytes = (text: string) => new TextEncoder().encode(text)

/** Decided forty days ago, with the project under way since. */
async function underWay(more: Parameters<typeof awardedApplication>[2] = {}): Promise<string> {
  const { id } = await awardedApplication(house, people, more)
  await house.database.pool.query("update subsidy_application set decided_on = $2, notified_on = $2, starts_on = $2 where id = $1", [id, addDays(today, -40)])
  return id
}

const line = (more: Record<string, unknown> = {}) => {
  const paper = (days: number) => ({ on: addDays(today, days), amount: 900_000, name: "株式会社はぎ製作所" })
  return evidenceInput.parse({
    category: "c1",
    content: "検査機 HG-20 1台",
    itemised: true,
    secondHand: false,
    eligibleYen: 900_000,
    quote: paper(-45),
    order: paper(-30),
    delivery: paper(-20),
    invoice: paper(-15),
    payment: paper(-10),
    ownAccount: true,
    issuer: "T7000099000002",
    invoiceNumber: "26-0123",
    ...more,
  })
}
async function reported(id: string, input = line()): Promise<string> {
  await as("applicant", (work) => saveOutcome(work, id, outcomeInput.parse({ completedOn: addDays(today, -5), outcome: "検査の時間が半分になった。" })))
  const row = await as("applicant", (work) => saveEvidence(work, id, input, { papers: [{ name: "証拠.txt", bytes: bytes(`証拠 ${id} ${input.content}`) }] }))
  await as("applicant", (work) => fileReport(work, id))
  return row
}
async function settled(id: string): Promise<void> {
  await reported(id)
  await as("clerk", (work) => recordInspection(work, id, { day: today, place: "はぎ製作所 本社工場", findings: "機械があり、動いている。" }))
  await decideApproval(house, await as("clerk", (work) => proposeSettlement(work, id, "書類と現地で確かめた。")))
}
/** Money that has gone out, as a payment writes it. */
const pay = (id: string, amount: number, day: string, kind: "advance" | "final" = "advance") =>
  house.database.pool.query("insert into subsidy_ledger (application_id, kind, amount_yen, day, cause, written_at) values ($1, $2, $3, $4, gen_random_uuid()::text, now())", [id, kind, amount, day])

describe("実績報告と証拠書類", () => {
  test("決定の前の日の発注は対象にならず、決定の日の発注は対象になる（S6）", async () => {
    const id = await underWay()
    const row = (on: string) => line({ order: { on, amount: 900_000, name: "株式会社はぎ製作所" }, quote: { name: "" } })
    const first = await as("applicant", (work) => saveEvidence(work, id, row(addDays(today, -41)), { papers: [{ name: "a.txt", bytes: bytes("a") }] }))
    const judged = async () => (await judgedEvidence(reading("applicant"), await getApplication(reading("applicant"), id)))[0]!
    expect((await judged()).faults.map(({ message }) => message)).toEqual([expect.stringMatching(/交付決定日.*より前/)])
    await as("applicant", (work) => saveEvidence(work, id, row(addDays(today, -40)), { papers: [] }, first))
    expect((await judged()).faults).toEqual([])
  })

  test("足りないもの、合わないものは、すべて一度に示す。書類の写しがなければそれも", async () => {
    const id = await underWay({ call: { quotesFromYen: 500_000 } })
    await as("applicant", (work) =>
      saveEvidence(work, id, line({ content: "機械一式", itemised: false, delivery: { name: "" }, payment: { on: addDays(today, 130), amount: 890_000, name: "村田個人" }, ownAccount: false }), { papers: [] }),
    )
    const [judged] = await judgedEvidence(reading("applicant"), await getApplication(reading("applicant"), id))
    const messages = judged!.faults.map(({ message }) => message).join("\n")
    for (const part of [/納品の書類がありません/, /支払者.*ではありません/, /支払の額/, /2者以上の見積/, /口座からの支払ではありません/, /一式/, /写しが添付されていません/]) expect(messages).toMatch(part)
    expect(judged!.counts).toBe(false)
  })

  test("完了日と経費がないと提出できず、ほかの申請者は触れず、2度押しても報告は1つ", async () => {
    const id = await underWay()
    await expect(as("applicant", (work) => fileReport(work, id))).rejects.toEqual(refused("invalid", /完了日.*経費/))
    await expect(as("other", (work) => saveEvidence(work, id, line(), { papers: [] }))).rejects.toEqual(refused("not-found"))
    await expect(as("applicant", (work) => saveOutcome(work, id, outcomeInput.parse({ completedOn: addDays(today, 1), outcome: "x" })))).rejects.toEqual(refused("invalid"))
    await reported(id)
    await as("applicant", (work) => fileReport(work, id))
    const { rows } = await house.database.pool.query("select count(*)::int as n from subsidy_filing where application_id = $1 and kind = 'performance'", [id])
    expect([rows[0].n, await stateOf(id)]).toEqual([1, "in-inspection"])
    await expect(as("applicant", (work) => saveEvidence(work, id, line(), { papers: [] }))).rejects.toEqual(refused("conflict"))
  })

  test("補正はまとめて求め、直すと検査に戻る。是正命令には理由と通知書がある", async () => {
    const id = await underWay()
    const row = await reported(id)
    const defects = [{ field: `evidence.${row}`, label: "検査機", reason: "unreadable", remark: "領収書を撮り直してください。" }]
    await expect(as("clerk", (work) => askReportCorrection(work, id, [], addDays(today, 10)))).rejects.toEqual(refused("invalid"))
    await expect(as("stranger", (work) => askReportCorrection(work, id, defects, addDays(today, 10)))).rejects.toEqual(refused("not-found"))
    let replyBy = addDays(today, 7)
    while (true) {
      try {
        await as("clerk", (work) => askReportCorrection(work, id, defects, replyBy))
        break
      } catch {
        replyBy = addDays(replyBy, 1)
      }
    }
    expect(await stateOf(id)).toBe("report-in-correction")
    await as("applicant", (work) => saveEvidence(work, id, line(), { papers: [{ name: "撮り直し.txt", bytes: bytes(`新しい ${id}`) }] }, row))
    await as("applicant", (work) => fileReport(work, id, "撮り直しました。"))
    expect(await stateOf(id)).toBe("in-inspection")
    await as("clerk", (work) => orderMeasures(work, id, { reason: "設置されていない。", measures: "設置すること。", until: addDays(today, 20) }))
    expect(await stateOf(id)).toBe("correction-ordered")
    await as("applicant", (work) => fileReport(work, id))
    expect(await stateOf(id)).toBe("in-inspection")
  })
})

describe("額の確定と請求", () => {
  test("検査をしないうち、不備が残るうちは確定できず、外すと対象経費が減る", async () => {
    const id = await underWay()
    const row = await reported(id, line({ ownAccount: false }))
    await expect(as("clerk", (work) => proposeSettlement(work, id, ""))).rejects.toEqual(refused("conflict", /不備のある経費が1件/))
    await expect(as("clerk", (work) => judgeEvidence(work, id, row, "accept", ""))).rejects.toEqual(refused("invalid", /理由/))
    await as("clerk", (work) => judgeEvidence(work, id, row, "exclude", "個人の口座から払っている。"))
    expect((await settlementOf(reading(), await getApplication(reading(), id))).amount).toBe(0)
    await as("clerk", (work) => judgeEvidence(work, id, row, "accept", "立替の精算を確かめた。"))
    await expect(as("clerk", (work) => proposeSettlement(work, id, ""))).rejects.toEqual(refused("conflict", /検査をしてから/))
    expect((await settlementOf(reading(), await getApplication(reading(), id))).amount).toBe(600_000)
  })

  test("決裁で確定し、確定通知書が届き、請求は残りの額だけ。2度は請求できない", async () => {
    const id = await underWay()
    await settled(id)
    const it = await getApplication(reading(), id)
    expect([it.state, it.settledYen]).toEqual(["settled", 600_000])
    const { rows } = await house.database.pool.query("select state, document_id, document_number from subsidy_decision where application_id = $1 and kind = 'settlement'", [id])
    expect(rows).toEqual([{ state: "notified", document_id: expect.any(String), document_number: expect.any(String) }])
    await pay(id, 200_000, addDays(today, -20))
    expect(await claimOf(reading("applicant"), it)).toEqual({ kind: "final", amount: 400_000 })
    await expect(as("applicant", (work) => fileClaim(work, id, { amount: 400_001 }))).rejects.toEqual(refused("invalid", /400,000円/))
    await as("applicant", (work) => fileClaim(work, id, { amount: 400_000 }))
    expect(await stateOf(id)).toBe("payment-claimed")
    await expect(as("applicant", (work) => fileClaim(work, id, { amount: 400_000 }))).rejects.toEqual(refused("conflict"))
  })

  test("概算払が確定額と同じなら支払なしで終え、多ければ終えられない", async () => {
    const even = await underWay()
    await pay(even, 600_000, addDays(today, -20))
    await settled(even)
    await as("clerk", (work) => finishWithoutPayment(work, even))
    expect(await stateOf(even)).toBe("after-care")
    const over = await underWay()
    await pay(over, 600_000, addDays(today, -20))
    await reported(over, line({ eligibleYen: 600_000 }))
    await as("clerk", (work) => recordInspection(work, over, { day: today, place: "本社", findings: "確認" }))
    await decideApproval(house, await as("clerk", (work) => proposeSettlement(work, over, "")))
    await expect(as("clerk", (work) => finishWithoutPayment(work, over))).rejects.toEqual(refused("conflict", /200,000円の返還/))
    await decideApproval(house, await as("clerk", (work) => proposeRepayment(work, over, { dueOn: addDays(today, 20), reason: "確定額を超える概算払の返還" })))
    // 18条2項: nothing was done wrong, so no 加算金.
    expect((await statementOf(reading(), over, addDays(today, 10)))!.owed).toEqual({ principal: 200_000, surcharge: 0, lateCharge: 0 })
  })
})

describe("取消しと返還", () => {
  test("額の確定の後でも取り消せ、加算金は新しい受領から、納付は補助金から充てる（S7）", async () => {
    const id = await underWay()
    await pay(id, 200_000, addDays(today, -100))
    await pay(id, 400_000, addDays(today, -10))
    await settled(id)
    await expect(as("clerk", (work) => proposeCancellation(work, id, { article: "17条", grounds: ["circumstances"], facts: "x", remaining: 0 }))).rejects.toEqual(refused("invalid", /取消しの理由になりません/))
    await expect(as("clerk", (work) => proposeCancellation(work, id, { article: "17条", grounds: ["other-use"], facts: " ", remaining: 0 }))).rejects.toEqual(refused("invalid"))
    await expect(as("stranger", (work) => proposeCancellation(work, id, { article: "17条", grounds: ["other-use"], facts: "x", remaining: 0 }))).rejects.toEqual(refused("not-found"))
    await decideApproval(house, await as("clerk", (work) => proposeCancellation(work, id, { article: "17条", grounds: ["other-use"], facts: "機械を売却していた。", remaining: 0 })))
    expect(await stateOf(id)).toBe("cancelled")
    await decideApproval(house, await as("clerk", (work) => proposeRepayment(work, id, { dueOn: addDays(today, 20), reason: "17条により取り消したため" })))
    expect(await stateOf(id)).toBe("repayment-ordered")
    const statement = (await statementOf(reading(), id, today))!
    // 400,000 over 11 days and 200,000 over 101 days, the day of receipt counted: 10.95 % a year.
    expect(statement.owed).toEqual({ principal: 600_000, surcharge: Math.floor((400_000 * 11 + 200_000 * 101) * 0.1095 / 365 + 1e-6), lateCharge: 0 })
    const receive = (amount: number, receiptNumber: string) => as("clerk", (work) => receiveRepayment(work, id, { receivedOn: today, amount, receiptNumber }))
    await receive(500_000, "A-1")
    await expect(receive(1, "A-1")).rejects.toEqual(refused("conflict", /二重/))
    expect((await statementOf(reading(), id, today))!.left).toMatchObject({ principal: 100_000, surcharge: statement.owed.surcharge })
    await expect(receive(100_000 + statement.owed.surcharge + 1, "A-2")).rejects.toEqual(refused("invalid", /残りは/))
    await receive(100_000, "A-3")
    await as("clerk", (work) => waiveSurcharge(work, id, { amount: 1, reason: "試しの免除" }))
    await receive(statement.owed.surcharge - 1, "A-4")
    expect(await stateOf(id)).toBe("after-care")
    const { rows } = await house.database.pool.query("select kind, sum(amount_yen)::int as yen from subsidy_ledger where application_id = $1 group by kind order by kind", [id])
    expect(rows).toEqual([
      { kind: "advance", yen: 600_000 },
      { kind: "repayment", yen: 600_000 },
      { kind: "surcharge", yen: statement.owed.surcharge - 1 },
    ])
  })

  test("同じ領収を同時に2人が記録しても1度だけ残る", async () => {
    const id = await underWay()
    await pay(id, 600_000, addDays(today, -50))
    await settled(id)
    await decideApproval(house, await as("clerk", (work) => proposeCancellation(work, id, { article: "17条", grounds: ["terms-broken"], facts: "条件に反した。", remaining: 100_000 })))
    await decideApproval(house, await as("clerk", (work) => proposeRepayment(work, id, { dueOn: addDays(today, 20), reason: "一部取消し" })))
    expect((await statementOf(reading(), id, today))!.owed.principal).toBe(500_000)
    const results = await Promise.allSettled(["clerk", "head", "clerk"].map((who) => as(who as "clerk", (work) => receiveRepayment(work, id, { receivedOn: today, amount: 500_000, receiptNumber: "同じ" }))))
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
    const { rows } = await house.database.pool.query("select count(*)::int as n from subsidy_ledger where application_id = $1 and kind = 'repayment'", [id])
    expect(rows[0].n).toBe(1)
  })
})

describe("画面", () => {
  test("申請者は実績を入力して提出し、職員は1つの画面で判定・検査・起案まで進める", async () => {
    const id = await underWay()
    const page = async (who: keyof SubsidyPeople, path: string) => (await house.request(path, { as: people[who] })).text()
    const post = (who: keyof SubsidyPeople, path: string, form: Record<string, string>) => house.request(path, { as: people[who], form })
    expect(await page("applicant", `/subsidies/my/${id}`)).toContain("実績を報告する")
    expect((await post("applicant", settlingPaths.reportOutcome(id), { "completedOn.year": "", outcome: "" })).status).toBe(422)
    expect((await post("applicant", settlingPaths.reportOutcome(id), { completedOn: addDays(today, -5), outcome: "半分になった。" })).status).toBe(303)
    const broken = await post("applicant", settlingPaths.freshEvidence(id), { category: "c1", content: "検査機", eligibleYen: "９００，０００", "order.on": addDays(today, -50), "order.amount": "900,000", "order.name": "株式会社はぎ製作所" })
    expect(broken.status).toBe(303)
    const report = await page("applicant", settlingPaths.report(id))
    expect(report).toContain("より前です")
    expect((await post("applicant", settlingPaths.fileReport(id), {})).status).toBe(303)
    const office = await page("clerk", settlingPaths.settling(id))
    expect(office).toContain("証拠書類（見積→発注→納品→請求→支払）")
    expect((await house.request(settlingPaths.settling(id), { as: people.stranger })).status).toBe(404)
    const [row] = await judgedEvidence(reading(), await getApplication(reading(), id))
    expect((await post("clerk", settlingPaths.judge(id, row!.id), { verdict: "exclude", reason: "" })).status).toBe(422)
    const refused = await (await post("clerk", settlingPaths.cancel(id), { grounds: "other-use", facts: "機械を売っていた。" })).text()
    expect([...refused.matchAll(/<details class="details" open><summary>(.*?)<\/summary>/g)].map(([, summary]) => summary)).toEqual(["交付の決定を取り消す（17条・10条）"])
    expect(["機械を売っていた。", "根拠の条を選んでください。"].filter((words) => !refused.includes(words))).toEqual([])
    const measures = await (await post("clerk", settlingPaths.orderMeasures(id), { measures: "直すこと", reason: "違反の事実" })).text()
    expect([measures.split("違反の事実").length - 1, measures.includes('id="settle-reason"')]).toEqual([1, true])
    expect((await post("clerk", settlingPaths.judge(id, row!.id), { verdict: "accept", reason: "確かめた。" })).status).toBe(303)
    expect((await post("clerk", settlingPaths.inspect(id), { day: today, place: "本社", findings: "確認した。" })).status).toBe(303)
    const draft = await post("clerk", settlingPaths.settle(id), { reason: "よい" })
    expect(draft.headers.get("location")).toMatch(/^\/approvals\//)
    await decideApproval(house, draft.headers.get("location")!.split("/").at(-1)!)
    expect(await page("applicant", `/subsidies/my/${id}`)).toContain("600,000円を請求する")
  })
})
