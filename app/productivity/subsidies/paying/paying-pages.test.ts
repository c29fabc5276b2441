import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { addDays } from "../../../kernel/cases/index.ts"
import { civilDateOf } from "../../../kernel/database/index.ts"
import { approveBatch, confirmedAccount, payableApplication, payingPeople, PNG } from "../../../../tests/support/paying.ts"
import { type TestHouse, testHouse } from "../../../../tests/support/house.ts"
import type { SubsidyPeople } from "../../../../tests/support/subsidies.ts"
import { paths } from "../paths.ts"
import { payDayFor } from "./batches/make-batch.ts"
import { payingPaths } from "./paths.ts"

let house: TestHouse
let people: SubsidyPeople
let filing: string
let id: string
const payOn = payDayFor({ now: new Date() }, addDays(civilDateOf(new Date()), 3)).payOn

beforeAll(async () => {
  house = await testHouse()
  people = await payingPeople(house)
  await confirmedAccount(house, people)
  ;({ id, filing } = await payableApplication(house, people, "final"))
})
afterAll(() => house.close())

const text = async (path: string, as: "clerk" | "head" | "applicant" | "other" | "stranger" = "clerk") => (await house.request(path, { as: people[as] })).text()
const post = (path: string, form: Record<string, string | string[]>, as: "clerk" | "head" | "applicant" | "stranger" = "clerk") => house.request(path, { as: people[as], form })

/** A form with a file, as a browser sends it. */
async function postFile(path: string, fields: Record<string, string>, name: string, file: File, as: "clerk" | "applicant" = "applicant"): Promise<Response> {
  const form = new FormData()
  for (const [key, value] of Object.entries({ _submission: crypto.randomUUID(), ...fields })) form.append(key, value)
  form.append(name, file)
  const packed = new Response(form)
  const bytes = Buffer.from(await packed.arrayBuffer())
  return house.request(path, { as: people[as], method: "POST", body: bytes as unknown as string, headers: { "content-type": packed.headers.get("content-type")! } })
}

describe("受取口座の画面", () => {
  test("銀行は名前・かな・番号でさがし、決まらなければ選び、支店、口座の順に進む", async () => {
    expect(await text(payingPaths.freshAccount, "applicant")).toContain("銀行をえらぶ")
    const many = await text(`${payingPaths.freshAccount}?bank=${encodeURIComponent("信用組合")}`, "applicant")
    expect(many).toContain('type="radio"')
    const none = await text(`${payingPaths.freshAccount}?bank=${encodeURIComponent("ない銀行")}`, "applicant")
    expect(none).toContain("「ない銀行」という銀行は見つかりません")
    const branch = await text(`${payingPaths.freshAccount}?bank=${encodeURIComponent("しちじゅうしち")}`, "applicant")
    expect(branch).toContain("支店をえらぶ")
    const last = await text(`${payingPaths.freshAccount}?bankCode=0125&branch=100`, "applicant")
    expect(last).toContain("本店営業部")
    expect(last).toContain('name="passbook"')
  })

  test("誤りは項目に出て、入力は残り、通帳を付ければ届け出られ、本人だけが見られる", async () => {
    const right = { purpose: "settlement", bankCode: "0125", branchCode: "200", kind: "1", number: "７６５４３２１", holder: "カ）ハギノセイサクショ" }
    const wrong = await postFile(payingPaths.freshAccount, { ...right, number: "12a" }, "passbook", new File([PNG], "通帳.png"))
    const again = await wrong.text()
    expect(wrong.status).toBe(422)
    expect(again).toContain("口座番号は7桁までの数字")
    expect(again).toContain('value="カ）ハギノセイサクショ"')
    expect((await postFile(payingPaths.freshAccount, right, "passbook", new File(["x"], "通帳.txt"))).status).toBe(422)
    const done = await postFile(payingPaths.freshAccount, right, "passbook", new File([PNG], "通帳.png", { type: "image/png" }))
    expect([done.status, done.headers.get("location")]).toEqual([303, payingPaths.myAccounts])
    const mine = await text(payingPaths.myAccounts, "applicant")
    expect(mine).toContain("7654321")
    expect(mine).toContain("確認待ち")
    const account = /my-accounts\/([0-9a-f-]{36})\/passbook/.exec(mine)![1]!
    expect((await house.request(payingPaths.myPassbook(account), { as: people.applicant })).headers.get("content-type")).toBe("image/png")
    expect((await house.request(payingPaths.myPassbook(account), { as: people.other })).status).toBe(404)
    expect((await house.request(payingPaths.passbook(account), { as: people.stranger })).status).toBe(404)
    expect((await house.request(payingPaths.endAccount(account), { as: people.other, form: {} })).status).toBe(404)

    const list = await text(`${payingPaths.creditors}?state=waiting`)
    const creditor = /paying\/creditors\/([0-9a-f-]{36})/.exec(list)![1]!
    const page = await text(payingPaths.creditor(creditor))
    expect(page).toContain(`<img class="passbook" src="${payingPaths.passbook(account)}"`)
    const refused = await post(payingPaths.returnAccount(account), { remark: "" })
    expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining("理由を入力してください")])
    expect((await post(payingPaths.confirmAccount(account), {}, "stranger")).status).toBe(404)
    expect((await post(payingPaths.confirmAccount(account), {})).status).toBe(303)
    expect(await text(payingPaths.creditor(creditor))).toContain("口座を通帳の写しと照らして確認しました")
    expect(await text(payingPaths.creditorsExport)).toContain("カ）ハギノセイサクショ")
  })
})

