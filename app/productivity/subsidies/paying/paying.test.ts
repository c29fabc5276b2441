import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { system } from "../../../kernel/access/index.ts"
import { addDays } from "../../../kernel/cases/index.ts"
import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { approveBatch, claimOf, confirmedAccount, payableApplication, payingPeople, PNG } from "../../../../tests/support/paying.ts"
import { type TestHouse, testHouse } from "../../../../tests/support/house.ts"
import type { SubsidyPeople } from "../../../../tests/support/subsidies.ts"
import { getApplication } from "../applications/read-application.ts"
import { bankSettings } from "./settings.ts"
import { applyByHand, applyResult } from "./batches/apply-results.ts"
import { proposeBatch } from "./batches/batch-approval.ts"
import { exportBatch, readBatchFile } from "./batches/export-batch.ts"
import { choosePayments, dropBatch, makeBatch, payDayFor, reopenBatch } from "./batches/make-batch.ts"
import { getBatch, listResults } from "./batches/read-batches.ts"
import { readResults } from "./batches/read-results.ts"
import { confirmAccount, returnAccount, stopCreditor, resumeCreditor } from "./creditors/confirm-account.ts"
import { findOwnCreditor, listAccounts, listCreditors } from "./creditors/read-creditors.ts"
import { registerAccount } from "./creditors/register-account.ts"
import { saveCreditor } from "./creditors/save-creditor.ts"
import { ledgerOf } from "./ledger/read-ledger.ts"
import { approvePayments, cancelPayment } from "./payments/approve-payments.ts"
import { askPayment } from "./payments/ask-payment.ts"
import { claimsToPay, getPayment } from "./payments/read-payments.ts"
import { readTransfers } from "../zengin/index.ts"

let house: TestHouse
let people: SubsidyPeople
const today = civilDateOf(new Date())
const payOn = payDayFor({ now: new Date() }, addDays(today, 3)).payOn
const afterPayDay = new Date(Date.parse(`${addDays(payOn, 1)}T03:00:00Z`))

beforeAll(async () => {
  house = await testHouse()
  people = await payingPeople(house)
  await confirmedAccount(house, people)
})
afterAll(() => house.close())

const as = <T>(who: "clerk" | "head" | "applicant" | "stranger" | "other", change: (work: Work) => Promise<T>, now?: Date) => house.work(people[who], change, now)
const stateOf = async (id: string) => (await house.work(system("test"), (work) => getApplication(work, id))).state
const ledger = (id: string) => house.work(system("test"), (work) => ledgerOf(work, id))

/** Asked by the clerk, looked at by the head, in a batch. */
async function batchOf(filings: string[]): Promise<{ id: string; payments: string[] }> {
  const payments: string[] = []
  for (const filing of filings) payments.push(await as("clerk", (work) => askPayment(work, filing)))
  await as("head", (work) => approvePayments(work, payments))
  const { id } = await as("clerk", (work) => makeBatch(work, { title: "試行補助金", wishedOn: payOn }))
  await as("clerk", (work) => choosePayments(work, id, payments))
  return { id, payments }
}

async function decide(batchId: string): Promise<void> {
  await as("clerk", (work) => proposeBatch(work, batchId))
  await approveBatch(house, batchId)
}

async function sentBatch(filings: string[]) {
  const made = await batchOf(filings)
  await decide(made.id)
  await as("clerk", (work) => exportBatch(work, made.id))
  return made
}

