import type { Browser } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { openBrowser, withoutBrowser } from "../support/browser.ts"
import { type ServedHouse, servedHouse } from "../support/served-house.ts"
import { type Keyboard, keyboardOf } from "./keyboard.ts"
import { type Person, personAt } from "./person.ts"

const TITLE = "鍵盤だけで提案した改善"

// Nobody touches a mouse here. At every press of Tab the focus must show where it is.
describe.skipIf(withoutBrowser)("キーボードだけで", () => {
  let house: ServedHouse
  let browser: Browser
  const people: Person[] = []
  beforeAll(async () => {
    house = await servedHouse({ env: { HAGI_JOBS: "0" } })
    browser = await openBrowser()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await house?.close()
  })

  /** Signed in through the page of demo people, with Tab and Enter. */
  async function as(name: string): Promise<{ person: Person; keyboard: Keyboard }> {
    const person = await personAt(browser, house.origin, undefined)
    people.push(person)
    const keyboard = keyboardOf(person)
    await person.go("/demo")
    await keyboard.enter("button", `この人でサインイン：${name}`)
    expect(new URL(person.page.url()).pathname).toBe("/desk")
    return { person, keyboard }
  }

  test("最初のTabは「本文へ移る」で、Enterのあと次のTabは本文の中にある", async () => {
    const { person, keyboard } = await as("﨑山 千夏")
    const { page } = person
    for (const path of ["/desk", "/plan", "/improvements", "/approvals", "/progress"]) {
      await person.go(path)
      await keyboard.tabTo("link", "本文へ移る", { within: 1 })
      await page.keyboard.press("Enter")
      await page.keyboard.press("Tab")
      expect(await page.evaluate(() => document.activeElement?.closest("main") !== null), path).toBe(true)
    }
    await person.context.close()
  }, 60_000)

  test("改善を提案し、所属長が意見し、担当が起案し、課長が決裁する", async () => {
    const { person: clerk, keyboard: author } = await as("﨑山 千夏")
    await author.enter("link", "改善提案")
    await author.enter("link", "提案する")
    await author.choose("対象の取組", /生成AI/)
    await author.type("題名", TITLE)
    await author.type("現在のやり方", "受け付けた紙を見ながら、同じ内容を台帳に打ち直している。")
    await author.type("改善後のやり方", "受け付けた時点の記録を、そのまま台帳として使う。")
    await author.pick("1か月あたり")
    await author.type("現在の時間", "3時間")
    await author.type("改善後の時間", "1時間")
    // Something forgotten: the sentence about it leads to the field.
    await author.type("人数", "2")
    await author.type("時間の根拠", "先月の作業の記録。")
    await author.enter("button", "すぐに提案する")
    expect(clerk.page.url()).toMatch(/\/improvements$|\/improvements\/new$/)
    await clerk.page.keyboard.press("Tab")
    await author.tabTo("link", /1年の回数/, { within: 20 })
    await clerk.page.keyboard.press("Enter")
    expect(await clerk.page.locator(":focus").getAttribute("name")).toBe("timesAYear")
    await clerk.page.keyboard.type("12")
    await author.enter("button", "すぐに提案する")
    expect(await clerk.page.locator("body").innerText()).toMatch(/受付番号は改善-R\d+-\d{6}/)

    const { person: head, keyboard: boss } = await as("大沼 修")
    await boss.enter("link", "改善提案")
    await boss.enter("link", TITLE)
    await boss.type("コメント", "わたしの課でもすぐに使えます。")
    await boss.enter("button", "コメントする")
    expect(await head.text()).toContain("わたしの課でもすぐに使えます。")

    const { person: owner, keyboard: drafter } = await as("今野 翔太")
    await drafter.enter("link", "改善提案")
    await drafter.enter("link", TITLE)
    await drafter.enter("link", "採否を起案する")
    await drafter.pick("採用する")
    await drafter.typeDate("実施予定日", "2027-01-15")
    await drafter.type("理由", "すぐに始められるため。")
    await drafter.enter("button", "決裁に回す")
    expect(await owner.text()).toContain("採否の決裁中")

    const { person: manager, keyboard: decider } = await as("𠮷田 恵子")
    await decider.enter("link", /^決裁/)
    await decider.enter("link", new RegExp(TITLE))
    await decider.type("意見（任意）", "進めてください。")
    await decider.enter("button", /^(決裁|承認)する$/)
    expect(await manager.page.locator("body").innerText()).toContain("決裁しました。")

    await clerk.page.reload()
    expect(await clerk.text()).toContain("採用（実施待ち）")
  }, 120_000)

  test("閉じている欄はEnterとSpaceで開き、Shift+Tabで戻れる", async () => {
    const { person, keyboard } = await as("佐伯 誠一")
    await person.go("/improvements")
    const { page } = person
    await keyboard.tabTo("link", "改善提案")
    await page.keyboard.press("Tab")
    await keyboard.tabTo("link", "改善提案", { back: true, within: 2 })
    await keyboard.tabTo("", /佐伯 誠一/, { back: true })
    await page.keyboard.press("Space")
    expect(await page.locator("details[open]").count()).toBeGreaterThan(0)
    await keyboard.enter("button", "サインアウト")
    expect(await page.locator("body").innerText()).toContain("サインイン")
  }, 60_000)

  test("どの画面でも、ブラウザーは何も訴えない", () => {
    expect(people.flatMap(({ complaints }) => complaints)).toEqual([])
  })
})
