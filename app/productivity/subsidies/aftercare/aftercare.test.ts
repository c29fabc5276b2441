import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { system } from "../../../kernel/access/index.ts"
import { addDays } from "../../../kernel/cases/index.ts"
import { civilDateOf, readingWork, type Work } from "../../../kernel/database/index.ts"

import { testHouse } from "../../../../tests/support/house.ts"
import { awardedApplication, decideApproval, type SubsidyPeople, subsidyPeople } from "../../../../tests/support/subsidies.ts"
import { getApplication } from "../applications/read-application.ts"
import { listFilings } from "../changes/filings.ts"
import { statementOf } from "../settling/repayment.ts"
import { listAssets, removeAsset, saveAsset } from "./assets.ts"
import { askDisposal, decideDisposal, disposalOf } from "./dispose.ts"
import { followAfterCare } from "./follow-up.ts"
import { assetInput, disposalInput, taxInput } from "./inputs.ts"
import { wareki } from "../../../kernel/ui/index.ts"
import { paths } from "../paths.ts"
import { aftercarePaths } from "./paths.ts"
import { inspectAfterwards, proposeTaxRepayment, reportEffect, reportTaxCredit } from "./reports.ts"

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

/** Settled at 600,000 and paid: the way there has its own tests. */
async function inAfterCare(): Promise<string> {
  const { id } = await awardedApplication(house, people)
  await house.database.pool.query(
    "update subsidy_application set state = 'after-care', settled_yen = 600000, settled_on = $2, completed_on = $2 where id = $1",
    [id, addDays(today, -20)],
  )
  await house.database.pool.query("update case_file set state = 'after-care' where id = (select case_id from subsidy_application where id = $1)", [id])
  await house.database.pool.query("insert into subsidy_ledger (application_id, kind, amount_yen, day, cause, written_at) values ($1, 'final', 600000, $2, 'payment', now())", [id, addDays(today, -10)])
  return id
}
const machine = (more: Record<string, unknown> = {}) =>
  assetInput.parse({ name: "検査機", spec: "HG-20", kind: "machine", quantity: 1, unitPriceYen: 818_181, acquiredOn: addDays(today, -30), place: "本社工場", category: "c1", usefulLifeYears: 7, markKind: "製造番号", markNumber: "HG20-001", ...more })
const disposal = (more: Record<string, unknown> = {}) => disposalInput.parse({ kind: "sale", on: today, price: 500_000, reason: "別の機械に替えるため", ...more })

