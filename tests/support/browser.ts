import { existsSync } from "node:fs"
import { AxeBuilder } from "@axe-core/playwright"
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core"

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"]

/** Where a Chromium is, or undefined: then journeys are skipped, and counted as skipped. */
export const chromiumPath: string | undefined = [process.env.CHROMIUM, ...PLACES].find((path) => path && existsSync(path))

/** For `test.skipIf(withoutBrowser)` or `describe.skipIf(withoutBrowser)`. */
export const withoutBrowser = chromiumPath === undefined

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-dev-shm-usage",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  })
}

/** A visitor's own cookies. `javaScript: false` is how every page must work too. */
export async function openContext(browser: Browser, options: { javaScript?: boolean; width?: number } = {}): Promise<BrowserContext> {
  return browser.newContext({
    javaScriptEnabled: options.javaScript ?? true,
    locale: "ja-JP",
    timezoneId: "Asia/Tokyo",
    viewport: { width: options.width ?? 1280, height: 900 },
  })
}

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

/** What axe finds on the open page, one line each; needs a context with JavaScript. Empty is the goal. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  // No frames of other origins here: legacy mode needs no second page and takes a third of the time.
  const { violations } = await new AxeBuilder({ page }).options({ runOnly: RULES, resultTypes: ["violations"] }).setLegacyMode(true).analyze()
  return violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target.join(" ")).join("; ")})`)
}