describe("支払の画面", () => {
  test("請求から振込の結果まで、画面だけで進む", async () => {
    expect(await text(payingPaths.home)).toContain(payingPaths.claim(filing))
    expect(await text(payingPaths.home, "stranger")).not.toContain(payingPaths.claim(filing))
    expect((await house.request(payingPaths.claim(filing), { as: people.stranger })).status).toBe(404)
    const claim = await text(payingPaths.claim(filing))
    const accountId = /name="accountId" value="([0-9a-f-]{36})"/.exec(claim)![1]!
    expect(claim).toContain("600,000円の支払を起こす")
    expect((await post(payingPaths.claim(filing), { accountId })).status).toBe(303)
    expect(await text(payingPaths.claim(filing))).toContain("手続中か、支払済み")
    expect(await text("/desk", "head")).toContain("起こされた補助金の支払 1件")

    const asked = await text(`${payingPaths.payments}?state=asked`, "head")
    const payment = /name="ids" value="([0-9a-f-]{36})"/.exec(asked)![1]!
    expect(await text(`${payingPaths.payments}?state=asked`)).toContain("自分が起こした")
    const nobody = await post(payingPaths.approvePayments, {}, "head")
    expect(nobody.status).toBe(422)
    expect((await post(payingPaths.approvePayments, { ids: payment }, "head")).status).toBe(303)

    const fresh = await post(payingPaths.batches, { title: "11月分", wishedOn: payOn })
    const batch = fresh.headers.get("location")!
    const batchId = batch.split("/").at(-1)!
    expect((await house.request(batch, { as: people.stranger })).status).toBe(404)
    const unfolded = async (path: string, form: Record<string, string>) => (await (await post(path, form)).text()).match(/<details class="details" open><summary>(.*?)<\/summary>/)?.[1]
    expect(await unfolded(payingPaths.dayOfBatch(batchId), { "wishedOn.year": "2026", "wishedOn.month": "2", "wishedOn.day": "30" })).toBe("支払日を変える")
    expect(await unfolded(payingPaths.dropBatch(batchId), { reason: "" })).toBe("この一括を取りやめる")
    expect((await post(payingPaths.chooseForBatch(batchId), { ids: payment })).status).toBe(303)
    expect(await text(batch)).toContain("1件 600,000円を決裁に回す")
    expect((await post(payingPaths.proposeBatch(batchId), {})).status).toBe(303)
    await approveBatch(house, batchId)
    expect(await text("/desk")).toContain("を銀行に送る")
    expect((await post(payingPaths.exportBatch(batchId), {})).status).toBe(303)
    const file = await house.request(payingPaths.batchFile(batchId), { as: people.clerk })
    const bytes = Buffer.from(await file.arrayBuffer())
    expect([bytes.length, bytes.subarray(0, 4).toString()]).toEqual([4 * 122, "1210"])
    expect((await house.request(payingPaths.batchFile(batchId), { as: people.stranger })).status).toBe(404)
    expect(await text(payingPaths.batchCsv(batchId))).toContain("カ)ﾊｷﾞﾉｾｲｻｸｼﾖ".replace("カ", "ｶ"))

    // The bank's day has come.
    await house.database.pool.query("update subsidy_batch set pay_on = $2, wished_on = $2 where id = $1", [batchId, addDays(civilDateOf(new Date()), -1)])
    const csv = `レコード番号,理由\r\n2,該当口座なし\r\n9,不明\r\n`
    expect((await postFile(payingPaths.results(batchId), {}, "file", new File([csv], "振込不能.csv"), "clerk")).status).toBe(303)
    const shown = await text(batch)
    expect(shown).toContain("照合できない行が1件あります")
    const result = new RegExp(`${batchId}/results/([0-9a-f-]{36})`).exec(shown)![1]!
    const today = civilDateOf(new Date())
    expect((await post(payingPaths.result(batchId, result), { cameBackOn: today, restPaid: "on" })).status).toBe(409)
    expect(shown).not.toContain("すべて届いた</button>")
    expect((await post(payingPaths.resultByHand(batchId), { restPaid: "on" })).status).toBe(409)
    expect((await post(payingPaths.dropResult(batchId, result), {}, "stranger")).status).toBe(404)
    expect((await post(payingPaths.dropResult(batchId, result), {})).status).toBe(303)
    await postFile(payingPaths.results(batchId), {}, "file", new File([csv], "振込不能.csv"), "clerk")
    const anew = new RegExp(`${batchId}/results/([0-9a-f-]{36})`).exec(await text(batch))![1]!
    expect((await post(payingPaths.result(batchId, anew), { cameBackOn: today })).status).toBe(303)
    expect(await text(batch)).toContain("該当口座なし")
    expect(await text("/desk")).toContain("戻ってきた補助金の振込 1件")
    const mine = await text(paths.mine(id), "applicant")
    expect(mine).toContain("振込不能：口座を届け直してください（該当口座なし）")
    expect(mine).toContain(payingPaths.myLedger(id))
    expect(await text(payingPaths.myAccounts, "applicant")).toContain("振込不能：該当口座なし")
    const ledger = await text(payingPaths.myLedger(id), "applicant")
    expect(ledger).toContain("精算払,600000")
    expect((await house.request(payingPaths.myLedger(id), { as: people.other })).status).toBe(404)
    const office = await text(paths.office(id))
    expect(office).toContain("支払と出納簿")
    expect(office).toContain("振込不能（戻り）")
    expect(await text(payingPaths.ledger(id))).toContain("出納簿")
    expect((await house.request(payingPaths.ledger(id), { as: people.stranger })).status).toBe(404)
  })

  test("設定：県の支払口座はシステム管理者だけが定め、概算払の割合は制度の所属が定める", async () => {
    expect(await text(payingPaths.settings)).toContain("県の支払口座")
    const debit = { validFrom: addDays(civilDateOf(new Date()), 10), clientCode: "12345", clientName: "ハギノケン", bankCode: "0125", branchCode: "100", kind: "1", number: "0000002", source: "契約" }
    expect((await post(payingPaths.debitAccounts, debit)).status).toBe(403)
    const call = /name="callId"[\s\S]*?<option value="([0-9a-f-]{36})"/.exec(await text(payingPaths.settings))![1]!
    expect((await post(payingPaths.advanceShares, { callId: call, numerator: "3", denominator: "2", source: "要綱" })).status).toBe(422)
    expect((await post(payingPaths.advanceShares, { callId: call, numerator: "7", denominator: "10", source: "要綱 第9条" })).status).toBe(303)
    expect(await text(payingPaths.settings)).toContain("7/10")
    expect((await post(payingPaths.advanceShares, { callId: call, numerator: "1", denominator: "2", source: "要綱" }, "stranger")).status).toBe(404)
  })
})

