import type { Browser } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { openBrowser, withoutBrowser } from "../support/browser.ts"
import { type ServedHouse, servedHouse } from "../support/served-house.ts"
import { type Person, personAt } from "./person.ts"

const ME = "﨑山 千夏"

// What happens to everybody some day. Without JavaScript: the browser keeps nothing by itself.
describe.skipIf(withoutBrowser)("途中で何かが起きても", () => {
  let house: ServedHouse
  let browser: Browser
  let me: Person
  beforeAll(async () => {
    house = await servedHouse({ env: { HAGI_JOBS: "0" } })
    browser = await openBrowser()
    me = await personAt(browser, house.origin, ME, { javaScript: false })
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await house?.close()
  })

  test("入力の途中でサインインの期限が切れる：サインインし直すと、入力したものが残っている", async () => {
    await typeIt("期限が切れた間に書いた提案")
    await house.database.pool.query("update session set expires_at = now() - interval '1 second'")
    await forgetWho()
    await me.press("すぐに提案する")
    expect(await whole()).toContain("入力はお預かりしています")
    await signInAgain()
    expect(await typed()).toEqual(fields("期限が切れた間に書いた提案"))
    await me.press("すぐに提案する")
    expect(await whole()).toMatch(/受付番号(?:は|\s)改善-R\d+-\d{6}/)
    expect(await count("期限が切れた間に書いた提案")).toBe(1)
  }, 60_000)

  test("ほかの画面でサインアウトした：それでも残っている。ほかの人が続けてサインインしても見えない", async () => {
    await typeIt("ほかの窓でサインアウトした提案")
    const other = await me.context.newPage()
    await other.goto(`${house.origin}/desk`)
    await other.locator("header summary").click()
    await Promise.all([other.waitForEvent("load"), other.getByRole("button", { name: "サインアウト" }).click()])
    await other.close()
    await me.press("すぐに提案する")
    expect(me.page.url()).toContain("/sign-in")
    await signInAgain("大沼 修")
    expect(await whole()).not.toContain("ほかの窓でサインアウトした提案")
    await me.go("/demo")
    await me.press(new RegExp(ME))
    await me.go("/improvements")
    expect(await count("ほかの窓でサインアウトした提案")).toBe(0)
  }, 60_000)

  test("ボタンを二度押す：一件だけ受け付ける", async () => {
    await typeIt("二度押した提案")
    await me.page.getByRole("button", { name: "すぐに提案する" }).dblclick()
    // The second press breaks off the answer to the first: looked at until it has come to rest.
    await expect.poll(() => me.page.url(), { timeout: 30_000 }).toMatch(/\/improvements\/[0-9a-f-]{36}$/)
    await me.page.waitForLoadState()
    await expect.poll(() => me.text().catch(() => ""), { timeout: 30_000 }).toContain("二度押した提案")
    expect(await count("二度押した提案")).toBe(1)
  }, 60_000)

  test("提案のあとに前の画面から同じものを送る：同じ受付番号が示され、増えない。書き換えて送ると、断られて両方が残る", async () => {
    await typeIt("戻って送り直した提案")
    const key = await me.page.locator('main form [name="_submission"]').first().inputValue()
    await me.press("すぐに提案する")
    const receipt = /改善-R\d+-\d{6}/.exec(await me.text())![0]
    await backWith("戻って送り直した提案", key)
    await me.press("すぐに提案する")
    expect(await me.text()).toContain(receipt)
    expect(await count("戻って送り直した提案")).toBe(1)
    await backWith("戻って書き換えた提案", key)
    await me.press("すぐに提案する")
    expect(await whole()).toContain("別の内容をすでに送信しています")
    expect(await typed()).toEqual(fields("戻って書き換えた提案"))
    expect([await count("戻って送り直した提案"), await count("戻って書き換えた提案")]).toEqual([1, 0])
  }, 60_000)

  test("二つの窓で同じ下書きを直す：後の人に両方の文が示され、どちらも失われない", async () => {
    await typeIt("二つの窓で開いた下書き")
    await me.press("保存して内容を確かめる")
    const edit = `${new URL(me.page.url()).pathname}/edit`
    await me.go(edit)
    const other = await me.context.newPage()
    await other.goto(house.origin + edit)
    await other.locator('[name="presentWay"]').fill("もう一つの窓で先に書いた文。")
    await Promise.all([other.waitForEvent("load"), other.getByRole("button", { name: "保存" }).first().click()])
    await other.close()
    await me.type({ presentWay: "この窓で後から書いた文。" })
    await me.press(/^保存/)
    expect(await whole()).toContain("もう一つの窓で先に書いた文。")
    expect((await typed()).presentWay).toBe("この窓で後から書いた文。")
    // Having seen both, one may decide.
    await me.press(/^保存/)
    expect(await me.text()).toContain("この窓で後から書いた文。")
  }, 60_000)

  test("入力の間にサーバーが再起動する：何事もなかったように受け付ける", async () => {
    await typeIt("再起動をまたいだ提案")
    await house.stop()
    await house.start()
    await me.press("すぐに提案する")
    expect(await whole()).toMatch(/受付番号(?:は|\s)改善-R\d+-\d{6}/)
  }, 60_000)

  test("サーバーが止まっている間に送る：動き出してから読み込み直すと、一件だけ受け付ける", async () => {
    await typeIt("止まっている間に送った提案")
    await house.stop()
    await me.page.getByRole("button", { name: "すぐに提案する" }).click()
    await me.page.waitForURL(/^chrome-error:/)
    await house.start()
    await me.page.reload({ waitUntil: "load" })
    expect(await whole()).toMatch(/受付番号(?:は|\s)改善-R\d+-\d{6}/)
    expect(await count("止まっている間に送った提案")).toBe(1)
  }, 60_000)

  test("サーバーの誤りも、ブラウザーの訴えもない", () => {
    expect(me.complaints.filter((one) => !one.includes("ERR_CONNECTION_REFUSED"))).toEqual([])
  })

  function fields(title: string) {
    return {
      title,
      presentWay: "一行目。\n二行目の「かっこ」と <b>記号</b> & 𠮷野家。",
      proposedWay: "記録から作る。",
      hoursNow: "1時間30分",
      hoursAfter: "30分",
      timesAYear: "24",
      people: "3",
      evidence: "先月の記録。",
    }
  }
  async function typeIt(title: string) {
    await me.go("/improvements/new")
    await me.page.getByLabel("対象の取組").selectOption({ index: 1 })
    await me.type(fields(title))
  }
  /** The form as it stands in front of me. */
  async function typed() {
    const now: Record<string, string> = {}
    for (const name of Object.keys(fields(""))) now[name] = await me.page.locator(`main [name="${name}"]`).inputValue()
    return now
  }
  const whole = () => me.page.locator("body").innerText()
  async function signInAgain(name = ME) {
    await me.follow("登場人物を選んでサインイン")
    await me.press(new RegExp(name))
  }
  /** The page gone by as Firefox and Safari keep it: with what was typed and the key it had. A driven Chromium loads it anew. */
  async function backWith(title: string, key: string) {
    await me.page.goBack({ waitUntil: "load" })
    expect(me.page.url()).toContain("/improvements/new")
    await me.page.getByLabel("対象の取組").selectOption({ index: 1 })
    await me.type(fields(title))
    for (const field of await me.page.locator('main form [name="_submission"]').all()) {
      await field.evaluate((element, value) => ((element as HTMLInputElement).value = value), key)
    }
  }
  /** As after a while: a session is looked at again every half minute, and whenever the database says that something changed. */
  async function forgetWho() {
    await house.database.pool.query("notify hagi_people")
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  async function count(title: string): Promise<number> {
    const { rows } = await house.database.pool.query("select count(*)::int as n from improvement where title = $1", [title])
    return rows[0].n
  }
})
