import { randomUUID } from "node:crypto"
import excel from "exceljs"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { type TestHouse, testHouse } from "../../../tests/support/house.ts"
import { type Actor, system } from "../access/index.ts"
import { backfillMeasures, declareMeasures, defineMeasure, history, liveValue, snapshotMonth } from "./index.ts"
import { measuresModule } from "./module.ts"
import { addMonths, lastDay, monthsBetween } from "./months.ts"

const initiativeId = randomUUID()
let saved: { on: string; hours: number; initiative?: string }[] = []
const hours = defineMeasure({
  key: "t.hours-saved",
  title: "減らした時間",
  unit: "時間",
  digits: 1,
  formula: "採用された提案の、実施前と実施後の時間の差の合計",
  denominator: "実施された提案（件）",
  evidence: "実績ログ",
  direction: "up",
  async value(_, { scope, until }) {
    const mine = saved.filter((one) => one.on <= until && (!scope.initiativeId || one.initiative === scope.initiativeId))
    if (mine.length === 0) return undefined
    return { value: mine.reduce((sum, one) => sum + one.hours, 0), denominator: mine.length, records: mine.length }
  },
  records: async (work, _, cursor) => ({
    items: saved.slice(cursor ? 1 : 0, cursor ? 2 : 1).map((one, at) => ({ title: `=提案${at}<b>`, link: "/x", value: one.hours, on: one.on })),
    next: cursor || saved.length < 2 || work.actor.kind !== "staff" ? undefined : "1",
  }),
  scopes: async () => [{ initiativeId }],
})

const as = (roles: string[] = []): Actor => ({
  kind: "staff",
  id: randomUUID(),
  name: "職員",
  unitId: randomUUID(),
  unitName: "課",
  postTitle: "主事",
  sessionId: "s",
  grants: roles.map((role) => ({ role, unitIds: "all" as const })),
})
let house: TestHouse
beforeAll(async () => {
  house = await testHouse({ modules: [measuresModule] })
  declareMeasures([hours])
})
afterAll(() => house.close())
beforeEach(async () => {
  saved = [
    { on: "2026-08-31", hours: 10.25, initiative: initiativeId },
    { on: "2026-10-01", hours: 0.1 },
  ]
  await house.database.db.deleteFrom("measure_snapshot").execute()
})
const now = new Date("2026-11-23T03:00:00Z")
const work = <T,>(change: Parameters<typeof house.work<T>>[1]) => house.work(system("t"), change, now)

describe("月ごとの値", () => {
  test("締めた月、値のない月、途中の月", async () => {
    expect(await work((w) => backfillMeasures(w, { from: "2026-07", to: "2026-10" }))).toBe(8)
    const points = await work((w) => history(w, "t.hours-saved", {}, 5))
    expect(points.map(({ month, value, live }) => [month, value, live])).toEqual([
      ["2026-07", null, false],
      ["2026-08", 10.25, false],
      ["2026-09", 10.25, false],
      ["2026-10", 10.35, false],
      ["2026-11", 10.35, true],
    ])
    const mine = await work((w) => history(w, "t.hours-saved", { initiativeKey: "x", initiativeId }, 2))
    expect(mine.map((p) => p.value)).toEqual([10.25, 10.25])
  })

  test("締めた値は、あとで記録が変わっても変わらない。二度締めても同じ", async () => {
    await work((w) => snapshotMonth(w, "2026-10"))
    saved.push({ on: "2026-10-15", hours: 100 })
    expect(await work((w) => snapshotMonth(w, "2026-10"))).toBe(0)
    expect((await work((w) => history(w, "t.hours-saved", {}, 2)))[0]!.value).toBe(10.35)
    await work((w) => backfillMeasures(w, { from: "2026-10", to: "2026-10", key: "t.hours-saved", again: true }))
    expect((await work((w) => history(w, "t.hours-saved", {}, 2)))[0]!.value).toBe(110.35)
  })

  test.each([
    ["2026-11", "終わっていない月"],
    ["2026-13", "YYYY-MM"],
    ["abc", "YYYY-MM"],
  ])("%s は締められない", async (month, words) => {
    await expect(work((w) => snapshotMonth(w, month))).rejects.toThrow(words)
  })

  test("知らない実測値の推移は空、値は断る", async () => {
    expect((await work((w) => history(w, "gone", {}, 3))).every((p) => p.value === null)).toBe(true)
    await expect(work((w) => liveValue(w, "gone"))).rejects.toMatchObject({ kind: "not-found" })
  })
})

test("月の足し算と末日", () => {
  expect(addMonths("2026-01", -1)).toBe("2025-12")
  expect(addMonths("2026-12", 1)).toBe("2027-01")
  expect(lastDay("2028-02")).toBe("2028-02-29")
  expect(monthsBetween("2025-11", "2026-02")).toEqual(["2025-11", "2025-12", "2026-01", "2026-02"])
})

describe("画面", () => {
  test("値、計算のしかた、分母、根拠、図、記録", async () => {
    const html = await (await house.request("/measures/t.hours-saved", { as: as() })).text()
    for (const words of ["10.4", "採用された提案の、実施前", "実施された提案（件）：2", "実績ログ", "<svg", "=提案0&lt;b>", "次へ"]) {
      expect(html).toContain(words)
    }
    expect(html).not.toContain("提案0<b>")
  })

  test("値がなければ －", async () => {
    saved = []
    const html = await (await house.request("/measures/t.hours-saved", { as: as() })).text()
    expect(html).toContain("－")
    expect(html).not.toMatch(/stat-value[^>]*>0/)
  })

  test.each([
    ["/measures", [], 403],
    ["/measures", ["plan-office"], 200],
    ["/measures/none", [], 404],
    ["/measures/t.hours-saved?unit=x", [], 404],
    ["/measures/t.hours-saved/history.pdf", [], 404],
  ])("%s を %j で見ると %d", async (path, roles, status) => {
    expect((await house.request(path, { as: as(roles as string[]) })).status).toBe(status)
  })

  test("CSV は数式を動かさず、Excel は数のまま", async () => {
    const csv = await (await house.request("/measures/t.hours-saved/records.csv", { as: as() })).text()
    expect(csv).toContain("'=提案0<b>,10.25,2026-08-31")
    const answer = await house.request("/measures/t.hours-saved/history.xlsx", { as: as() })
    expect(answer.headers.get("content-disposition")).toContain("filename*=UTF-8''%E6%B8%9B")
    const book = new excel.Workbook()
    await book.xlsx.load((await answer.arrayBuffer()) as never)
    expect(book.worksheets[0]!.getCell("B124").value).toBe(10.35)
  })

  test("REST：値と推移と記録", async () => {
    const one = await (await house.request("/api/v1/measures/t.hours-saved", { as: as() })).json()
    expect(one).toMatchObject({ value: 10.35, denominator: 2, evidence: "実績ログ" })
    const months = await (await house.request("/api/v1/measures/t.hours-saved/history?months=2", { as: as() })).json()
    expect(months.items).toHaveLength(2)
    const first = await (await house.request("/api/v1/measures/t.hours-saved/records", { as: as() })).json()
    expect(first.next).toBe("1")
    expect((await house.request("/api/v1/measures/t.hours-saved")).status).toBe(401)
    expect((await house.request("/api/v1/measures/none", { as: as() })).status).toBe(404)
  })
})
