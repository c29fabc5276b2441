import { createHash, randomUUID } from "node:crypto"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { modules } from "../../app/server.ts"
import { accessibilityProblems, openBrowser, openContext, withoutBrowser } from "../support/browser.ts"
import { everyRoute, none } from "../support/every-route.ts"
import { type ServedHouse, servedHouse } from "../support/served-house.ts"

interface Found {
  route: string
  path: string
  /** Which elements it is made of: two pages of one shape have the same faults. */
  shape: string
  /** How many kinds of them. */
  kinds: number
}

const personas = ["visitor", "planner", "clerk", "administrator", "auditor", "digital-head", "digital-clerk", "rulebook-clerk", "road-clerk", "company-owner"] as const
type Persona = (typeof personas)[number]

const routes = everyRoute(modules)
  .filter(({ kind, method }) => kind === "page" && method === "GET")
  .map(({ path }) => ({ path, params: path.split(":").length - 1, matches: new RegExp(`^${path.replaceAll(".", "\\.").replace(/:\w+/g, "[^/]+")}$`) }))
  .sort((a, b) => a.params - b.params)

/** Each route with as many different records, to see the states a record goes through. */
const RECORDS = 8
/** Of each route the richest page at one of the widths; `HAGI_EVERY_SHAPE=1`: every shape of it, at both. */
const everyShape = process.env.HAGI_EVERY_SHAPE === "1"
const WIDTHS = [1280, 390]

