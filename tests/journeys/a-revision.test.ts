import type { Browser } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { openBrowser, withoutBrowser } from "../support/browser.ts"
import { type ServedHouse, servedHouse } from "../support/served-house.ts"
import { day } from "./day.ts"
import { type Person, personAt } from "./person.ts"

// A rulebook goes in, what the rules find is worked by two sections, and one text goes through its bill to the next version.
const PAGE = `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>萩野県立公園条例</title></head><body><div id="primary">
<div class="head"><p class="title-irregular">○萩野県立公園条例</p></div><p class="date">平成12年3月24日</p><p class="number">条例第31号</p>
<div class="article"><p class="title">(趣旨)</p><p class="num">第1条　この条例は、県立公園の設置及び管理に関し必要な事項を定めるものとする。</p></div>
<div class="article"><p class="title">(点検)</p><p class="num">第2条　指定管理者は、遊具その他の公園施設を毎月1回目視により点検しなければならない。</p></div>
<div class="article"><p class="title">(掲示)</p><p class="num">第3条　指定管理者は、利用料金の額を公園の見やすい場所に掲示しなければならない。</p></div>
<div class="article"><p class="title">(縦覧)</p><p class="num">第4条　知事は、公園台帳を県庁に備え置き、公衆の縦覧に供しなければならない。</p></div>
<p>附　則</p><p>この条例は、平成12年4月1日から施行する。</p></div></body></html>`

const GUIDELINE = `萩野県小規模店舗改修補助金交付要綱
令和3年4月1日告示第50号
（趣旨）
第1条　この要綱は、小規模店舗の改修に係る補助金の交付に関し必要な事項を定める。
（実地の検査）
第2条　知事は、職員に店舗に立ち入り、帳簿書類その他の物件を検査させることができる。
（記録の提出）
第3条　補助事業者は、写真を記録したフロッピーディスクを提出しなければならない。
`

