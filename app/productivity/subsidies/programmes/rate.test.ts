import { expect, test } from "vitest"
import { rateInput, rateOf, rateText } from "./rate.ts"

test.each([
  ["2/3", 2, 3],
  ["８／１０", 8, 10],
  ["3分の2", 2, 3],
  ["三分の二", 2, 3],
  ["八分の七以内", 7, 8],
  ["十分の九", 9, 10],
  ["1／2以内", 1, 2],
  ["75%", 75, 100],
  ["定額", 1, 1],
  ["10/10", 10, 10],
])("補助率「%s」は %d/%d", (text, numerator, denominator) => {
  expect(rateOf(text)).toEqual({ numerator, denominator })
})

test.each(["", "1.5", "3/2", "二分の三", "0/3", "1/0", "七分", "120%", "分の", "1/2/3", "半額", "0.875"])("補助率ではない：「%s」", (text) => {
  expect(rateOf(text)).toBeUndefined()
})

test("画面に出した補助率は、そのまま読み戻せる", () => {
  for (const rate of [{ numerator: 7, denominator: 8 }, { numerator: 1, denominator: 1 }]) expect(rateOf(rateInput(rate))).toEqual(rate)
  expect(rateText({ numerator: 1, denominator: 1 })).toBe("10/10（定額）")
})