describe("取得財産と処分（S12）", () => {
  test("50万円以上の機械は耐用年数の終わりまで制限され、未満は制限されない。額の確定の後は消せない", async () => {
    const id = await inAfterCare()
    const asset = await as("applicant", (work) => saveAsset(work, id, machine()))
    await as("applicant", (work) => saveAsset(work, id, machine({ name: "棚", unitPriceYen: 499_999, markNumber: "" })))
    const [one, two] = await listAssets(reading("applicant"), id)
    expect(one!.restrictedUntil!.slice(0, 4)).toBe(String(Number(addDays(today, -30).slice(0, 4)) + 7))
    expect(two!.restrictedUntil).toBeUndefined()
    await expect(as("applicant", (work) => removeAsset(work, id, asset))).rejects.toEqual(refused("conflict"))
    await expect(as("other", (work) => saveAsset(work, id, machine()))).rejects.toEqual(refused("not-found"))
    await expect(as("applicant", (work) => saveAsset(work, id, machine({ acquiredOn: addDays(today, 1) })))).rejects.toEqual(refused("invalid"))
  })

  test("耐用年数の前の譲渡は承認が要り、残存簿価と譲渡額の大きいほうに補助率を掛けて納付する", async () => {
    const id = await inAfterCare()
    const asset = await as("applicant", (work) => saveAsset(work, id, machine()))
    expect(await as("applicant", (work) => askDisposal(work, id, asset, disposal()))).toBe(true)
    expect(await stateOf(id)).toBe("disposal-asked")
    const view = await disposalOf(reading(), await getApplication(reading(), id))
    // 30 days of seven years gone: more is left in the books than the price, two thirds of it are the subsidy's.
    expect(view.bookValue).toBeGreaterThan(800_000)
    expect(view.amount).toBe(Math.min(545_454, Math.floor((view.bookValue * 2) / 3)))
    await expect(as("clerk", (work) => decideDisposal(work, id, { verdict: "approve", bookValue: view.bookValue, reason: "x" }))).rejects.toEqual(refused("invalid", /納付期限/))
    await expect(as("stranger", (work) => decideDisposal(work, id, { verdict: "refuse", bookValue: 0, reason: "x" }))).rejects.toEqual(refused("not-found"))
    await as("clerk", (work) => decideDisposal(work, id, { verdict: "approve", bookValue: view.bookValue, dueOn: addDays(today, 20), reason: "納付を条件に承認する。" }))
    expect(await stateOf(id)).toBe("repayment-ordered")
    expect((await statementOf(reading(), id, today))!.owed).toEqual({ principal: view.amount, surcharge: 0, lateCharge: 0 })
    expect((await listAssets(reading(), id))[0]).toMatchObject({ disposedOn: today, disposedHow: "sale" })
  })

  test("制限のない財産の処分は届出で足り、承認しないときは理由が要る", async () => {
    const id = await inAfterCare()
    const shelf = await as("applicant", (work) => saveAsset(work, id, machine({ name: "棚", unitPriceYen: 100_000 })))
    expect(await as("applicant", (work) => askDisposal(work, id, shelf, disposal({ kind: "scrapping", price: 0 })))).toBe(false)
    expect(await stateOf(id)).toBe("after-care")
    const asset = await as("applicant", (work) => saveAsset(work, id, machine()))
    // A day after the restriction does not get around the approval, nor a day before the asset was there.
    await expect(as("applicant", (work) => askDisposal(work, id, asset, disposal({ on: "2199-01-01" })))).rejects.toEqual(refused("invalid", /処分した日以後/))
    await expect(as("applicant", (work) => askDisposal(work, id, asset, disposal({ on: addDays(today, -31) })))).rejects.toEqual(refused("invalid", /取得した日/))
    await as("applicant", (work) => askDisposal(work, id, asset, disposal(), [{ name: "査定書.txt", bytes: new TextEncoder().encode(`査定 ${id}`) }]))
    expect((await listFilings(reading(), id))[0]!.files).toHaveLength(1)
    await expect(as("clerk", (work) => decideDisposal(work, id, { verdict: "refuse", bookValue: 0, reason: "" }))).rejects.toEqual(refused("invalid", /理由/))
    await as("clerk", (work) => decideDisposal(work, id, { verdict: "refuse", bookValue: 0, reason: "まだ使えるため。" }))
    expect(await stateOf(id)).toBe("after-care")
    expect((await listAssets(reading(), id)).find((row) => row.id === asset)!.disposedOn).toBeNull()
    const { rows } = await house.database.pool.query("select document_number from subsidy_decision where application_id = $1 and kind = 'disposal-refusal'", [id])
    expect(rows).toEqual([{ document_number: expect.any(String) }])
  })

  test("補助金を全部返すと、処分の制限は終わる（施行令14条）", async () => {
    const id = await inAfterCare()
    await as("applicant", (work) => saveAsset(work, id, machine()))
    const repay = (amount: number) =>
      house.database.pool.query("insert into subsidy_ledger (application_id, kind, amount_yen, day, cause, written_at) values ($1, 'repayment', $2, $3, $4, now())", [id, amount, today, `r${amount}`])
    await repay(599_999)
    expect((await listAssets(reading(), id))[0]!.restrictedUntil).toBeDefined()
    await repay(1)
    expect((await listAssets(reading(), id))[0]!.restrictedUntil).toBeUndefined()
  })
})

