import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { addDays } from "../../../kernel/cases/index.ts"
import { civilDateOf, readingWork } from "../../../kernel/database/index.ts"
import { testHouse } from "../../../../tests/support/house.ts"
import { decideApproval, type SubsidyPeople, subsidyPeople } from "../../../../tests/support/subsidies.ts"
import { payOut, projectUnderWay } from "../../../../tests/support/subsidy-reports.ts"
import { getApplication } from "../applications/read-application.ts"
import { changesPaths } from "../changes/paths.ts"
import { paths } from "../paths.ts"
import { ledgerOf } from "../paying/ledger/read-ledger.ts"
import { settlingPaths } from "./paths.ts"
import { statementOf } from "./repayment.ts"

const house = await testHouse()
afterAll(house.close)
let people: SubsidyPeople
const today = civilDateOf(new Date())
beforeAll(async () => {
  people = await subsidyPeople(house)
}, 60_000)
const reading = () => readingWork(house.database.db, { actor: people.clerk })

/** A form sent as a browser sends it. @returns where it leads. */
async function send(who: keyof SubsidyPeople, path: string, form: Record<string, string>): Promise<string> {
  const answer = await house.request(path, { as: people[who], form })
  if (answer.status !== 303) throw new Error(`${path}: ${answer.status} ${/<[^>]*error[^>]*>([^<]+)/.exec(await answer.text())?.[1] ?? ""}`)
  return answer.headers.get("location") ?? ""
}
const decided = async (location: string) => decideApproval(house, location.split("/").at(-1)!)
const page = async (who: keyof SubsidyPeople, path: string) => (await house.request(path, { as: people[who] })).text()

describe("交付決定の通知から返還の終わりまで", () => {
  test("画面だけで、変更、概算払の請求、実績、確定、取消し、返還と進み、帳簿が合う", async () => {
    const id = await projectUnderWay(house, people)
    const stateOf = async () => (await getApplication(reading(), id)).state
    const endsOn = (await getApplication(reading(), id)).endsOn!

    // 変更: the equipment becomes dearer by a third; the award stays at what was decided.
    await send("applicant", changesPaths.change(id), { content: "上位の機種にする", reason: "在庫がないため", "lines.0.category": "c1", "lines.0.total": "1,200,000", "lines.0.eligible": "1,200,000", "lines.1.category": "c2", ownFunds: "600,000", endsOn })
    expect(await stateOf()).toBe("change-asked")
    expect(await page("clerk", changesPaths.office(id))).toContain("33.33%")
    await send("clerk", changesPaths.decideChange(id), { verdict: "approve", reason: "" })
    expect(await page("applicant", paths.mine(id))).toContain("変更交付決定通知書")

    // 概算払 of 200,000, as the payment that answers the claim writes it.
    await send("applicant", settlingPaths.claim(id), { amount: "200,000" })
    await payOut(house, id, 200_000, addDays(today, -30))

    // 実績報告
    await send("applicant", settlingPaths.reportOutcome(id), { completedOn: addDays(today, -5), outcome: "検査の時間が半分になった。" })
    const paper = (days: number) => ({ on: addDays(today, days), amount: "1,200,000", name: "株式会社はぎ製作所" })
    const papers = Object.entries({ quote: paper(-45), order: paper(-30), delivery: paper(-20), invoice: paper(-15), payment: paper(-10) }).flatMap(([link, one]) => Object.entries(one).map(([key, value]) => [`${link}.${key}`, value]))
    await send("applicant", settlingPaths.freshEvidence(id), { category: "c1", content: "検査機 HG-30 1台", itemised: "on", eligibleYen: "1,200,000", method: "transfer", ownAccount: "on", ...Object.fromEntries(papers) })
    await send("applicant", settlingPaths.fileReport(id), {})
    expect(await stateOf()).toBe("in-inspection")

    // 額の確定: the copy that is missing is let pass with its reason; two thirds would be 800,000, the award binds.
    const { rows } = await house.database.pool.query("select id from subsidy_evidence where application_id = $1", [id])
    await send("clerk", settlingPaths.judge(id, rows[0].id), { verdict: "accept", reason: "現地で原本を確かめた。" })
    await send("clerk", settlingPaths.inspect(id), { day: today, place: "本社工場", findings: "機械が動いている。" })
    await decided(await send("clerk", settlingPaths.settle(id), { reason: "" }))
    expect((await getApplication(reading(), id)).settledYen).toBe(600_000)

    // 精算払 of what is left, then 取消し after 額の確定 (17条3項).
    await send("applicant", settlingPaths.claim(id), { amount: "400,000" })
    await payOut(house, id, 400_000, addDays(today, -3), "final")
    await decided(await send("clerk", settlingPaths.cancel(id), { article: "17条", grounds: "other-use", facts: "機械を売却していた。", remaining: "0" }))
    expect(await page("applicant", paths.mine(id))).toContain("交付決定取消通知書")
    await decided(await send("clerk", settlingPaths.orderRepayment(id), { dueOn: addDays(today, 20), reason: "17条により取り消したため" }))
    const { owed } = (await statementOf(reading(), id, today))!
    // 400,000 over 4 days and 200,000 over 31, the day of receipt counted.
    expect(owed).toEqual({ principal: 600_000, surcharge: Math.floor(((400_000 * 4 + 200_000 * 31) * 0.1095) / 365 + 1e-6), lateCharge: 0 })
    expect(await page("applicant", paths.mine(id))).toContain("計算した額")

    await send("clerk", settlingPaths.receive(id), { receivedOn: today, amount: "600,000", receiptNumber: "R-1" })
    await send("clerk", settlingPaths.receive(id), { receivedOn: today, amount: String(owed.surcharge), receiptNumber: "R-2" })
    expect(await stateOf()).toBe("after-care")
    expect((await ledgerOf(reading(), id)).sums).toEqual({ paid: 600_000, repaid: 600_000, surcharge: owed.surcharge, lateCharge: 0, held: 0 })
    const letters = (await house.database.pool.query("select kind from subsidy_decision where application_id = $1 and document_id is not null and document_number is not null order by decided_at", [id])).rows
    expect(letters.map(({ kind }) => kind)).toEqual(["award", "change", "settlement", "cancellation", "repayment"])
  })
})
