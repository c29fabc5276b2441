import { describe, expect, test } from "vitest"
import { parseForm } from "../../kernel/http/index.ts"
import { durationText, formulaOf, hoursOf, minutesOf, savedMinutes } from "./durations.ts"
import { filterFrom, improvementInput, proposalInput } from "./inputs.ts"
import { doneDayIsWrong } from "./rules/done-day-is-wrong.ts"
import { hoursMustShrink } from "./rules/hours-must-shrink.ts"
import { measurableFrom, measuringDueOn } from "./measuring-period.ts"
import { measuredTooEarly } from "./rules/measured-too-early.ts"
import { monthsMakeAYear } from "./rules/months-make-a-year.ts"
import { plannedDayHasPassed } from "./rules/planned-day-has-passed.ts"
import { wordsOf } from "./similar-improvements.ts"

describe("時間", () => {
  test.each([
    ["1.5", 90],
    ["１．５", 90],
    ["1時間30分", 90],
    ["90分", 90],
    ["1:30", 90],
    ["0.33", 20],
    ["2h", 120],
    ["0", 0],
    ["12.5分", 13],
    ["1,000", 60_000],
    ["1:75", undefined],
    ["分", undefined],
    ["時間", undefined],
    ["-1", undefined],
    ["一時間", undefined],
    ["1.5.5", undefined],
    ["=1+1", undefined],
  ])("%s は %s 分", (text, minutes) => expect(minutesOf(text)).toBe(minutes))

  test.each([
    [0, "0分"],
    [45, "45分"],
    [60, "1時間"],
    [90, "1時間30分"],
    [600_000, "10,000時間"],
    [-30, "－30分"],
  ])("%d 分は %s と書き、読み戻せる", (minutes, text) => {
    expect(durationText(minutes)).toBe(text)
    if (minutes >= 0) expect(minutesOf(text)).toBe(minutes)
  })

  test("1年の効果は（現在－改善後）×回数×人数", () => {
    const it = { minutesNow: 90, minutesAfter: 30, timesAYear: 48, people: 3, per: "occurrence" as const }
    expect(savedMinutes(it)).toBe(8640)
    expect(formulaOf(it)).toBe("（1時間30分－30分）×年48回×3人＝年144時間")
  })

  test.each([
    [60, 1],
    [63, 1.1],
    [62, 1],
    [0, 0],
  ])("%d 分は %d 時間（小数第2位を四捨五入）", (minutes, hours) => expect(hoursOf(minutes)).toBe(hours))
})

describe("規則", () => {
  test.each([
    [60, 59, undefined],
    [60, 60, "improvements.hours-must-shrink"],
    [60, 61, "improvements.hours-must-shrink"],
  ])("現在%d分・改善後%d分", (hoursNow, hoursAfter, code) => expect(hoursMustShrink({ hoursNow, hoursAfter })?.code).toBe(code))

  test.each([
    ["month", 12, undefined],
    ["month", 13, "improvements.months-make-a-year"],
    ["occurrence", 13, undefined],
  ] as const)("%s で %d", (per, timesAYear, code) => expect(monthsMakeAYear({ per, timesAYear })?.code).toBe(code))

  test.each([
    ["2026-04-10", "2026-07-10", "2026-07-10"],
    ["2026-11-30", "2027-02-28", "2027-03-01"],
    ["2027-11-30", "2028-02-29", "2028-02-29"],
    ["2026-12-31", "2027-03-31", "2027-03-31"],
    ["2026-09-20", "2026-12-20", "2026-12-21"],
  ])("%s に実施したら %s から測れ、期限は %s（民法143条、閉庁日は次の開庁日）", (doneOn, from, due) => {
    expect(measurableFrom(doneOn)).toBe(from)
    expect(measuringDueOn(doneOn)).toBe(due)
  })

  test.each([
    ["2026-07-09", "improvements.measured-too-early"],
    ["2026-07-10", undefined],
    ["2026-08-02", "improvements.measured-too-early"],
  ])("7月10日から測れるとき、8月1日に測定日 %s", (measuredOn, code) =>
    expect(measuredTooEarly(measuredOn, "2026-07-10", "2026-08-01")?.code).toBe(code),
  )

  test.each([
    ["2026-05-31", "improvements.done-day-is-wrong"],
    ["2026-06-01", undefined],
    ["2026-06-10", undefined],
    ["2026-06-11", "improvements.done-day-is-wrong"],
  ])("6月1日採用、6月10日に実施日 %s", (doneOn, code) => expect(doneDayIsWrong(doneOn, { decidedOn: "2026-06-01" }, "2026-06-10")?.code).toBe(code))

  test("実施予定日は今日以後", () => {
    expect(plannedDayHasPassed("2026-06-09", "2026-06-10")?.field).toBe("plannedOn")
    expect(plannedDayHasPassed("2026-06-10", "2026-06-10")).toBeUndefined()
  })
})

describe("入力", () => {
  const values = {
    initiativeId: "0190b6f0-0000-7000-8000-000000000001",
    title: "会議資料の印刷をやめる",
    presentWay: "印刷している",
    proposedWay: "画面で見る",
    per: "occurrence",
    hoursNow: "1.5",
    hoursAfter: "10分",
    timesAYear: "１４０",
    people: "2",
    evidence: "3回計った平均",
  }

  test("画面の文字から分と数になる", () => {
    const parsed = parseForm(improvementInput, values)
    expect(parsed).toMatchObject({ ok: true, input: { hoursNow: 90, hoursAfter: 10, timesAYear: 140, people: 2 } })
  })

  test.each([
    ["title", "", "題名を入力してください。"],
    ["title", "あ".repeat(101), "題名は100文字以内で入力してください（いま101文字）。"],
    ["hoursNow", "たくさん", "時間は「1.5」「1時間30分」「90分」のように、10万時間以内で入力してください。"],
    ["timesAYear", "0", "1年の回数（月あたりのときは月数）は1以上で入力してください。"],
    ["people", "1.5", /人数/],
    ["initiativeId", "なにか", "対象の取組を選び直してください。"],
    ["per", "day", "時間の数え方を選んでください。"],
  ])("%s が %s", (field, value, sentence) => {
    const parsed = parseForm(improvementInput, { ...values, [field]: value })
    if (parsed.ok) throw new Error("accepted")
    const [problem] = parsed.problems
    expect(problem?.field).toBe(field)
    if (typeof sentence === "string") expect(problem?.message).toBe(sentence)
    else expect(problem?.message).toMatch(sentence)
  })

  test.each([
    [{ verdict: "decline" }, "reason"],
    [{ verdict: "adopt" }, "plannedOn"],
    [{ verdict: "maybe" }, "verdict"],
  ])("採否の案 %j は %s が誤り", (input, field) => {
    const parsed = parseForm(proposalInput, input)
    expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.field)).toContain(field)
  })

  test("おかしな条件は、その条件だけが外れる", () => {
    expect(filterFrom({ state: "adopted", fiscalYear: "abc", initiativeId: "x' or 1=1", sort: "drop", whose: ["mine", "all"] })).toMatchObject({
      state: "adopted",
      sort: "filed",
      whose: "mine",
    })
    expect(filterFrom({ fiscalYear: "2026", state: "draft" })).toMatchObject({ fiscalYear: 2026, state: undefined })
  })

  test("題名から探す言葉", () => {
    expect(wordsOf("紙の回覧を電子決裁システムに替えて業務を改善")).toEqual(["電子決裁", "システム", "回覧"])
    expect(wordsOf("ああ、いい")).toEqual([])
  })
})
