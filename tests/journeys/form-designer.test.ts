import { readFileSync } from "node:fs"
import { gzipSync } from "node:zlib"
import type { Browser } from "playwright-core"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { accessibilityProblems, openBrowser, withoutBrowser } from "../support/browser.ts"
import { buildIslands } from "../support/islands.ts"
import { type ServedHouse, servedHouse } from "../support/served-house.ts"
import { type Person, personAt } from "./person.ts"

// The form designer with scripts: outline, settings and preview side by side. Without them: versions.test.ts and a-subsidy.test.ts.
describe.skipIf(withoutBrowser)("様式の組み立て（画面の上で）", () => {
  let house: ServedHouse
  let browser: Browser
  let clerk: Person
  beforeAll(async () => {
    await buildIslands("loader.ts", "form-designer.tsx", "address.ts")
    house = await servedHouse({ env: { HAGI_JOBS: "0" } })
    browser = await openBrowser()
  }, 120_000)
  beforeEach(async () => {
    clerk = await personAt(browser, house.origin, "﨑山 千夏")
  })
  afterEach(() => clerk.context.close())
  afterAll(async () => {
    await browser?.close()
    await house?.close()
  })

  const stored = async () => (await house.database.pool.query("select definition, version, state from form_version where id = $1", [clerk.page.url().split("/").at(-1)])).rows[0]
  const outline = () => clerk.page.locator(".dz-title").allInnerTexts()
  const preview = () => clerk.page.locator(".dz-preview-form")
  const button = (name: string | RegExp) => clerk.page.getByRole("button", { name, exact: typeof name === "string" }).first()
  const said = async (text: RegExp) => expect.poll(() => clerk.page.locator(".dz > [role=status]").innerText()).toMatch(text)
  async function begin(title: string) {
    await clerk.go("/forms/new")
    await clerk.type({ title })
    await clerk.press("つくる")
    await clerk.page.waitForSelector(".dz")
  }
  async function addPage(title: string) {
    await clerk.page.locator("#dz-new-page").fill(title)
    await button("ページを足す").click()
  }
  async function addField(page: string, label: string, kind: string) {
    const place = clerk.page.locator(".dz-add-field", { hasText: `「${page}」に項目を足す` })
    if (!(await place.evaluate((it) => (it as HTMLDetailsElement).open))) await place.locator("summary").click()
    await place.getByLabel("項目の見出し").fill(label)
    await place.getByLabel("項目の種類").selectOption(kind)
    await place.getByRole("button", { name: "項目を足す" }).click()
    await expect.poll(outline).toContain(label)
  }

  test("ページと項目を足し、条件を付け、見ながら直し、保存して公開する", async () => {
    await begin("画面で組む様式")
    await addPage("申請する人")
    await addField("申請する人", "区分", "yes-no")
    await addField("申請する人", "法人番号", "corporate-number")
    await button("条件を足す").click()
    await clerk.page.getByLabel("「区分」の答え").or(clerk.page.locator(".dz-panel legend", { hasText: "「区分」の答え" })).first().waitFor()
    expect(await clerk.page.locator(".dz-panel").innerText()).toContain("「区分」が「はい」のときに聞きます。")
    await addPage("経費")
    await addField("経費", "金額", "yen")
    await addField("経費", "申請額", "sum")
    await clerk.page.locator(".dz-panel").getByLabel("割合の分子").fill("2")
    await clerk.page.locator(".dz-panel").getByLabel("割合の分母").fill("3")
    await preview().getByLabel("金額").fill("１，０００")
    await preview().getByLabel("金額").blur()
    await expect.poll(() => preview().locator("output").innerText()).toBe("666円")
    await button("このページの誤りを見る").click()
    expect(await clerk.text()).toContain("このページに誤りはありません。")
    expect(await clerk.text()).toContain("保存していない変更があります")
    await clerk.page.keyboard.press("Control+s")
    await said(/保存しました/)
    const { definition } = await stored()
    expect(definition.pages).toMatchObject([
      { title: "申請する人", sections: [{ fields: [{ kind: "yes-no" }, { kind: "corporate-number", when: { field: "item1", is: ["yes"] } }] }] },
      { title: "経費", sections: [{ fields: [{ kind: "yen" }, { kind: "sum", of: ["item3"], fraction: { numerator: 2, denominator: 3 } }] }] },
    ])
    await button("この版を公開する").click()
    await Promise.all([clerk.page.waitForEvent("load"), button("公開する").click()])
    expect(await clerk.text()).toContain("公開（変わりません）")
    expect((await stored()).state).toBe("open")
    expect(clerk.complaints).toEqual([])
  }, 60_000)

  test("マウスで引き、矢印キーで動かし、動いた先を読み上げる。元に戻し、やり直せる", async () => {
    await begin("並べ替え")
    await addPage("一")
    for (const label of ["甲", "乙", "丙"]) await addField("一", label, "text")
    await addPage("二")
    const handle = (label: string) => clerk.page.getByRole("button", { name: `「${label}」を並べ替える` })
    await handle("丙").focus()
    await clerk.page.keyboard.press("ArrowUp")
    await said(/「丙」は「一」の2番目（全3項目）に動きました/)
    expect(await outline()).toEqual(["1. 一", "甲", "丙", "乙", "2. 二"])
    // The handle keeps the keyboard, on to the next page too.
    for (let n = 0; n < 2; n++) await clerk.page.keyboard.press("ArrowDown")
    await said(/「丙」は「二」の1番目（全1項目）に動きました/)
    expect(await outline()).toEqual(["1. 一", "甲", "乙", "2. 二", "丙"])
    await handle("丙").dragTo(clerk.page.locator(".dz-row", { hasText: "甲" }), { targetPosition: { x: 60, y: 4 } })
    await expect.poll(outline).toEqual(["1. 一", "丙", "甲", "乙", "2. 二"])
    await button("元に戻す").click()
    expect(await outline()).toEqual(["1. 一", "甲", "乙", "2. 二", "丙"])
    await clerk.page.keyboard.press("Control+y")
    expect(await outline()).toEqual(["1. 一", "丙", "甲", "乙", "2. 二"])
    await button("「二」を上へ").click()
    expect(await outline()).toEqual(["1. 二", "2. 一", "丙", "甲", "乙"])
  }, 60_000)

  test("ほかの人が先に保存していたら、両方を見て選べる。どちらも失われない", async () => {
    await begin("ぶつかる様式")
    await addPage("はじめ")
    await button("保存する").click()
    await said(/保存しました/)
    const head = await personAt(browser, house.origin, "大沼 修")
    await head.go(`${new URL(clerk.page.url()).pathname}?view=plain`)
    await head.page.getByLabel(/^ページの見出し/).fill("先の人のページ")
    await head.press("ページを足す")
    await addPage("後の人のページ")
    await button("保存する").click()
    await clerk.page.getByRole("heading", { name: "ほかの人が先に保存しました" }).waitFor()
    const sides = await clerk.page.locator(".dz-conflict tbody tr").first().locator("td").evaluateAll((cells) =>
      cells.map((cell) => {
        const plain = cell.cloneNode(true) as HTMLElement
        for (const aside of plain.querySelectorAll(".vh")) aside.remove()
        return plain.textContent
      }),
    )
    expect(sides).toEqual(["はじめ、後の人のページ", "はじめ、先の人のページ"])
    await button(/^ほかの人の内容にする/).click()
    expect(await outline()).toEqual(["1. はじめ", "2. 先の人のページ"])
    await button("元に戻す").click()
    expect(await outline()).toEqual(["1. はじめ", "2. 後の人のページ"])
    await button("保存する").click()
    await said(/保存しました/)
    expect((await stored()).definition.pages.map((page: { title: string }) => page.title)).toEqual(["はじめ", "後の人のページ"])
  }, 60_000)

  test("保存しないで離れようとすると確かめ、期限が切れても入力は残る", async () => {
    await begin("離れる様式")
    await addPage("書きかけ")
    clerk.complaints.length = 0
    await clerk.page.goto(`${house.origin}/forms`).catch(() => undefined)
    expect(clerk.complaints.some((one) => one.startsWith("dialog:"))).toBe(true)
    expect(await outline()).toEqual(["1. 書きかけ"])
    await clerk.context.clearCookies()
    await button("保存する").click()
    await clerk.page.getByText("サインインの期限が切れました").waitFor()
    expect(await outline()).toEqual(["1. 書きかけ"])
    const again = await clerk.context.newPage()
    await again.goto(`${house.origin}/demo`)
    await again.locator('button[aria-label*="﨑山 千夏"]').first().click()
    await again.waitForURL(/\/(desk|account|$)/)
    await again.close()
    await button("保存する").click()
    await said(/保存しました/)
    expect((await stored()).definition.pages[0].title).toBe("書きかけ")
  }, 60_000)

  test("どの種類の項目も、足して、設定し、見て、書き出せる。axe の指摘がなく、390px でもはみ出さない", async () => {
    await begin("すべての種類")
    await addPage("すべて")
    await addField("すべて", "数える", "yen")
    const kinds = await clerk.page.locator(".dz-add-field").getByLabel("項目の種類").locator("option").evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value))
    expect(kinds).toHaveLength(17)
    for (const kind of kinds) await addField("すべて", `種類 ${kind}`, kind)
    await clerk.page.waitForTimeout(100)
    expect(await clerk.page.locator(".dz-faults").count()).toBe(0)
    await button("保存する").click()
    await said(/保存しました/)
    for (const label of ["種類 choice", "種類 group", "種類 sum", "種類 date", "種類 file"]) {
      await clerk.page.locator(".dz-choose", { hasText: label }).click()
      expect(await accessibilityProblems(clerk.page), label).toEqual([])
    }
    await clerk.page.setViewportSize({ width: 390, height: 844 })
    expect(await clerk.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await clerk.page.setViewportSize({ width: 1280, height: 900 })
    // The towns of the demo: one is filled in, of two one is chosen, and nothing typed is written over.
    const address = (part: string) => preview().locator(`[name$=".${part}"]`)
    await address("postalCode").fill("980-0001")
    await preview().getByRole("button", { name: /の住所を探す$/ }).click()
    await expect.poll(() => address("street").inputValue()).toBe("中央")
    await address("street").fill("中央一丁目2番3号")
    await address("postalCode").fill("9800002")
    await preview().getByRole("button", { name: /の住所を探す$/ }).click()
    await preview().getByLabel("当てはまる町").selectOption({ label: "萩野県萩野市本町東" })
    expect(await Promise.all(["municipality", "street"].map((part) => address(part).inputValue()))).toEqual(["萩野市", "中央一丁目2番3号"])
    // What is exported comes back as it is; nonsense is told and changes nothing.
    const { definition } = await stored()
    await clerk.page.locator(".dz-exchange summary").click()
    const box = clerk.page.getByLabel("取り込む様式（JSON）")
    await box.fill('{"title":"x","pages":[{"key":"p","title":"p","sections":[{"fields":[{"key":"a","kind":"magic","label":"あ"}]}]}]}')
    await button("取り込む").click()
    await clerk.page.getByText("項目「あ」の種類").waitFor()
    await box.fill(JSON.stringify({ ...definition, title: "取り込んだ様式" }))
    await button("取り込む").click()
    await expect.poll(() => clerk.page.getByLabel("様式の名称").inputValue()).toBe("取り込んだ様式")
    await button("元に戻す").click()
    await expect.poll(() => clerk.page.getByLabel("様式の名称").inputValue()).toBe("すべての種類")
  }, 90_000)

  test("開くときに送る大きさは、分かれたファイルを合わせて 40 kB まで（gzip）", () => {
    const needed = new Set<string>()
    const take = (name: string) => {
      if (needed.has(name)) return
      needed.add(name)
      const script = readFileSync(`dist/islands/${name}`, "utf8")
      for (const [, part] of script.matchAll(/(?:from|import)"\.\/([\w-]+\.js)"/g)) take(part!)
    }
    take("form-designer.js")
    const bytes = [...needed].reduce((sum, name) => sum + gzipSync(readFileSync(`dist/islands/${name}`), { level: 9 }).length, 0)
    expect(bytes).toBeLessThan(40_000)
  })
})
