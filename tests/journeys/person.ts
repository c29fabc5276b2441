import type { Browser, BrowserContext, Locator, Page } from "playwright-core"
import { expect } from "vitest"
import { openContext } from "../support/browser.ts"

/** Somebody at their own browser. */
export interface Person {
  page: Page
  context: BrowserContext
  /** What the browser complained of: a script refused by the policy, a fault, a dialog. */
  complaints: string[]
  go(path: string): Promise<void>
  press(button: string | RegExp): Promise<void>
  follow(link: string | RegExp): Promise<void>
  /** Fields by name; a select by its option's value, radio and checkbox by theirs. */
  type(fields: Record<string, string>): Promise<void>
  text(): Promise<string>
}

/** Opens a browser context, signed in as one of the demo's people by the words on their button. */
export async function personAt(browser: Browser, origin: string, name: string | undefined, options: { javaScript?: boolean; width?: number } = {}): Promise<Person> {
  const context = await openContext(browser, options)
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const complaints: string[] = []
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on("console", (message) => message.type() === "error" && !/status of 4\d\d/.test(message.text()) && complaints.push(message.text()))
  page.on("pageerror", (error) => complaints.push(String(error)))
  page.on("response", (response) => response.status() >= 500 && complaints.push(`${response.status()} ${response.url()}`))
  /** A click leads to a page; whoever looks on sees that one and not the one before. */
  const andThen = async (control: Locator) => {
    await Promise.all([page.waitForEvent("load"), control.click()])
  }
  const person: Person = {
    page,
    context,
    complaints,
    async go(path) {
      const answer = await page.goto(path.startsWith("http") ? path : origin + path)
      expect(answer?.status(), path).toBeLessThan(400)
    },
    async press(button) {
      await andThen(page.getByRole("button", { name: button, exact: typeof button === "string" }).first())
    },
    async follow(link) {
      await andThen(page.getByRole("link", { name: link, exact: typeof link === "string" }).first())
    },
    async type(fields) {
      for (const [name, value] of Object.entries(fields)) {
        const field = page.locator(`main [name="${name}"]:not([type=hidden])`)
        const kind = await field.first().evaluate((element) => (element as HTMLInputElement).type)
        if (kind === "select-one") await field.first().selectOption(value)
        else if (kind === "radio" || kind === "checkbox") await page.locator(`main [name="${name}"][value="${value}"]`).check()
        else await field.first().fill(value)
      }
    },
    text: () => page.locator("main").innerText(),
  }
  if (name) {
    await person.go("/demo")
    await page.locator(`button[aria-label*="${name}"]`).first().click()
    await page.waitForURL(/\/(desk|account|$)/)
  }
  return person
}
