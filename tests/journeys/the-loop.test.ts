import { existsSync, readFileSync } from "node:fs"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { openBrowser, withoutBrowser } from "../support/browser.ts"
import { type ServedHouse, servedHouse } from "../support/served-house.ts"
import { type Person, personAt } from "./person.ts"

// The whole loop as people go it, without JavaScript: plan → initiative → casework → measure → plan.
const real = "../shared/plan/miyagi-r7-overview.txt"
const overview = readFileSync(existsSync(real) ? real : "app/plan/import/fixtures/mizuho-r8-overview.txt", "utf8")
const TITLE = "申請書の二重の確認を一度で済ませる"

describe.skipIf(withoutBrowser)("ひと回り（JavaScript なし）", () => {
  let house: ServedHouse
  let browser: Browser
  const people = new Map<string, Person>()
  const as = async (name: string) => {
    const known = people.get(name)
    if (known) return known
    const person = await personAt(browser, house.origin, name === "" ? undefined : name, { javaScript: false })
    people.set(name, person)
    return person
  }
  beforeAll(async () => {
    house = await servedHouse({ env: { HAGI_JOBS: "0" } })
    browser = await openBrowser()
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await house?.close()
  })

  test("推進プランの文章を読み込んで、年度版の下書きにする", async () => {
    const planner = await as("髙橋 萌")
    await planner.go("/plan/import")
    await planner.page.getByLabel("文章を貼り付ける").fill(overview)
    await planner.press("読み取る")
    expect(await planner.page.getByRole("group", { name: /^方向性/ }).count()).toBe(4)
    await planner.page.getByLabel("年度（西暦）").fill("2030")
    await planner.press("この内容で下書きを作る")
    expect(planner.page.url()).toMatch(/\/plan\/editions\/[0-9a-f-]{36}$/)
    const { rows } = await house.database.pool.query(
      `select (select count(*)::int from plan_ideal where edition_id = $1) as ideals,
        (select count(*)::int from plan_direction where edition_id = $1) as directions, (select count(*)::int from plan_sheet where edition_id = $1) as initiatives`,
      [planner.page.url().split("/").at(-1)],
    )
    expect(rows[0]).toEqual({ ideals: 3, directions: 4, initiatives: 16 })
  }, 60_000)

  test("改善を提案し、所属長が意見し、担当所属が採用し、実施して測ると、取組の実測値と県民の画面が動く", async () => {
    const clerk = await as("﨑山 千夏")
    await clerk.go("/improvements/new")
    const options = await clerk.page.getByLabel("対象の取組").locator("option").allInnerTexts()
    await clerk.page.getByLabel("対象の取組").selectOption({ label: options.find((option) => option.includes("生成AI"))! })
    await clerk.type({
      title: TITLE,
      presentWay: "届いた申請書を二人が別々に読み、同じ項目を二度確かめている。",
      proposedWay: "確かめる項目を画面に並べ、一人目の結果を二人目が見る。",
      hoursNow: "2時間",
      hoursAfter: "30分",
      timesAYear: "100",
      people: "2",
      evidence: "先月の記録から10件を選んで計った。",
    })
    await clerk.press("すぐに提案する")
    expect(await clerk.page.locator("body").innerText()).toMatch(/受付番号は改善-R8-\d{6}/)
    const address = new URL(clerk.page.url()).pathname
    const head = await as("大沼 修")
    await head.go(address)
    await head.type({ text: "ほかの申請でも使えそうです。" })
    await head.press("コメントする")

    const owner = await as("今野 翔太")
    await owner.go(address)
    await owner.follow("採否を起案する")
    await owner.type({ verdict: "adopt", plannedOn: day(7), reason: "すぐに始められ、ほかの所属にも広げられるため。" })
    await owner.press("決裁に回す")
    await decide(new RegExp(TITLE), "𠮷田 恵子")
    await owner.go(address)
    expect(await owner.text()).toContain("採用（実施待ち）")
    await owner.follow("実施を記録する")
    await owner.type({ doneOn: day(0), note: "画面に確認の項目を並べた。" })
    await owner.press("記録する")
    // Three months later.
    await house.database.pool.query(
      "update improvement set done_on = done_on - 100, measure_due_on = measure_due_on - 100, planned_on = planned_on - 110, filed_at = filed_at - interval '120 days' where title = $1",
      [TITLE],
    )
    const before = await told()
    await owner.go(address)
    await owner.follow("効果を測定する")
    await owner.type({ measuredOn: day(0), hoursNow: "45分", timesAYear: "100", people: "2", evidence: "10件を計った平均。" })
    await owner.press("記録する")
    // (2 h − 45 min) × 100 × 2 people = 250 hours a year.
    expect(await owner.text()).toContain("250.0時間")
    const after = await told()
    for (const part of ["measures", "page", "csv", "json", "feed"] as const) expect([part, after[part]]).not.toEqual([part, before[part]])
    expect(hours(after.measures) - hours(before.measures)).toBeCloseTo(250, 1)
    expect(after.page).toContain(TITLE)
    // Outside nobody is named.
    for (const text of [after.page, after.csv, after.json, after.feed]) expect(text).not.toMatch(/﨑山|大沼|今野|𠮷田|先月の記録から/)
  }, 90_000)

  test("翌年度の版を、十六の取組すべての扱いと理由とともに作り、決裁して、もう変えられない", async () => {
    const planner = await as("髙橋 萌")
    await planner.go("/plan/revise")
    await planner.type({ kind: "yearly" })
    await planner.press("下書きを作る")
    const address = new URL(planner.page.url()).pathname
    const links = await planner.page.locator('main table a[href*="/revise/initiatives/"]').evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).getAttribute("href")!))
    expect(links).toHaveLength(16)
    for (const [at, link] of links.entries()) {
      await planner.go(link)
      await planner.type({ change: at === 3 ? "expand" : "continue", reason: `${at + 1}番目の取組の記録を読み、来年度もこのように進めるため。` })
      await planner.press("決める")
    }
    await planner.go(address)
    expect(await planner.text()).toContain("16")
    await planner.follow("決裁に出す")
    await planner.type({ inForceOn: `${Number(day(0).slice(0, 4)) + (day(0) < `${day(0).slice(0, 4)}-04-01` ? 0 : 1)}-04-01`, note: "取組ごとの理由は見直しの画面にあります。" })
    await planner.press("起案する")
    // 課長の回議、財政課の合議、部長の決裁（専決規程 別表第1 1の項）。
    await decide(/年度.*について/, "佐伯 誠一", "熊谷 理", "八重樫 隆")
    const edition = address.split("/")[3]!
    const { rows } = await house.database.pool.query("select frozen_at, approval_id from plan_edition where id = $1", [edition])
    expect(rows[0].frozen_at).not.toBeNull()
    const refused = await planner.page.goto(`${house.origin}${links[0]}`)
    await planner.page.locator("main").waitFor()
    const can = refused!.status() < 400 ? await planner.page.getByRole("button", { name: "決める" }).count() : 0
    if (can > 0) {
      await planner.type({ reason: "決まった後に変える。" })
      await planner.press("決める")
      expect(await planner.page.locator("body").innerText()).toMatch(/変えられません|変更できません|決裁/)
    }
  }, 120_000)

  test("どの画面でも、ブラウザーは何も訴えない", () => {
    expect([...people.values()].flatMap(({ complaints }) => complaints)).toEqual([])
  })

  /** Each in turn finds it among what waits for them, reads it and decides. */
  async function decide(title: RegExp, ...names: string[]) {
    for (const name of names) {
      const person = await as(name)
      await person.go("/approvals")
      await person.follow(title)
      await person.press(/^(承認する|決裁する|合議に同意する)$/)
    }
  }

  /** What is said of the initiative inside (its figures) and outside (page, open data, feed). */
  async function told() {
    const { rows } = await house.database.pool.query("select initiative_id as id from improvement where title = $1", [TITLE])
    const staff = await as("今野 翔太")
    await staff.go(`/plan/initiatives/${rows[0].id}/measures`)
    const measures = await staff.text()
    const visitor = await as("")
    await visitor.go(`/progress/initiatives/${rows[0].id}`)
    const page = await visitor.text()
    await visitor.go("/progress/data")
    const files = await visitor.page.locator("main a[href$='.csv'], main a[href$='.json']").evaluateAll((all) => all.map((link) => link.getAttribute("href")!))
    const read = async (path: string) => (await fetch(house.origin + path)).text()
    const all = async (ending: string) => (await Promise.all(files.filter((path) => path.endsWith(ending)).map(read))).join("\n")
    return { measures, page, csv: await all(".csv"), json: await all(".json"), feed: await read("/progress/changes.atom") }
  }
})

/** What stands beside the indicator that counts what was measured. */
function hours(measures: string): number {
  return Number(/改善提案で減った時間（累計）[^]*?いまの値\s*([\d,.]+)時間/.exec(measures)?.[1]?.replaceAll(",", ""))
}

/** A civil date in Japan, so many days from today. */
function day(days: number): string {
  return new Date(Date.now() + 9 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)
}