// Every page that people can come to by links, as those who may open it, in the window of a desk and of a telephone.
describe.skipIf(withoutBrowser)("だれにでも使える", () => {
  let house: ServedHouse
  let browser: Browser
  const cookies = new Map<Persona, string>()
  const found = new Map<Persona, Found[]>()
  const drafts: string[] = []
  beforeAll(async () => {
    house = await servedHouse({ env: { HAGI_JOBS: "0" } })
    browser = await openBrowser()
    for (const persona of personas) cookies.set(persona, persona === "visitor" ? "" : await signIn(persona))
    // The pages of a draft need one.
    const { rows } = await house.database.pool.query("select id from plan_edition where status = 'in-force'")
    const draft = await post("planner", "/plan/revise", { editionId: rows[0].id, kind: "yearly" })
    drafts.push(draft.headers.get("location")!, draft.headers.get("location")!.replace(/\/revise$/, ""))
    const { rows: texts } = await house.database.pool.query("select id from ordinance where title like '%道路%' and kind = '規則'")
    const bill = await post("road-clerk", `/ordinances/${texts[0].id}/bills`, {})
    const ruleset = await post("rulebook-clerk", "/ordinance-rules/drafts", {})
    drafts.push(bill.headers.get("location")!, ruleset.headers.get("location")!)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await house?.close()
  })

  test("リンクをたどって、ほとんどすべての画面に行ける。行った先で誤りが出ない", async () => {
    const wrong: string[] = []
    for (const persona of personas) found.set(persona, await walk(persona, wrong))
    none(wrong)
    const reached = new Set([...found.values()].flat().map(({ route }) => route))
    const pages = routes.filter(({ path }) => !/\.\w+$|:file$/.test(path))
    const missed = pages.filter(({ path }) => !reached.has(path)).map(({ path }) => path)
    expect(missed.length, missed.join("\n")).toBeLessThan(pages.length / 3)
  }, 120_000)

  test("どの画面にも axe の指摘がなく、320 px でも横にはみ出さない", async () => {
    const visits = toVisit()
    const problems: string[] = []
    // One window for each core.
    await Promise.all(
      [0, 1].map(async (window) => {
        for (const persona of personas) {
          const mine = visits.filter((visit, at) => visit.persona === persona && at % 2 === window)
          if (mine.length > 0) await look(persona, mine, problems)
        }
      }),
    )
    none(problems)
  }, 900_000)

  type Visit = Found & { persona: Persona; width: number }

  function toVisit(): Visit[] {
    const shapes = new Map<string, Found & { persona: Persona }>()
    for (const persona of personas) {
      for (const one of found.get(persona)!) {
        const key = everyShape ? `${one.route} ${one.shape}` : one.route
        const known = shapes.get(key)
        if (!known || known.kinds < one.kinds) shapes.set(key, { ...one, persona })
      }
    }
    return [...shapes.values()].flatMap((one, at) => (everyShape ? WIDTHS : [WIDTHS[at % 4 < 2 ? 0 : 1]!]).map((width) => ({ ...one, width })))
  }

  async function look(persona: Persona, visits: readonly Visit[], problems: string[]) {
    const context = await openContext(browser)
    const [name, value] = cookies.get(persona)!.split("=")
    if (name && value) await context.addCookies([{ name, value, url: house.origin }])
    const page = await context.newPage()
    page.on("pageerror", (error) => problems.push(`${page.url()}: ${error.message}`))
    for (const { path, width } of visits) {
      await page.setViewportSize({ width, height: 900 })
      await page.goto(house.origin + path)
      for (const problem of await accessibilityProblems(page)) problems.push(`${persona} ${path} (${width}): ${problem}`)
      await page.setViewportSize({ width: 320, height: 700 })
      const wide = await page.evaluate(() => document.scrollingElement!.scrollWidth)
      if (wide > 320) problems.push(`${persona} ${path}: ${wide} px wide at 320`)
    }
    await context.close()
  }

  /** Follows every link a person is shown, a few for each route. */
  async function walk(persona: Persona, wrong: string[]): Promise<Found[]> {
    const pages: Found[] = []
    const asked = new Set<string>()
    const often = new Map<string, number>()
    const waiting = [...drafts, ...routes.filter(({ params }) => params === 0).map(({ path }) => path)]
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const pathname = path.split("?")[0]!
      const route = routes.find(({ matches }) => matches.test(pathname))?.path
      if (!route || asked.has(path) || /\.\w+$/.test(pathname)) continue
      const times = often.get(route) ?? 0
      if (times >= RECORDS) continue
      asked.add(path)
      const answer = await fetch(house.origin + path, { headers: { cookie: cookies.get(persona)! }, redirect: "manual" })
      if (answer.status >= 500 && answer.status !== 503) wrong.push(`${persona} ${path}: ${answer.status}`)
      if (answer.status !== 200 || !answer.headers.get("content-type")?.startsWith("text/html")) continue
      often.set(route, times + 1)
      const html = await answer.text()
      pages.push({ route, path, ...shapeOf(html) })
      for (const [, href] of html.matchAll(/<a [^>]*href="(\/[^"#]*)/g)) waiting.push(href!.replaceAll("&amp;", "&"))
    }
    return pages
  }

  function post(persona: Persona, path: string, form: Record<string, string>): Promise<Response> {
    return fetch(house.origin + path, {
      method: "POST",
      redirect: "manual",
      headers: { cookie: cookies.get(persona) ?? "", origin: house.origin, "sec-fetch-site": "same-origin" },
      body: new URLSearchParams({ _submission: randomUUID(), ...form }),
    })
  }
  async function signIn(persona: Persona): Promise<string> {
    const answer = await post("visitor", "/demo", { persona })
    return answer.headers.getSetCookie().map((one) => one.split(";")[0]).find((one) => one?.startsWith("hagi_session="))!
  }
})

function shapeOf(html: string): Pick<Found, "shape" | "kinds"> {
  const main = html.slice(html.indexOf("<main"), html.indexOf("</main>"))
  const elements = new Set([...main.matchAll(/<(\w+)([^>]*)/g)].map(([, tag, more]) => `${tag} ${/class="([^"]*)"/.exec(more!)?.[1] ?? ""} ${/(?:role|type)="(\w+)"/.exec(more!)?.[1] ?? ""}`))
  return { shape: createHash("sha256").update([...elements].sort().join("\n")).digest("base64url"), kinds: elements.size }
}