describe("事後の報告", () => {
  test("免税事業者も0円で報告し、期限が済む（S8）。0円なら返還は命じられない", async () => {
    const id = await inAfterCare()
    await house.work(system("jobs"), (work) => followAfterCare.run(work, {}, undefined as never))
    const deadline = async () => (await house.database.pool.query("select d.met_at from case_deadline d join subsidy_application a on a.case_id = d.case_id where a.id = $1 and d.name = '消費税仕入控除税額報告'", [id])).rows[0]
    expect((await deadline()).met_at).toBeNull()
    const mine = async () => (await house.request(paths.mine(id), { as: people.applicant })).text()
    expect(await mine()).toContain("消費税仕入控除税額を報告する（0円でも必要です）")
    expect(await as("applicant", (work) => reportTaxCredit(work, id, taxInput.parse({ method: "exempt", standard: 900_000 })))).toBe(0)
    expect((await deadline()).met_at).not.toBeNull()
    // What has been reported is not asked for again.
    const page = await mine()
    expect([page.includes("0円でも必要です"), page.includes(`消費税仕入控除税額は${wareki(today)}に報告しました（返還額 0円）`)]).toEqual([false, true])
    await expect(as("clerk", (work) => proposeTaxRepayment(work, id, { dueOn: addDays(today, 20), reason: "x" }))).rejects.toEqual(refused("conflict"))
    await house.work(system("jobs"), (work) => followAfterCare.run(work, {}, undefined as never))
    expect((await house.database.pool.query("select count(*)::int as n from case_deadline d join subsidy_application a on a.case_id = d.case_id where a.id = $1 and d.name = '消費税仕入控除税額報告'", [id])).rows[0].n).toBe(1)
  })

  test("全額控除なら確定額の10/110を返還し、命令は決裁を受ける。条件に合わない全額控除は断る", async () => {
    const id = await inAfterCare()
    await expect(as("applicant", (work) => reportTaxCredit(work, id, taxInput.parse({ method: "full", standard: 900_000, taxableSales: 600_000_000, shareNumerator: 99, shareDenominator: 100 })))).rejects.toEqual(refused("invalid", /全額控除の条件/))
    const amount = await as("applicant", (work) => reportTaxCredit(work, id, taxInput.parse({ method: "full", standard: 900_000, taxableSales: 100_000_000, shareNumerator: 99, shareDenominator: 100 })))
    expect(amount).toBe(54_545)
    await decideApproval(house, await as("clerk", (work) => proposeTaxRepayment(work, id, { dueOn: addDays(today, 20), reason: "消費税仕入控除税額の返還" })))
    expect(await stateOf(id)).toBe("repayment-ordered")
    expect((await statementOf(reading(), id, today))!.owed.principal).toBe(54_545)
  })

  test("効果の報告と立入検査が残る。保存期間が過ぎると完結する", async () => {
    const id = await inAfterCare()
    await as("applicant", (work) => reportEffect(work, id, { year: 2026, effect: "取引先が2社増えた。" }))
    await as("clerk", (work) => inspectAfterwards(work, id, { day: today, findings: "機械があった。" }))
    await expect(as("clerk", (work) => inspectAfterwards(work, id, { day: addDays(today, 1), findings: "x" }))).rejects.toEqual(refused("invalid"))
    await house.work(system("jobs"), (work) => followAfterCare.run(work, {}, undefined as never))
    expect(await stateOf(id)).toBe("after-care")
    await house.database.pool.query("update subsidy_application set completed_on = '2015-05-01' where id = $1", [id])
    await house.work(system("jobs"), (work) => followAfterCare.run(work, {}, undefined as never))
    expect(await stateOf(id)).toBe("closed")
  })
})

describe("画面", () => {
  test("台帳の登録から処分の承認まで、画面で進む", async () => {
    const id = await inAfterCare()
    const page = async (who: keyof SubsidyPeople, path: string) => (await house.request(path, { as: people[who] })).text()
    const post = (who: keyof SubsidyPeople, path: string, form: Record<string, string>) => house.request(path, { as: people[who], form })
    expect(await page("applicant", `/subsidies/my/${id}`)).toContain("消費税仕入控除税額を報告する")
    const typed = { name: "検査機", kind: "machine", quantity: "1", unitPriceYen: "８１８，１８１", acquiredOn: addDays(today, -30), place: "本社", category: "c1", usefulLifeYears: "7" }
    expect((await post("applicant", aftercarePaths.freshAsset(id), { ...typed, quantity: "0" })).status).toBe(422)
    expect((await post("applicant", aftercarePaths.freshAsset(id), typed)).status).toBe(303)
    const [asset] = await listAssets(reading("applicant"), id)
    expect(await page("applicant", aftercarePaths.disposal(id, asset!.id))).toContain("処分が制限されています")
    expect((await post("applicant", aftercarePaths.disposal(id, asset!.id), { kind: "scrapping", on: today, reason: "壊れた" })).status).toBe(303)
    expect(await page("clerk", aftercarePaths.office(id))).toContain("財産処分の承認")
    expect((await house.request(aftercarePaths.assetsExport(id, "csv"), { as: people.clerk })).status).toBe(200)
    expect((await house.request(aftercarePaths.office(id), { as: people.stranger })).status).toBe(404)
    expect((await post("clerk", aftercarePaths.decideDisposal(id), { verdict: "approve", bookValue: "0", reason: "" })).status).toBe(303)
    expect(await stateOf(id)).toBe("after-care")
  })
})
