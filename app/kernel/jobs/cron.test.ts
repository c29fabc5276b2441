import { describe, expect, test } from "vitest"
import { cronMatches, matcherOf, mustBeCron, nextRun } from "./cron.ts"

const japan = (text: string) => new Date(`${text}:00+09:00`)

describe("日本時間の cron", () => {
  test.each([
    ["30 0 1 * *", "2026-11-23T14:05", "2026-12-01T00:30"],
    ["30 0 1 * *", "2026-12-01T00:30", "2027-01-01T00:30"],
    ["0 8 * * *", "2026-11-23T07:59", "2026-11-23T08:00"],
    ["0 8 * * 1", "2026-11-24T00:00", "2026-11-30T08:00"],
    ["0 8 * * 7", "2026-11-24T00:00", "2026-11-29T08:00"],
    ["*/15 9-17 * * 1-5", "2026-11-27T17:45", "2026-11-30T09:00"],
    ["0 0 29 2 *", "2026-03-01T00:00", "2028-02-29T00:00"],
    ["0 0 13 * 5", "2026-11-23T00:00", "2026-11-27T00:00"],
  ])("%s の %s の次は %s", (cron, after, next) => {
    expect(nextRun(cron, japan(after))).toEqual(japan(next))
  })

  test("来ない日には次がない", () => expect(nextRun("0 0 30 2 *", japan("2026-01-01T00:00"))).toBeUndefined())

  test.each(["", "* * * *", "60 * * * *", "* * * * * *", "a * * * *", "5-1 * * * *", "*/0 * * * *"])("%j は cron ではない", (text) => {
    expect(() => mustBeCron(text)).toThrow()
  })

  test("実行側は世界標準時で問い、日本の日付で答える", () => {
    const match = matcherOf("30 0 1 * *")
    const utc = new Date(Date.now())
    utc.setUTCFullYear(utc.getUTCFullYear(), 4, 31)
    expect(match({ min: 30, hour: 15, date: 31, month: 5, dow: utc.getUTCDay() })).toBe(true)
    expect(cronMatches("30 0 1 * *", new Date("2026-05-31T15:30:00Z"))).toBe(true)
    expect(cronMatches("30 0 1 * *", new Date("2026-06-01T00:30:00Z"))).toBe(false)
  })
})
