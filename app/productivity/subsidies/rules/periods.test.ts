import { describe, expect, test } from "vitest"
import { applicationWindowIsClosed } from "./application-window-is-closed.ts"
import { booksAreClosed, booksCloseOn, fiscalYearEndsOn, lastPaymentDay } from "./books-are-closed.ts"
import { draftKeepsItsVersion } from "./draft-keeps-its-version.ts"
import { reportDueOn, yearEndReportDueOn } from "./report-due-on.ts"
import { retentionEndsOn, retentionHasNotEnded } from "./retention-has-not-ended.ts"
import { withdrawableUntil, withdrawalPeriodIsOver } from "./withdrawal-period-is-over.ts"

describe("取下げの期間（適正化法9条、民法140条）", () => {
  test.each([
    ["通知の日は数えない", "2026-06-01", "2026-06-11"],
    ["末日が土曜なら月曜", "2026-06-03", "2026-06-15"],
    ["末日が年末年始なら1月4日", "2026-12-21", "2027-01-04"],
    ["大型連休を越える", "2026-04-23", "2026-05-07"],
  ])("%s: %sに通知、%sまで", (_, received, until) => {
    expect(withdrawableUntil(received, { days: 10 })).toBe(until)
    expect(withdrawalPeriodIsOver({ noticeReceivedOn: received }, until, { days: 10 })).toBeUndefined()
  })

  test("期限の翌日は断り、期限の日を言う。閉庁日でも延ばさない定めも置ける", () => {
    const refused = withdrawalPeriodIsOver({ noticeReceivedOn: "2026-06-01" }, "2026-06-12", { days: 10 })
    expect(refused).toMatchObject({ kind: "conflict", code: "subsidies.withdrawal-period-is-over" })
    expect(refused?.message).toContain("令和8年6月11日")
    expect(withdrawableUntil("2026-06-03", { days: 10, closedEnd: "as-is" })).toBe("2026-06-13")
  })
})

describe("実績報告の期限（完了から30日、または決定で定めた日の早い方）", () => {
  test.each([
    ["30日", "2026-10-01", undefined, "2026-11-02"],
    ["定めた日が先", "2027-02-20", "2027-03-10", "2027-03-10"],
    ["30日が先", "2026-11-30", "2027-03-10", "2027-01-04"],
    ["同じ日", "2026-10-02", "2026-11-02", "2026-11-02"],
    ["完了が定めた日より後なら、定めた日", "2027-03-20", "2027-03-10", "2027-03-10"],
  ])("%s", (_, completed, dateInDecision, due) => {
    expect(reportDueOn(completed, { daysAfterCompletion: 30, ...(dateInDecision ? { dateInDecision } : {}) })).toBe(due)
  })

  test("年度をまたぐ事業は、年度終了の実績も報告する（14条後段）", () => {
    expect(yearEndReportDueOn("2026-06-01", "2027-09-30", 2026, "04-10")).toBe("2027-04-12")
    expect(yearEndReportDueOn("2026-06-01", "2027-03-31", 2026, "04-10")).toBeUndefined()
    expect(yearEndReportDueOn("2027-06-01", "2028-09-30", 2026, "04-10")).toBeUndefined()
  })
})

describe("年度末と出納整理期間（地方自治法208条・235条の5）", () => {
  test("年度は3月31日に終わり、出納は5月31日に閉じる。休日なら前の開庁日までに払う", () => {
    expect(fiscalYearEndsOn(2026)).toBe("2027-03-31")
    expect(booksCloseOn(2026)).toBe("2027-05-31")
    expect(lastPaymentDay(2026)).toBe("2027-05-31")
    expect(lastPaymentDay(2025)).toBe("2026-05-29")
  })

  test.each([
    ["年度内", "2027-03-10", "2027-03-25", undefined],
    ["出納整理期間の末日", "2027-03-31", "2027-05-31", undefined],
    ["閉鎖の翌日", "2027-03-31", "2027-06-01", "subsidies.books-are-closed"],
    ["確定が4月", "2027-04-01", "2027-05-31", "subsidies.fixed-after-year-end"],
    ["年度の前", undefined, "2026-03-31", "subsidies.year-has-not-begun"],
  ])("%s", (_, fixedOn, payOn, code) => {
    expect(booksAreClosed({ year: 2026, ...(fixedOn ? { fixedOn } : {}) }, payOn)?.code).toBe(code)
  })
})

describe("保存期間（完了の翌年度から5年）", () => {
  test.each([
    ["2016年度に完了", "2016-10-01", undefined, "2022-03-31"],
    ["3月31日に完了", "2017-03-31", undefined, "2022-03-31"],
    ["4月1日に完了", "2017-04-01", undefined, "2023-03-31"],
    ["処分の制限が長ければ、その日まで", "2016-10-01", "2031-10-01", "2031-10-01"],
  ])("%s", (_, completedOn, restrictedUntil, until) => {
    expect(retentionEndsOn(completedOn, 5, restrictedUntil)).toBe(until)
    const it = { completedOn, ...(restrictedUntil ? { restrictedUntil } : {}) }
    expect(retentionHasNotEnded(it, 5, until)).toMatchObject({ kind: "conflict" })
    expect(retentionHasNotEnded(it, 5, "2035-04-01")).toBeUndefined()
  })
})

describe("受付期間", () => {
  const call = { opensAt: new Date("2026-06-01T09:00:00+09:00"), closesAt: new Date("2026-06-30T17:00:00+09:00") }
  test.each([
    ["2026-06-01T08:59:59.999+09:00", "subsidies.call-is-not-open-yet"],
    ["2026-06-01T09:00:00+09:00", undefined],
    ["2026-06-30T17:00:00.000+09:00", undefined],
    ["2026-06-30T17:00:00.001+09:00", "subsidies.call-is-closed"],
  ])("%s", (at, code) => expect(applicationWindowIsClosed(call, new Date(at))?.code).toBe(code))
})

describe("S2 様式の新しい版が開いても、書きかけは始めた版で出せる", () => {
  const versions = [
    { number: 1, openedAt: new Date("2026-06-01T00:00:00Z") },
    { number: 2, openedAt: new Date("2026-06-10T00:00:00Z") },
  ]
  test.each([
    ["版1の下書きは、版2が開いた後も版1", { version: 1 }, "2026-06-20T00:00:00Z", 1],
    ["新しい下書きは、いちばん新しい版", undefined, "2026-06-20T00:00:00Z", 2],
    ["開いた時刻ちょうどから", undefined, "2026-06-10T00:00:00Z", 2],
    ["まだ開いていない版は使わない", undefined, "2026-06-05T00:00:00Z", 1],
  ])("%s", (_, draft, now, number) => expect(draftKeepsItsVersion(versions, draft, new Date(now)).number).toBe(number))

  test("版が消えていれば、黙って替えずに誤りとする", () => {
    expect(() => draftKeepsItsVersion(versions, { version: 3 }, new Date("2026-06-20T00:00:00Z"))).toThrow(/gone/)
    expect(() => draftKeepsItsVersion(versions, undefined, new Date("2026-05-20T00:00:00Z"))).toThrow(/no form version/)
  })
})