describe("API", () => {
  test("画面でできることは API でもできる", async () => {
    const call = async (method: string, path: string, as: "clerk" | "head" | "applicant", json?: unknown) => {
      const answer = await house.request(`/api/v1/subsidies${path}`, { as: people[as], method, ...(json === undefined ? {} : { json }) })
      return { status: answer.status, body: await answer.json() }
    }
    expect((await call("GET", "/banks?q=0125", "applicant")).body).toEqual({ items: [{ code: "0125", name: "七十七" }] })
    const passbook = { name: "通帳.png", base64: Buffer.from(PNG).toString("base64") }
    const account = await call("POST", "/my-accounts", "applicant", { purpose: "settlement", bankCode: "0125", branchCode: "100", kind: "1", number: "1112223", holder: "カ）ハギノセイサクショ", passbook })
    expect(account.status).toBe(201)
    expect((await call("POST", `/creditor-accounts/${account.body.id}/confirm`, "clerk")).status).toBe(200)
    const claims = (await call("GET", "/claims", "clerk")).body.items
    expect(claims.map((one: { id: string }) => one.id)).toContain(filing)
    const payment = await call("POST", `/claims/${filing}/payment`, "clerk", {})
    expect(payment.status).toBe(201)
    expect((await call("POST", `/claims/${filing}/payment`, "clerk", {})).status).toBe(409)
    expect((await call("POST", "/payment-approvals", "head", { ids: [payment.body.id] })).body).toEqual({ count: 1 })
    const batch = await call("POST", "/payment-batches", "clerk", { title: "API", wishedOn: payOn })
    expect((await call("PUT", `/payment-batches/${batch.body.id}/payments`, "clerk", { ids: [payment.body.id] })).body).toEqual({ count: 1 })
    expect((await call("POST", `/payment-batches/${batch.body.id}/propose`, "clerk", {})).status).toBe(200)
    await approveBatch(house, batch.body.id)
    expect((await call("POST", `/payment-batches/${batch.body.id}/export`, "clerk")).body).toMatchObject({ state: "sent", count: 1, totalYen: 600_000 })
    expect((await call("GET", `/payment-batches/${batch.body.id}/file`, "clerk")).body.base64).toHaveLength(652)
    await house.database.pool.query("update subsidy_batch set pay_on = $2 where id = $1", [batch.body.id, civilDateOf(new Date())])
    expect((await call("POST", `/payment-batches/${batch.body.id}/outcome`, "clerk", { restPaid: true })).status).toBe(200)
    expect((await call("GET", `/applications/${id}/ledger`, "applicant")).body).toMatchObject({ paidYen: 600_000, heldYen: 600_000, rows: [{ kind: "final" }, { kind: "came-back" }, { kind: "final" }] })
    expect((await call("GET", "/payments?state=paid", "clerk")).body.items).toHaveLength(1)
  })
})