describe("債主と口座", () => {
  test("口座は通帳の写しと照らして確認されるまで使われず、変更の間は前の口座が使われる", async () => {
    const creditor = (await as("applicant", findOwnCreditor))!
    const [used] = await as("applicant", (work) => listAccounts(work, creditor.id))
    expect(used!.state).toBe("confirmed")
    const fresh = await as("applicant", (work) => registerAccount(work, { purpose: "settlement", bankCode: "0125", branchCode: "100", kind: "1", number: "7654321", holder: "カ）ハギノセイサクショ" }, { name: "通帳.png", bytes: PNG }))
    expect((await as("applicant", (work) => listAccounts(work, creditor.id))).map(({ state }) => state)).toEqual(["confirmed", "waiting"])
    await expect(as("stranger", (work) => confirmAccount(work, fresh))).rejects.toThrow("見つかりません")
    await as("clerk", (work) => returnAccount(work, fresh, "名義が通帳と違います。"))
    await expect(as("clerk", (work) => confirmAccount(work, fresh))).rejects.toThrow("確認を待っていません")
    const again = await as("applicant", (work) => registerAccount(work, { purpose: "settlement", bankCode: "0125", branchCode: "100", kind: "1", number: "7654321", holder: "カ）ハギノセイサクショ" }, { name: "通帳.png", bytes: PNG }))
    await as("clerk", (work) => confirmAccount(work, again))
    expect((await as("applicant", (work) => listAccounts(work, creditor.id))).map(({ id, state }) => [id === again, state])).toEqual([[true, "confirmed"], [false, "returned"], [false, "ended"]])
  })

  test.each([
    ["bankCode", { bankCode: "9999" }, "一覧にありません"],
    ["branchCode", { branchCode: "999" }, "支店番号999の支店はありません"],
    ["holder", { holder: "萩野製作所" }, "漢字"],
    ["holder", { holder: "ハギノ".repeat(12) }, "30文字まで"],
    ["passbook", {}, "通帳の写しを付けて"],
  ])("口座の誤りは項目で断る（%s）", async (field, wrong, sentence) => {
    const input = { purpose: "settlement" as const, bankCode: "0125", branchCode: "100", kind: "1" as const, number: "1234567", holder: "ハギ", ...wrong }
    const refused = await as("applicant", (work) => registerAccount(work, input, field === "passbook" ? undefined : { name: "a.png", bytes: PNG })).catch((error) => error)
    expect([refused.field, refused.message]).toEqual([field, expect.stringContaining(sentence)])
  })

  test("代表者の氏名だけの変更では口座はそのまま、職名が変わると確認待ちに戻る", async () => {
    const creditor = (await as("applicant", findOwnCreditor))!
    const { name, kana, postalCode, address, representativeTitle } = creditor
    await as("applicant", (work) => saveCreditor(work, { name, kana, postalCode, address, representativeTitle, representative: "村田 葵" }))
    expect((await as("applicant", (work) => listAccounts(work, creditor.id)))[0]!.state).toBe("confirmed")
    await as("applicant", (work) => saveCreditor(work, { name, kana, postalCode, address, representativeTitle: "代表理事", representative: "村田 葵" }))
    const [account] = await as("applicant", (work) => listAccounts(work, creditor.id))
    expect([account!.state, account!.remark]).toEqual(["waiting", expect.stringContaining("職名")])
    await as("clerk", (work) => confirmAccount(work, account!.id))
  })

  test("一覧は、その債主の申請を扱う所属の職員だけが見て、見たことが残る", async () => {
    const before = await house.database.pool.query("select count(*)::int as n from audit_event where action = 'audit.read'")
    expect((await as("clerk", (work) => listCreditors(work, { state: "all" }))).items).toHaveLength(1)
    expect((await as("clerk", (work) => listCreditors(work, { state: "all", q: "7654321" }))).items).toHaveLength(1)
    expect((await as("clerk", (work) => listCreditors(work, { state: "dormant" }))).items).toHaveLength(0)
    expect((await as("stranger", (work) => listCreditors(work, { state: "all" }))).items).toHaveLength(0)
    await expect(as("applicant", (work) => listCreditors(work, { state: "all" }))).rejects.toThrow("権限")
    const after = await house.database.pool.query("select count(*)::int as n from audit_event where action = 'audit.read'")
    expect(after.rows[0].n - before.rows[0].n).toBe(4)
  })

  test("支払を止めた債主と、しばらく使っていない口座には支払わない", async () => {
    const { filing } = await payableApplication(house, people, "final")
    const creditor = (await as("applicant", findOwnCreditor))!
    await as("clerk", (work) => stopCreditor(work, creditor.id, "差押えの通知"))
    await expect(as("clerk", (work) => askPayment(work, filing))).rejects.toThrow("差押えの通知")
    await as("clerk", (work) => resumeCreditor(work, creditor.id))
    await house.database.pool.query("update subsidy_account set confirmed_at = now() - interval '6 years' where state = 'confirmed'")
    await expect(as("clerk", (work) => askPayment(work, filing))).rejects.toThrow("しばらく使われていません")
    const [account] = await as("clerk", (work) => listAccounts(work, creditor.id))
    await as("clerk", (work) => confirmAccount(work, account!.id))
    await as("clerk", (work) => askPayment(work, filing))
  })
})

