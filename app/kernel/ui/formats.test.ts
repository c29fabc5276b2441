import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { joinDates, westernYear } from "./date-parts.ts"
import {
  axisText,
  dateTime,
  dateTimeShort,
  fiscalYear,
  fiscalYearName,
  NONE,
  numberText,
  percentText,
  relativeDays,
  sizeText,
  thousandYenText,
  wareki,
  warekiMonth,
  warekiShort,
  warekiWithWeekday,
  yenText,
} from "./formats.ts"

describe("和暦", () => {
  test.each([
    ["2026-11-23", "令和8年11月23日", "R8.11.23"],
    ["2019-05-01", "令和元年5月1日", "R1.5.1"],
    ["2019-04-30", "平成31年4月30日", "H31.4.30"],
    ["1989-01-08", "平成元年1月8日", "H1.1.8"],
    ["1989-01-07", "昭和64年1月7日", "S64.1.7"],
    ["1926-12-25", "昭和元年12月25日", "S1.12.25"],
    ["1912-07-29", "明治45年7月29日", "M45.7.29"],
  ])("%s は %s、短く %s", (date, long, short) => {
    expect(wareki(date)).toBe(long)
    expect(warekiShort(date)).toBe(short)
  })

  test("明治6年から先のどの日も Intl の和暦と同じになる", () => {
    const intl = new Intl.DateTimeFormat("ja-JP-u-ca-japanese", { dateStyle: "long", timeZone: "UTC" })
    const day = fc.date({ min: new Date("1873-01-01T00:00:00Z"), max: new Date("2099-12-31T00:00:00Z"), noInvalidDate: true })
    fc.assert(
      fc.property(day, (date) => {
        const text = date.toISOString().slice(0, 10)
        expect(wareki(text)).toBe(intl.format(new Date(`${text}T00:00:00Z`)))
      }),
    )
  })

  test("時刻は日本の時刻で、日付もそれに従う", () => {
    const night = new Date("2026-11-22T15:05:00Z")
    expect(wareki(night)).toBe("令和8年11月23日")
    expect(dateTime(night)).toBe("令和8年11月23日 00:05")
    expect(dateTimeShort("2026-11-23T05:05:00Z")).toBe("R8.11.23 14:05")
    expect(warekiWithWeekday("2026-11-23")).toBe("令和8年11月23日（月）")
    expect(warekiMonth("2026-04")).toBe("令和8年4月")
  })

  test.each([[null], [undefined], [""], ["あした"]])("日付でない %s は「－」", (value) => {
    expect(wareki(value)).toBe(NONE)
    expect(dateTime(value)).toBe(NONE)
  })
})

describe("年度", () => {
  test.each([
    ["2026-03-31", 2025, "令和7年度"],
    ["2026-04-01", 2026, "令和8年度"],
    ["2019-04-01", 2019, "令和元年度"],
    ["2019-03-31", 2018, "平成30年度"],
    ["1989-03-31", 1988, "昭和63年度"],
  ])("%s は %i、%s", (date, year, name) => {
    expect(fiscalYear(date)).toBe(year)
    expect(fiscalYearName(year)).toBe(name)
  })

  test("3月31日の夜遅くは、日本では新年度", () => {
    expect(fiscalYear(new Date("2026-03-31T15:00:00Z"))).toBe(2026)
  })
})

describe("数と金額", () => {
  test("円・千円・割合・単位", () => {
    expect(yenText(1234567)).toBe("1,234,567円")
    expect(thousandYenText(3_499_999)).toBe("3,499千円")
    expect(percentText(0.12345)).toBe("12.3%")
    expect(percentText("0.5", 0)).toBe("50%")
    expect(numberText(62.4, "%", 1)).toBe("62.4%")
    expect(numberText("1234.50", "時間")).toBe("1,234.5時間")
    expect(sizeText(12_400)).toBe("12 KB")
    expect(axisText(250_000)).toBe("25万")
    expect(axisText(150_000_000)).toBe("1.5億")
  })

  test("ない数は「－」、0 は 0", () => {
    for (const value of [null, undefined, "", Number.NaN]) {
      expect(yenText(value)).toBe(NONE)
      expect(percentText(value)).toBe(NONE)
    }
    expect(yenText(0)).toBe("0円")
    expect(percentText(0)).toBe("0.0%")
  })

  test("金額から数字を拾えばもとの額に戻る", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0 }), (yen) => {
        expect(Number(yenText(yen).replace(/[,円]/g, ""))).toBe(yen)
      }),
    )
  })
})

test.each([
  ["2026-11-26", "あと3日"],
  ["2026-11-23", "きょうまで"],
  ["2026-11-21", "2日超過"],
])("令和8年11月23日から見た %s は %s", (day, words) => {
  expect(relativeDays(day, "2026-11-23")).toBe(words)
})

describe("年・月・日の三つの欄", () => {
  test.each([
    ["令和8", "2026"],
    ["R8", "2026"],
    ["ｒ８年", "2026"],
    ["令和元年", "2019"],
    ["昭和 64", "1989"],
    ["２０２６", "2026"],
    ["2026年", "2026"],
    ["来年", "来"],
  ])("%s 年は %s", (typed, year) => {
    expect(westernYear(typed)).toBe(year)
  })

  test("一つの日付になり、打った文字も残る", () => {
    const values = { "due.year": "令和8", "due.month": "4", "due.day": "１", title: "件名" }
    expect(joinDates(values)).toEqual({ ...values, due: "2026-04-01" })
  })

  test("三つとも空なら空、すでに日付があればそのまま", () => {
    expect(joinDates({ "due.year": "", "due.month": "", "due.day": "" })).toMatchObject({ due: "" })
    expect(joinDates({ due: "2026-01-01", "due.year": "1", "due.month": "1", "due.day": "1" })).toMatchObject({ due: "2026-01-01" })
  })

  test("実在しない日は実在しないまま検証へ渡す", () => {
    expect(joinDates({ "due.year": "2026", "due.month": "2", "due.day": "31" })).toMatchObject({ due: "2026-02-31" })
  })
})

test("何度書いても、どれだけ多くの数を書いても、Intl と同じ書き方になる", () => {
  const expected = new Intl.NumberFormat("ja-JP", { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  for (let round = 0; round < 2; round++) {
    for (let at = -6000; at < 6000; at += 0.75) expect(numberText(at, "", 1)).toBe(expected.format(at))
    expect([numberText(0, "", 1), numberText(-0, "", 1)]).toEqual([expected.format(0), expected.format(-0)])
  }
})

test("日本の暦日は、世界時の15時に変わる", () => {
  const days = () => ["2026-11-23T14:59:59.999Z", "2026-11-23T15:00:00Z", "1969-12-31T14:59:59.999Z"].map((at) => warekiShort(new Date(at)))
  expect([days(), days()]).toEqual([["R8.11.23", "R8.11.24", "S44.12.31"], ["R8.11.23", "R8.11.24", "S44.12.31"]])
})
