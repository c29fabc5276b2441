import { createHash } from "node:crypto"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { openBrowser, withoutBrowser } from "../support/browser.ts"
import { buildIslands } from "../support/islands.ts"
import { type ServedHouse, servedHouse } from "../support/served-house.ts"
import { day } from "./day.ts"
import { type Person, personAt } from "./person.ts"

// One programme from an empty form designer to settlement, payment file and repayment, as its applicant and as the section.
const PASSBOOK = Buffer.from("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082", "hex")

describe.skipIf(withoutBrowser).each([
  ["JavaScript なし", false],
  ["JavaScript あり", true],
])("補助金のひと回り（%s）", (_, javaScript) => {
  let house: ServedHouse
  let browser: Browser
  let clerk: Person
  let head: Person
  let applicant: Person
  let id = ""
  beforeAll(async () => {
    if (javaScript) await buildIslands("loader.ts", "form-designer.tsx", "address.ts")
    house = await servedHouse({ env: { HAGI_JOBS: "0" } })
    browser = await openBrowser()
    const at = (name: string) => personAt(browser, house.origin, name, { javaScript })
    clerk = await at("﨑山 千夏")
    head = await at("大沼 修")
    applicant = await at("村田 健")
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await house?.close()
  })
  const one = async (sql: string, ...values: unknown[]) => (await house.database.pool.query(sql, values)).rows[0]
  const stateOf = async () => (await one("select state from subsidy_application where id = $1", id)).state as string
  const open = (person: Person, summary: RegExp) => person.page.locator("summary", { hasText: summary }).first().click()
  /** The head has the turn in the demo's everyday decisions. */
  async function decide(title: RegExp) {
    await head.go("/approvals")
    await head.follow(title)
    await head.press("決裁する")
  }

  async function designByButtons() {
    await clerk.page.getByLabel(/^ページの見出し/).fill("事業の計画")
    await clerk.press("ページを足す")
    await open(clerk, /項目を足す/)
    await clerk.page.getByLabel(/^項目の見出し/).first().fill("取引先を増やす方法")
    await clerk.page.getByLabel(/^項目の種類/).first().selectOption("text")
    await clerk.press("項目を足す")
    await clerk.page.locator("main [name=required]").check()
    await clerk.press("保存する")
    await clerk.press("この版を公開する")
  }
  /** The same with scripts: nothing is sent until it is opened. */
  async function designInColumns() {
    const { page } = clerk
    await page.locator("#dz-new-page").fill("事業の計画")
    await page.getByRole("button", { name: "ページを足す" }).click()
    await open(clerk, /項目を足す/)
    await page.locator(".dz-add-field").getByLabel("項目の見出し").fill("取引先を増やす方法")
    await page.getByRole("button", { name: "項目を足す" }).click()
    await page.getByLabel("必ず答えてもらう").check()
    await page.getByRole("button", { name: "この版を公開する" }).click()
    await clerk.press("保存して公開する")
  }

  test("様式を組み立て、制度と公募をつくって公開する", async () => {
    await clerk.go("/forms/new")
    await clerk.type({ title: "事業計画書（試行）" })
    await clerk.press("つくる")
    await (javaScript ? designInColumns() : designByButtons())

    await clerk.go("/subsidies/programmes/new")
    await clerk.type({ title: "試行補助金", purpose: "試すための補助金です。", basis: "試行補助金交付要綱", contact: "中小企業支援課" })
    await clerk.page.locator("main [name=audience][value=company]").check()
    await clerk.press("保存する")
    await clerk.go(`${new URL(clerk.page.url()).pathname}/calls/new`)
    await clerk.type({
      title: "試行補助金（第1回）",
      fiscalYear: "2026",
      opensOn: day(-1),
      closesOn: day(20),
      budgetYen: "10,000,000",
      capYen: "3,000,000",
      mustBeYes: "県内に事業所がありますか。",
      required: "見積書",
      standardDays: "30",
      conditions: "変更するときは、あらかじめ承認を受けること。",
      "categories.0.title": "設備費",
      "categories.0.rate": "2/3",
    })
    await clerk.press("保存する")
    await clerk.page.locator("main [name=versionId]").selectOption({ label: "事業計画書（試行）（第1版）" })
    await clerk.press("様式を決める")
    await clerk.press("公開する")
    expect(await clerk.text()).toContain("公開中")
  }, 60_000)

  test("さがして、条件を確かめ、1ページずつ入力し、提出して受付票を受け取る", async () => {
    await applicant.go("/subsidies?q=試行補助金")
    await applicant.follow(/試行補助金（第1回）/)
    await applicant.follow("申請できるか確かめる")
    await applicant.page.getByLabel("はい").check()
    await applicant.press("確かめる")
    await applicant.press("申請をはじめる")
    id = applicant.page.url().split("/").at(-1)!
    expect(await applicant.text()).toContain("未提出")
    await applicant.go(`/subsidies/my/${id}/steps/party`)
    await applicant.press("保存して次へ")
    expect(await applicant.page.title()).toContain("エラー")
    await applicant.type({ postalCode: "９８０－８５７０", municipality: "萩野市", address: "中央一丁目2番3号", representativeTitle: "代表取締役", representative: "村田 健", phone: "022-000-0001" })
    await applicant.press("保存して次へ")
    await applicant.type({ title: "検査の自動化", summary: "検査の機械を入れる。" })
    for (const [name, date] of [["startsOn", day(60)], ["endsOn", day(150)]] as const) {
      const [year, month, date2] = date.split("-")
      await applicant.type({ [`${name}.year`]: year!, [`${name}.month`]: month!, [`${name}.day`]: date2! })
    }
    await applicant.press("保存して次へ")
    await applicant.page.getByLabel(/^取引先を増やす方法/).fill("展示会に出る。")
    await applicant.press("保存して次へ")
    await applicant.type({ "lines.0.total": "９００，０００", "lines.0.eligible": "900,000", ownFunds: "300,000" })
    await applicant.press("保存して次へ")
    await applicant.page.locator("main input[type=file]").first().setInputFiles({ name: "見積書.txt", mimeType: "text/plain", buffer: Buffer.from(`見積 ${id}`) })
    await applicant.press("添付する")
    await applicant.follow("次へ（内容を確かめる）")
    expect(await applicant.text()).toContain("600,000円")
    await applicant.press("この内容で提出する")
    const text = await applicant.text()
    expect(text).toMatch(/補助-R\d+-\d{6}/)
    expect(text).toContain(createHash("sha256").update(`見積 ${id}`).digest("hex"))
  }, 60_000)

  test("形式審査、起案、決裁、通知。申請者は通知まで決定を知らない", async () => {
    await clerk.go(`/subsidies/office/${id}/check`)
    await clerk.page.locator("main [name=rest]").check()
    await clerk.press(/審査に進める|形式審査を終え/)
    await clerk.go(`/subsidies/office/${id}/propose`)
    await clerk.page.locator("main [name=verdict][value=award]").check()
    await clerk.type({ amountYen: "600,000", remarks: "計画は具体的である。" })
    await clerk.press("起案する")
    await decide(/検査の自動化/)
    await applicant.go(`/subsidies/my/${id}`)
    expect(await applicant.text()).toContain("審査中")
    await clerk.go(`/subsidies/office/${id}/notify`)
    await clerk.press("通知する")
    await applicant.go(`/subsidies/my/${id}`)
    expect(await applicant.text()).toContain("交付決定通知書")
    expect(await stateOf()).toBe("under-way")
  }, 60_000)

  test("口座を届け出て、概算払を請求し、振込のファイルで払われる", async () => {
    await applicant.go("/subsidies/my-accounts/creditor")
    await applicant.type({ name: "株式会社はぎの製作所", kana: "カ）ハギノセイサクショ", postalCode: "980-8570", address: "萩野市中央一丁目2番3号", representativeTitle: "代表取締役", representative: "村田 健" })
    await applicant.press("保存する")
    await applicant.go("/subsidies/my-accounts/new?purpose=settlement&bankCode=0125&branchCode=100")
    await applicant.page.locator("main [name=purpose][value=settlement]").check()
    await applicant.type({ number: "1234567", holder: "カ）ハギノセイサクショ" })
    await applicant.page.locator("main input[type=file]").setInputFiles({ name: "通帳.png", mimeType: "image/png", buffer: PASSBOOK })
    await applicant.press("届け出る")
    const { creditor } = await one("select creditor_id as creditor from subsidy_account order by id desc limit 1")
    await clerk.go(`/subsidies/paying/creditors/${creditor}`)
    await clerk.press(/確認済みにする/)
    await applicant.go(`/subsidies/my/${id}/claim`)
    await applicant.type({ amount: "200,000" })
    await applicant.press("請求する")
    const { id: claim } = await one("select id from subsidy_filing where application_id = $1 and kind = 'advance-claim'", id)
    await pay(claim)
    expect((await one("select sum(amount_yen)::int as yen from subsidy_ledger where application_id = $1 and kind = 'advance'", id)).yen).toBe(200_000)
  }, 90_000)

  test("実績を証拠とともに報告し、検査して額を確定し、残りを払う", async () => {
    // Two months later, the machine bought and paid.
    await house.database.pool.query("update subsidy_application set decided_on = decided_on - 60, notified_on = notified_on - 60, starts_on = starts_on - 120 where id = $1", [id])
    await applicant.go(`/subsidies/my/${id}/report/outcome`)
    const [year, month, date] = day(-3).split("-")
    await applicant.type({ "completedOn.year": year!, "completedOn.month": month!, "completedOn.day": date!, outcome: "検査の時間が半分になった。" })
    await applicant.press("保存する")
    await applicant.go(`/subsidies/my/${id}/report/evidence/new`)
    await applicant.page.locator("main [name=category]").selectOption("c1")
    await applicant.type({ content: "検査機 HG-20 1台", eligibleYen: "900,000" })
    for (const [link, days] of [["quote", -50], ["order", -40], ["delivery", -20], ["invoice", -15], ["payment", -10]] as const) {
      const [paperYear, paperMonth, paperDay] = day(days).split("-")
      await applicant.type({ [`${link}.on.year`]: paperYear!, [`${link}.on.month`]: paperMonth!, [`${link}.on.day`]: paperDay!, [`${link}.amount`]: "900,000", [`${link}.name`]: "株式会社はぎの製作所" })
    }
    await applicant.page.locator("main input[name=files]").setInputFiles({ name: "証拠.txt", mimeType: "text/plain", buffer: Buffer.from(`証拠 ${id}`) })
    await applicant.press("保存する")
    expect(await applicant.text()).toContain("そろっています")
    await applicant.press("実績報告を提出する")
    await clerk.go(`/subsidies/office/${id}/settling`)
    await open(clerk, /検査を記録する/)
    await clerk.type({ day: day(0), place: "本社工場", findings: "機械があり、動いている。" })
    await clerk.press("記録する")
    await clerk.press(/600,000円で起案する/)
    await decide(/検査の自動化.*額の確定/)
    await applicant.go(`/subsidies/my/${id}/claim`)
    await applicant.press("請求する")
    const { id: claim } = await one("select id from subsidy_filing where application_id = $1 and kind = 'final-claim'", id)
    await pay(claim)
    expect(await stateOf()).toBe("after-care")
    expect((await one("select sum(amount_yen)::int as yen from subsidy_ledger where application_id = $1 and kind in ('advance', 'final')", id)).yen).toBe(600_000)
  }, 90_000)

  test("確定の後の取消し、返還命令、加算金を含む返還まで", async () => {
    await clerk.go(`/subsidies/office/${id}/settling`)
    await open(clerk, /交付の決定を取り消す/)
    await clerk.page.locator("main [name=article]").first().check()
    await clerk.page.locator("main [name=grounds][value=other-use]").check()
    await clerk.type({ facts: "補助を受けた機械を売却していた。", remaining: "0" })
    await clerk.press("取消しを起案する")
    await decide(/検査の自動化.*取消し/)
    await clerk.go(`/subsidies/office/${id}/settling`)
    await clerk.type({ dueOn: day(20) })
    await clerk.page.locator("#repayment-reason").fill("17条により取り消したため")
    await clerk.press("返還命令を起案する")
    await decide(/検査の自動化.*返還命令/)
    await applicant.go(`/subsidies/my/${id}`)
    expect(await applicant.text()).toContain("加算金")
    await clerk.go(`/subsidies/office/${id}/settling`)
    // The statement's left column: principal, then what has run up by today.
    const left = (await clerk.page.locator("table", { hasText: "返還する額と残り" }).locator("tbody tr td:last-child").allInnerTexts()).map((text) => Number(text.replace(/[^\d]/g, "")))
    expect(left[0]).toBe(600_000)
    await clerk.type({ receivedOn: day(0), receiptNumber: "R-1" })
    await clerk.page.locator("#received-amount").fill(String(left.reduce((sum, amount) => sum + amount, 0)))
    await clerk.press("記録する")
    expect(await stateOf()).toBe("after-care")
    const { rows } = await house.database.pool.query("select kind, sum(amount_yen)::int as yen from subsidy_ledger where application_id = $1 and kind not in ('advance', 'final') group by kind order by kind", [id])
    expect(rows).toEqual([{ kind: "repayment", yen: 600_000 }, ...(left[1]! > 0 ? [{ kind: "surcharge", yen: left[1] }] : [])])
  }, 90_000)

  test("どの画面でも、ブラウザーは何も訴えない", () => {
    expect([clerk, head, applicant].flatMap(({ complaints }) => complaints)).toEqual([])
  })

  /** Asked by the clerk, looked at by the head, in a batch that is decided, written as 総合振込 and arrived. */
  async function pay(claim: string) {
    await clerk.go(`/subsidies/paying/claims/${claim}`)
    await clerk.page.locator("main [name=accountId]").first().check()
    await clerk.press(/の支払を起こす/)
    await head.go("/subsidies/paying/payments?state=asked")
    await head.page.locator("main [name=ids]").first().check()
    await head.press(/確認した/)
    await clerk.go("/subsidies/paying/batches/new")
    await clerk.type({ title: `支払 ${claim.slice(-6)}`, wishedOn: day(5) })
    await clerk.press("つくる")
    const batch = new URL(clerk.page.url()).pathname
    await clerk.page.locator("main [name=ids]").first().check()
    await clerk.press("選んだ支払を入れる")
    await clerk.press(/を決裁に回す/)
    await decide(new RegExp(claim.slice(-6)))
    await clerk.go(batch)
    await clerk.press("送付ファイルをつくる")
    const cookie = (await clerk.context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ")
    const file = Buffer.from(await (await fetch(`${house.origin}${batch}/transfers.txt`, { headers: { cookie } })).arrayBuffer())
    expect([file[0], file.length % 120 === 0 || file.length % 122 === 0]).toEqual([0x31, true])
    // The pay day has come and gone.
    await house.database.pool.query("update subsidy_batch set pay_on = $2 where id = $1", [batch.split("/").at(-1), day(-1)])
    await clerk.go(batch)
    await clerk.press(/すべて届いた/)
  }
})