describe("支払", () => {
  test("請求から支払済みまで：二人で確かめ、決裁し、送り、結果を記録すると、出納簿と申請が一度だけ進む", async () => {
    const { id, filing } = await payableApplication(house, people, "final")
    expect((await as("clerk", (work) => claimsToPay(work))).map((claim) => claim.id)).toContain(filing)
    const payment = await as("clerk", (work) => askPayment(work, filing))
    expect((await as("clerk", (work) => claimsToPay(work))).map((claim) => claim.id)).not.toContain(filing)
    await expect(as("clerk", (work) => askPayment(work, filing))).rejects.toThrow("二重には支払えません")
    await expect(as("clerk", (work) => approvePayments(work, [payment]))).rejects.toThrow("自分では確認できません")
    await expect(as("stranger", (work) => approvePayments(work, [payment]))).rejects.toThrow("見つかりません")
    await as("head", (work) => approvePayments(work, [payment]))
    const batch = await as("clerk", (work) => makeBatch(work, { title: "11月分", wishedOn: payOn }))
    await as("clerk", (work) => choosePayments(work, batch.id, [payment]))
    await expect(as("clerk", (work) => exportBatch(work, batch.id))).rejects.toThrow("まだ決裁されていません")
    await decide(batch.id)
    await as("clerk", (work) => exportBatch(work, batch.id))
    const first = await as("clerk", (work) => readBatchFile(work, batch.id, "transfers"))
    await as("head", (work) => exportBatch(work, batch.id))
    const second = await as("head", (work) => readBatchFile(work, batch.id, "transfers"))
    expect(Buffer.from(second.bytes).equals(Buffer.from(first.bytes))).toBe(true)
    const read = readTransfers(first.bytes, { settings: bankSettings({ now: new Date() }) })
    expect([read.accepted, read.count, read.total]).toEqual([true, 1, 600_000])
    const csv = new TextDecoder().decode((await as("clerk", (work) => readBatchFile(work, batch.id, "accounting"))).bytes)
    expect(csv).toContain("600000")
    expect(await stateOf(id)).toBe("payment-claimed")
    await expect(as("clerk", (work) => applyByHand(work, batch.id, { failed: [], reason: "", restPaid: true }))).rejects.toThrow("支払日")
    await as("clerk", (work) => applyByHand(work, batch.id, { failed: [], reason: "", restPaid: true }), afterPayDay)
    await as("clerk", (work) => applyByHand(work, batch.id, { failed: [], reason: "", restPaid: true }), afterPayDay)
    expect(await stateOf(id)).toBe("after-care")
    expect((await ledger(id)).rows).toMatchObject([{ kind: "final", amountYen: 600_000, day: payOn, heldYen: 600_000 }])
    expect((await as("clerk", (work) => getBatch(work, batch.id))).state).toBe("done")
  })

  test("概算払の残りを超える請求、確定額と違う精算払は支払わない", async () => {
    const { id, filing } = await payableApplication(house, people, "advance", 400_000)
    const payment = await as("clerk", (work) => askPayment(work, filing))
    const over = await claimOf(house, people, id, "advance", 200_001)
    await expect(as("clerk", (work) => askPayment(work, over))).rejects.toThrow("概算払の残りは200,000円です")
    await as("clerk", (work) => cancelPayment(work, payment, "口座を直すため"))
    await as("clerk", (work) => askPayment(work, over))
    const { filing: wrong } = await payableApplication(house, people, "final", 599_999)
    await expect(as("clerk", (work) => askPayment(work, wrong))).rejects.toThrow("精算払の額は600,000円です")
  })

  test("要綱で概算払の割合を定めた公募では、その割合まで", async () => {
    const { filing, callId } = await payableApplication(house, people, "advance", 300_001)
    await house.database.pool.query("insert into subsidy_advance_share (call_id, numerator, denominator, source, set_at) values ($1, 1, 2, '要綱 第9条', now())", [callId])
    await expect(as("clerk", (work) => askPayment(work, filing))).rejects.toThrow("概算払の残りは300,000円です")
    await house.database.pool.query("update subsidy_advance_share set numerator = 0 where call_id = $1", [callId])
    await expect(as("clerk", (work) => askPayment(work, filing))).rejects.toThrow("概算払はありません")
  })

  test("決裁を受けたあとに中身が変わった一括は送らない", async () => {
    const { id, filing } = await payableApplication(house, people, "final")
    const batch = await batchOf([filing])
    await decide(batch.id)
    await expect(as("clerk", (work) => cancelPayment(work, batch.payments[0]!, "やめる"))).rejects.toThrow("作成中に戻して")
    await house.database.pool.query("update subsidy_application set settled_yen = 500000 where id = $1", [id])
    await expect(as("clerk", (work) => exportBatch(work, batch.id))).rejects.toThrow("精算払の額は500,000円です")
    await as("clerk", (work) => reopenBatch(work, batch.id, "確定額が変わったため"))
    await as("clerk", (work) => cancelPayment(work, batch.payments[0]!, "確定額が変わったため"))
    await as("clerk", (work) => dropBatch(work, batch.id, "支払がないため"))
    expect((await as("clerk", (work) => getBatch(work, batch.id))).state).toBe("dropped")
  })

  test("休業日の支払日は次の営業日に移り、そのことを言う。過ぎた日と、年度の出納閉鎖のあとは断る", async () => {
    expect(payDayFor({ now: new Date("2026-11-20T00:00:00Z") }, "2026-11-21")).toEqual({ payOn: "2026-11-24", notice: expect.stringContaining("令和8年11月24日に移しました") })
    expect(payDayFor({ now: new Date("2026-11-20T00:00:00Z") }, "2026-12-31").payOn).toBe("2027-01-04")
    await expect(as("clerk", (work) => makeBatch(work, { title: "x", wishedOn: addDays(today, -1) }))).rejects.toThrow("きょう以降")
    const { filing } = await payableApplication(house, people, "final")
    const payment = await as("clerk", (work) => askPayment(work, filing))
    await as("head", (work) => approvePayments(work, [payment]))
    const batch = await as("clerk", (work) => makeBatch(work, { title: "遅い", wishedOn: "2027-06-01" }))
    await as("clerk", (work) => choosePayments(work, batch.id, [payment]))
    await expect(as("clerk", (work) => proposeBatch(work, batch.id))).rejects.toThrow("出納は")
  })
})

