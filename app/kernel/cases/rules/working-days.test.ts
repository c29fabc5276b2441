import { expect, test } from "vitest"
import { holidaysKnown } from "../holidays.ts"
import { periodEnd, type Period } from "./period-end.ts"
import { addDays } from "../civil-dates.ts"
import { closedReason, isOpenDay, nextOpenDay, prefectureCalendar, workingDaysAfter, workingDaysBefore, workingDaysBetween } from "./working-days.ts"

test.each([
  ["2026-01-01", "元日"],
  ["2026-01-02", "年末年始の休日"],
  ["2026-01-03", "年末年始の休日"],
  ["2026-01-05", undefined],
  ["2026-02-11", "建国記念の日"],
  ["2026-03-20", "春分の日"],
  ["2026-05-06", "こどもの日 振替休日"],
  ["2026-05-07", undefined],
  ["2026-07-20", "海の日"],
  ["2026-08-11", "山の日"],
  ["2026-08-13", undefined],
  ["2026-09-21", "敬老の日"],
  ["2026-09-22", "休日"],
  ["2026-09-23", "秋分の日"],
  ["2026-11-23", "勤労感謝の日"],
  ["2026-12-28", undefined],
  ["2026-12-29", "年末年始の休日"],
  ["2026-12-31", "年末年始の休日"],
  ["2027-01-04", undefined],
  ["2027-03-21", "春分の日"],
  ["2027-03-22", "春分の日 振替休日"],
  ["2027-10-11", "スポーツの日"],
  ["2026-11-21", "土曜日"],
  ["2026-11-22", "日曜日"],
  ["2024-02-29", undefined],
  ["2019-05-01", "休日（祝日扱い）"],
])("%s は %s", (day, reason) => {
  const found = closedReason(day)
  // 2019-05-01: 天皇の即位の日, named differently from year to year of the package.
  if (day === "2019-05-01") expect(found).toBeDefined()
  else expect(found).toBe(reason)
})

test.each([
  ["平日の翌日", "2026-11-24", 1, "2026-11-25"],
  ["金曜の翌営業日は、祝日の月曜を越えて火曜", "2026-11-20", 1, "2026-11-24"],
  ["大型連休を越える", "2026-05-01", 1, "2026-05-07"],
  ["シルバーウィークを越える", "2026-09-18", 1, "2026-09-24"],
  ["年末年始を越える", "2026-12-28", 1, "2027-01-04"],
  ["年末年始を越えて5日", "2026-12-25", 5, "2027-01-07"],
  ["閉庁日から数える", "2026-12-30", 1, "2027-01-04"],
  ["0日は当日", "2026-11-24", 0, "2026-11-24"],
  ["0日でも閉庁日なら次の開庁日", "2026-11-21", 0, "2026-11-24"],
  ["20営業日", "2026-11-24", 20, "2026-12-22"],
])("営業日の計算: %s（%s から %i日）", (_, from, n, expected) => {
  expect(workingDaysAfter(from, n)).toBe(expected)
})

test.each([
  ["2027-01-04", 1, "2026-12-28"],
  ["2026-11-24", 1, "2026-11-20"],
  ["2026-11-24", 3, "2026-11-18"],
])("%s の %i営業日前は %s", (day, n, expected) => {
  expect(workingDaysBefore(day, n)).toBe(expected)
})

test("営業日の数は、足した日数と合う", () => {
  for (const n of [0, 1, 7, 45]) {
    expect(workingDaysBetween("2026-11-24", workingDaysAfter("2026-11-24", n))).toBe(n)
  }
  expect(workingDaysBetween("2026-12-01", "2026-11-24")).toBe(-5)
})

test("表から数えても、一日ずつ数えても同じ（年をまたぐもの、年の端を含む）", () => {
  for (const from of ["1993-01-01", "2024-02-29", "2025-12-30", "2025-12-31", "2026-01-01", "2026-05-02", "2046-12-28"]) {
    for (const n of [0, 1, 2, 3, 9, 244, 245, 700]) {
      expect([from, n, workingDaysAfter(from, n)]).toEqual([from, n, workingDaysAfter(from, n, prefectureCalendar)])
      const to = addDays(from, n)
      expect([from, to, workingDaysBetween(from, to)]).toEqual([from, to, workingDaysBetween(from, to, prefectureCalendar)])
    }
  }
})

const periods: [string, string, Period, string][] = [
  ["初日は数えない", "2026-11-24", { days: 14 }, "2026-12-08"],
  ["末日が祝日なら翌開庁日", "2026-11-09", { days: 14 }, "2026-11-24"],
  ["末日が年末年始なら1月4日以降", "2026-12-01", { days: 30 }, "2027-01-04"],
  ["週", "2026-11-24", { weeks: 2 }, "2026-12-08"],
  ["1か月（応当日の前日）", "2026-11-10", { months: 1 }, "2026-12-10"],
  ["月末から1か月は翌月末日", "2026-03-31", { months: 1 }, "2026-04-30"],
  ["1月30日から1か月は2月末日（2月28日は日曜なので翌日）", "2027-01-30", { months: 1 }, "2027-03-01"],
  ["1月31日から1か月（2月1日起算、2月末日）", "2028-01-31", { months: 1 }, "2028-02-29"],
  ["うるう日から1年", "2028-02-28", { years: 1 }, "2029-02-28"],
  ["うるう日の翌日起算で1年", "2028-02-29", { years: 1 }, "2029-02-28"],
  ["年度末まで", "2026-03-31", { years: 1 }, "2027-03-31"],
  ["3か月（測定の時期）", "2026-11-24", { months: 3 }, "2027-02-24"],
  ["末日が土曜なら月曜", "2026-11-28", { months: 1 }, "2026-12-28"],
]
test.each(periods)("期間の末日: %s（%s）", (_, from, period, expected) => {
  expect(periodEnd(from, period)).toBe(expected)
})

test("初日を数える期間と、閉庁日でも延ばさない期間は設定できる", () => {
  expect(periodEnd("2026-11-24", { days: 14 }, { firstDay: "counted" })).toBe("2026-12-07")
  expect(periodEnd("2026-11-09", { days: 14 }, { closedEnd: "as-is" })).toBe("2026-11-23")
  expect(periodEnd("2026-04-01", { years: 1 }, { firstDay: "counted" })).toBe("2027-03-31")
})

test("条例の休日は、日付のある設定で変えられる", () => {
  const calendar = { spans: [{ validFrom: "2027-04-01", from: "08-13", to: "08-15", name: "夏季の休日" }] }
  expect(isOpenDay("2026-08-13", calendar)).toBe(true)
  expect(isOpenDay("2027-08-13", calendar)).toBe(false)
  expect(isOpenDay("2026-12-29", calendar)).toBe(true)
  expect(nextOpenDay("2027-08-13", calendar)).toBe("2027-08-16")
})

test("祝日の分からない年は、分からないと断る", () => {
  expect(holidaysKnown.until).toBe("2050-12-31")
  expect(() => workingDaysAfter("2050-12-28", 5)).toThrow(/2051-01-01の休日は分からない/)
  expect(() => isOpenDay("1992-12-31")).toThrow(/分からない/)
  expect(() => workingDaysBetween("2050-12-28", "2051-01-01")).toThrow(/2051-01-01の休日は分からない/)
  expect(() => workingDaysBetween("2026-02-30", "2026-03-05")).toThrow()
  expect(() => isOpenDay("2026-02-30")).toThrow()
})
