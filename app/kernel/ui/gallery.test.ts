import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { getRequestListener } from "@hono/node-server"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { accessibilityProblems, openBrowser, openContext, withoutBrowser } from "../../../tests/support/browser.ts"
import { testHouse, type TestHouse } from "../../../tests/support/house.ts"
import { galleryPaths } from "./gallery/paths.ts"
import { uiModule } from "./module.ts"

let house: TestHouse
beforeAll(async () => {
  house = await testHouse({ modules: [uiModule] })
})
afterAll(() => house.close())

test.each(Object.values(galleryPaths))("見本帳 %s は書き込みの style も script も使わない", async (path) => {
  const answer = await house.request(path)
  const text = await answer.text()
  expect(answer.status).toBe(200)
  expect(text).not.toMatch(/<script|\sstyle=|\son[a-z]+=|placeholder=/)
  const ids = [...text.matchAll(/ id="([^"]*)"/g)].map((found) => found[1])
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
})

test("デモでないときは見本帳がない", async () => {
  const strict = await testHouse({ modules: [uiModule], env: { HAGI_DEMO: "0" } })
  expect((await strict.request(galleryPaths.controls)).status).toBe(404)
  await strict.close()
})

describe.skipIf(withoutBrowser)("ブラウザーで見た見本帳", () => {
  let browser: Browser
  let server: Server
  let origin: string
  beforeAll(async () => {
    server = createServer(getRequestListener((request) => house.request(request.url.slice(request.url.indexOf("/", 8)))))
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    server?.close()
  })

  test.each(Object.values(galleryPaths))("%s は axe の指摘がなく、320 px でも横にはみ出さない", async (path) => {
    for (const width of [320, 1280]) {
      const context = await openContext(browser, { width })
      const page = await context.newPage()
      await page.goto(origin + path)
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
      expect(await accessibilityProblems(page)).toEqual([])
      await context.close()
    }
  })

  test("キーボードで本文へ移り、誤りのまとめから欄へ移れる", async () => {
    const context = await openContext(browser)
    const page = await context.newPage()
    await page.goto(origin + galleryPaths.errors)
    await page.keyboard.press("Tab")
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("本文へ移る")
    await page.click('.error-summary a[href="#topics"]')
    await page.keyboard.press("Space")
    expect(await page.isChecked("#topics")).toBe(true)
    await context.close()
  })
})