describe("振込不能", () => {
  test("戻った振込は出納簿に出て戻り、請求に戻り、口座は直すまで使われず、直せばもう一度支払える", async () => {
    const one = await payableApplication(house, people, "final")
    const two = await payableApplication(house, people, "advance", 100_000)
    const batch = await sentBatch([one.filing, two.filing])
    const payment = await as("clerk", (work) => getPayment(work, batch.payments[0]!))
    const csv = `口座番号,振込金額,顧客コード1,理由\r\n${payment.account.number},600000,${payment.number},該当口座なし\r\n9999999,1,77777,不明\r\n`
    const bytes = new TextEncoder().encode(csv)
    const result = await as("clerk", (work) => readResults(work, batch.id, { name: "振込不能.csv", bytes }), afterPayDay)
    expect(await as("clerk", (work) => readResults(work, batch.id, { name: "もう一度.csv", bytes }), afterPayDay)).toBe(result)
    const [shown] = await as("clerk", (work) => listResults(work, batch.id))
    expect([shown!.failed, shown!.problems]).toEqual([[{ paymentId: payment.id, record: 2, reason: "該当口座なし" }], [expect.objectContaining({ at: 3, code: "unknown" })]])
    const cameBackOn = addDays(payOn, 1)
    await expect(as("clerk", (work) => applyResult(work, batch.id, result, { cameBackOn, restPaid: true, unmatched: "" }), afterPayDay)).rejects.toThrow("照合できない行が1件")
    await as("clerk", (work) => applyResult(work, batch.id, result, { cameBackOn, restPaid: true, unmatched: "銀行に照会し、他県の明細と確認" }), afterPayDay)
    await expect(as("clerk", (work) => applyResult(work, batch.id, result, { cameBackOn, restPaid: true, unmatched: "x" }), afterPayDay)).rejects.toThrow("もう反映されています")
    expect(await stateOf(one.id)).toBe("payment-claimed")
    expect((await ledger(one.id)).rows.map(({ kind, amountYen, heldYen }) => [kind, amountYen, heldYen])).toEqual([["final", 600_000, 600_000], ["came-back", 600_000, 0]])
    expect((await ledger(two.id)).sums.held).toBe(100_000)
    expect((await as("clerk", (work) => getBatch(work, batch.id))).state).toBe("done")
    const { rows: told } = await house.database.pool.query("select subject from notice where subject like '%振込ができませんでした%'")
    expect(told).toHaveLength(1)

    await expect(as("clerk", (work) => askPayment(work, one.filing))).rejects.toThrow("確認した口座がありません")
    await confirmedAccount(house, people)
    const again = await sentBatch([one.filing])
    await as("clerk", (work) => applyByHand(work, again.id, { failed: [], reason: "", restPaid: true }), afterPayDay)
    expect(await stateOf(one.id)).toBe("after-care")
    expect((await ledger(one.id)).sums.held).toBe(600_000)
  })

  test("支払済みとしたあとで戻っても、同じように記録できる", async () => {
    const { id, filing } = await payableApplication(house, people, "final")
    const batch = await sentBatch([filing])
    await as("clerk", (work) => applyByHand(work, batch.id, { failed: [], reason: "", restPaid: true }), afterPayDay)
    await as("clerk", (work) => applyByHand(work, batch.id, { failed: batch.payments, reason: "口座解約", cameBackOn: addDays(payOn, 1), restPaid: false }), afterPayDay)
    await expect(as("clerk", (work) => applyByHand(work, batch.id, { failed: batch.payments, reason: "口座解約", cameBackOn: addDays(payOn, 1), restPaid: false }), afterPayDay)).rejects.toThrow("もう振込不能")
    expect(await stateOf(id)).toBe("payment-claimed")
    expect((await ledger(id)).sums).toMatchObject({ paid: 0, held: 0 })
    await confirmedAccount(house, people)
  })
})
