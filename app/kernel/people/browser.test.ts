import { mkdirSync } from "node:fs"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { getRequestListener } from "@hono/node-server"
import { build } from "esbuild"
import type { Browser, BrowserContext, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { accessibilityProblems, openBrowser, openContext, withoutBrowser } from "../../../tests/support/browser.ts"
import type { TestHouse } from "../../../tests/support/house.ts"
import { peopleHouse } from "../../../tests/support/people-house.ts"
import { system } from "../access/index.ts"
import { findStaffByNumber } from "./index.ts"
import { storePassword } from "./sign-in/passwords.ts"

const password = "みやこ草と月見だんご、またあした"
let house: TestHouse
let server: Server
let browser: Browser
let origin: string

describe.skipIf(withoutBrowser)("ブラウザーで", () => {
  beforeAll(async () => {
    mkdirSync("dist/islands", { recursive: true })
    await build({
      entryPoints: ["app/islands/passkey.ts"],
      outdir: "dist/islands",
      bundle: true,
      format: "esm",
      minify: true,
      sourcemap: true,
      target: ["chrome109", "firefox115", "safari16"],
      logLevel: "error",
    })
    server = createServer()
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const { port } = server.address() as AddressInfo
    // Passkeys are bound to a name; 127.0.0.1 is none.
    origin = `http://localhost:${port}`
    house = await peopleHouse({ env: { PORT: String(port) } })
    server.on(
      "request",
      getRequestListener(async (request) => {
        const url = new URL(request.url)
        const body = request.method === "POST" ? await request.text() : undefined
        return house.request(url.pathname + url.search, { method: request.method, headers: Object.fromEntries(request.headers), ...(body === undefined ? {} : { body }) })
      }),
    )
    browser = await openBrowser()
    for (const number of ["200050", "200051"]) {
      const person = (await findStaffByNumber(house.database.db, number))!
      await house.work(system("test"), (work) => storePassword(work, person.id, password))
    }
  })
  afterAll(async () => {
    await browser?.close()
    server?.closeAllConnections()
    server?.close()
    await house?.close()
  })

  async function withAuthenticator(context: BrowserContext, page: Page, verified = true) {
    const client = await context.newCDPSession(page)
    await client.send("WebAuthn.enable")
    await client.send("WebAuthn.addVirtualAuthenticator", {
      options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: verified, automaticPresenceSimulation: true },
    })
  }

  async function firstStep(page: Page, number: string) {
    await page.goto(`${origin}/sign-in?for=staff&return=/account`)
    await page.getByLabel("職員番号").fill(number)
    await page.getByLabel("パスワード", { exact: false }).fill(password)
    await page.getByRole("button", { name: "次へ" }).click()
  }

  test("パスキーを登録して入り、次からはパスキーだけで、またパスワードと合わせても入れる", async () => {
    const context = await openContext(browser)
    const page = await context.newPage()
    await withAuthenticator(context, page)
    await firstStep(page, "200050")
    await page.getByLabel("この端末の呼び名").fill("執務室のパソコン")
    await page.getByRole("button", { name: "パスキーを登録してサインイン" }).click()
    await page.getByRole("heading", { name: "回復コードを控える" }).waitFor()
    await page.getByRole("link", { name: "控えたので先へ進む" }).click()
    expect(new URL(page.url()).pathname).toBe("/account")
    expect(await page.locator("table").textContent()).toContain("執務室のパソコン")
    await context.clearCookies()

    await page.goto(`${origin}/sign-in/passkey?return=/account/sessions`)
    await page.getByRole("button", { name: "パスキーでサインイン" }).click()
    await page.waitForURL("**/account/sessions")
    expect(await page.locator("table").textContent()).toContain("パスキー")
    await context.clearCookies()

    await firstStep(page, "200050")
    expect(new URL(page.url()).pathname).toBe("/sign-in/second")
    await page.getByRole("button", { name: "パスキーで確かめる" }).click()
    await page.waitForURL("**/account")

    // The only second factor stays.
    await page.getByRole("button", { name: "パスキー「執務室のパソコン」を消す" }).click()
    expect(await page.locator("main").textContent()).toContain("最後の一つは消せません")
    await context.close()
  }, 90_000)

  test("登録のないパスキー、本人確認のないパスキーは断る", async () => {
    const context = await openContext(browser)
    const page = await context.newPage()
    await withAuthenticator(context, page, false)
    await firstStep(page, "200051")
    await page.getByRole("button", { name: "パスキーを登録してサインイン" }).click()
    await page.getByText("パスキーを確かめられませんでした").waitFor()
    expect((await context.cookies()).some((cookie) => cookie.name === "hagi_session")).toBe(false)
    await context.close()
  })

  test("書き換えた応答、使い終わった問いへの応答は断る", async () => {
    const page = await house.request("/sign-in/passkey")
    const cookie = page.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ")
    for (const response of ["{}", "[]", "こわれた", '{"id":"x","rawId":"x","type":"public-key","response":{}}']) {
      const answer = await house.request("/sign-in/passkey", { form: { response }, cookie })
      expect(answer.status).toBe(422)
    }
  })

  test("JavaScript なしでも、パスワードと番号の画面は使え、パスキーには使えないと書いてある", async () => {
    const context = await openContext(browser, { javaScript: false })
    const page = await context.newPage()
    await firstStep(page, "200051")
    expect(new URL(page.url()).pathname).toBe("/sign-in/enrol")
    expect(await page.locator("main").textContent()).toContain("JavaScript が必要です")
    await page.getByLabel("認証アプリの6桁の番号").fill("000000")
    await page.getByRole("button", { name: "登録してサインイン" }).first().click()
    expect(await page.title()).toMatch(/^エラー：/)
    await context.close()
  })

  test("axe が何も見つけない", async () => {
    const context = await openContext(browser)
    const page = await context.newPage()
    const found: Record<string, string[]> = {}
    const look = async (path: string) => {
      await page.goto(origin + path)
      const problems = await accessibilityProblems(page)
      if (problems.length > 0) found[path] = problems
    }
    for (const path of ["/demo", "/sign-in", "/sign-in?for=applicant", "/sign-in/passkey", "/register", "/sign-in/forgotten"]) await look(path)
    await page.goto(`${origin}/demo`)
    await page.getByRole("button", { name: "この人でサインイン：小野寺 光" }).click()
    const other = (await findStaffByNumber(house.database.db, "100105"))!
    const inside = ["/account", "/account/sessions", "/account/tokens", "/account/password", "/account/totp", "/account/passkeys/new"]
    const organisation = ["/people", `/people/${other.id}`, "/people/roles", "/people/import", "/units", "/units/reorganise"]
    for (const path of [...inside, ...organisation]) await look(path)
    expect(found).toEqual({})
    await context.close()
  }, 240_000)
})