describe.skipIf(withoutBrowser)("例規の見直しのひと回り（JavaScript なし）", () => {
  let house: ServedHouse
  let browser: Browser
  let office: Person
  let officeHead: Person
  let road: Person
  let shops: Person
  beforeAll(async () => {
    house = await servedHouse()
    browser = await openBrowser()
    const at = (name: string) => personAt(browser, house.origin, name, { javaScript: false })
    ;[office, officeHead, road, shops] = [await at("千田 亮"), await at("及川 直子"), await at("佐竹 浩"), await at("﨑山 千夏")]
    // The job runner of the program does the reading and the scanning.
    await house.hagi.startJobs()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await house?.close()
  })
  /** A page that shows how far it is, asked again until nothing is under way any more. */
  async function untilDone(person: Person) {
    await expect
      .poll(async () => {
        await person.page.goto(person.page.url())
        return /進みぐあい|検出は裏で進みます/.test(await person.text())
      }, { timeout: 25_000, interval: 500 })
      .toBe(false)
  }
  async function takeIn(name: string, text: string, unit: string) {
    await office.go("/ordinances/imports/new")
    await office.page.locator("main input[type=file]").setInputFiles({ name, mimeType: "text/html", buffer: Buffer.from(text) })
    const option = office.page.locator("main select[name=unitId] option", { hasText: unit }).first()
    await office.page.getByLabel("所管課").selectOption((await option.getAttribute("value"))!)
    await office.press("取り込む")
    await untilDone(office)
  }

  test("例規のファイルを取り込み、所管課を決める", { timeout: 90_000 }, async () => {
    await takeIn("kouen.html", PAGE, "道路課")
    await takeIn("youkou.txt", GUIDELINE, "中小企業支援課")
    await road.go("/ordinances?q=%E5%85%AC%E5%9C%92")
    await road.follow(/萩野県立公園条例/)
    expect(await road.text()).toContain("（点検）")
    await road.page.getByRole("searchbox", { name: "条文を開く" }).fill("第二条")
    await road.press("開く")
    expect(await road.text()).toContain("目視により点検")
  })

  test("検出すると候補が所管の課に届き、二つの課がそれぞれ判定する", { timeout: 90_000 }, async () => {
    await office.go("/analog-findings/scans")
    await office.press("検出を始める")
    await untilDone(office)
    await decide(road, "公園", /目視により点検/, { origin: "own", digitalAlready: "no", physicalInterest: "no", excludesDigital: "yes", plannedMonth: "令和9年4月" })
    expect(await road.text()).toContain("改正案をつくる")
    await decide(shops, "小規模店舗", /フロッピーディスク/, { origin: "own", digitalAlready: "no", physicalInterest: "no", excludesDigital: "yes", plannedMonth: "2027-03" })
    // What one section decides is not another's.
    await shops.go("/analog-findings?q=%E5%85%AC%E5%9C%92%E6%9D%A1%E4%BE%8B")
    expect(await shops.text()).toContain("条件に合う該当候補はありません")
  })

  async function decide(person: Person, q: string, sentence: RegExp, answers: Record<string, string>) {
    await person.go(`/analog-findings?q=${encodeURIComponent(q)}`)
    await person.page.locator("main tr", { hasText: sentence }).getByRole("link").first().click()
    await person.page.waitForLoadState()
    for (const radio of await person.page.locator('main input[type=radio][name$=".verdict"][value=applicable]').all()) await radio.check()
    await person.type(answers)
    await person.page.locator("main [name=public]").check()
    await person.press(/判定を保存|保存する/)
  }

  test("条文を直すと改め文と新旧対照表ができ、決裁を経て公布すると次の版になる", async () => {
    await road.follow("改正案をつくる")
    await road.press("条文を直しはじめる")
    await road.page.locator("#provisions tr", { hasText: "点検" }).getByRole("link", { name: /直す/ }).click()
    await road.page.waitForLoadState()
    await road.type({ text: "指定管理者は、遊具その他の公園施設を毎月1回、情報通信機器その他適切な方法により点検しなければならない。" })
    await road.press("保存する")
    await road.follow(/理由と施行期日/)
    await road.type({ reason: "目視による点検に限らないこととするため", effect: "on-promulgation" })
    await road.press("保存する")
    await road.follow("改め文")
    expect(await road.text()).toContain("萩野県立公園条例（平成12年条例第31号）の一部を次のように改正する。")
    expect(await road.text()).toContain("に改める。")
    await road.page.goBack()
    await road.follow("新旧対照表")
    expect(await road.text()).toContain("改正後")
    await road.page.goBack()
    await road.press("起案する")

    await officeHead.go("/approvals")
    await officeHead.follow(/萩野県立公園条例の一部を改正する条例/)
    await officeHead.press("決裁する")

    await office.go("/ordinance-bills?state=approved")
    await office.follow(/萩野県立公園条例の一部を改正する条例/)
    await office.type({ resolvedOn: day(-2), promulgatedOn: day(0), number: "令和8年萩野県条例第41号" })
    await office.press("公布を記録する")
    expect(await office.text()).toContain("例規集の新しい版になりました")

    await road.go("/ordinances?q=%E5%85%AC%E5%9C%92")
    await road.follow(/萩野県立公園条例/)
    expect(await road.text()).toContain("情報通信機器その他適切な方法")
    expect(await road.text()).toContain("第2版")
  })

  test("見直し済みになり、取組の実測値と県民の画面に出る", async () => {
    await road.go("/analog-findings?state=done&q=%E5%85%AC%E5%9C%92")
    expect(await road.text()).toContain("萩野県立公園条例")
    await office.go("/measures/ordinances.revised")
    expect(await office.text()).toMatch(/見直し/)
    const visitor = await personAt(browser, house.origin, undefined, { javaScript: false })
    await visitor.go("/analog-rules")
    expect(await visitor.text()).toContain("萩野県立公園条例")
    for (const person of [office, officeHead, road, shops, visitor]) expect(person.complaints).toEqual([])
  })
})
