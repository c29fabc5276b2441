import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { exact, fraction, fractionText, sum, yen, yenText } from "./money.ts"

describe("円と分数", () => {
  test.each([
    [3_999_999, 7, 8, 1000, 3_499_000],
    [4_000_000, 7, 8, 1000, 3_500_000],
    [1_000_000, 2, 3, 1000, 666_000],
    [1_500, 2, 3, 1000, 1_000],
    [1_499, 2, 3, 1000, 0],
    [100, 1, 3, 1, 33],
    [0, 7, 8, 1000, 0],
    [9_007_199_254_740_991, 999_999_999, 1_000_000_000, 1, 9_007_199_245_733_791],
  ])("%d円の%d/%dを%d円未満切捨てで%d円", (amount, n, d, unit, expected) => {
    expect(fraction(n, d).of(amount).floorTo(unit)).toBe(expected)
  })

  test("小数・安全な整数を超える額・0の分母・負の率は受け付けない", () => {
    for (const wrong of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) expect(() => yen(wrong)).toThrow(RangeError)
    expect(() => sum([2 ** 53 - 1, 1])).toThrow(RangeError)
    for (const [n, d] of [[1, 0], [-1, 2], [1.5, 2], [1, -2]] as const) expect(() => fraction(n, d)).toThrow(RangeError)
    expect(() => exact(2 ** 53 - 1).times({ numerator: 3, denominator: 1 }).floorTo(1)).toThrow(RangeError)
    expect(() => exact(1).floorTo(0)).toThrow(RangeError)
  })

  test("名前のある端数処理と表記", () => {
    const amount = fraction(1, 3).of(10_000)
    expect(amount.round("yen-down")).toBe(3_333)
    expect(amount.round("ten-down")).toBe(3_330)
    expect(amount.round("hundred-down")).toBe(3_300)
    expect(amount.round("thousand-down")).toBe(3_000)
    expect(yenText(3_499_000)).toBe("3,499,000円")
    expect(fractionText(fraction(6, 8))).toBe("6/8")
    expect(Object.is(yen(-0), 0)).toBe(true)
    expect(exact(5).minus(8).floorTo(10)).toBe(-10)
  })

  const amounts = fc.integer({ min: 0, max: 2 ** 46 })
  const rates = fc.tuple(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 1, max: 10_000 })).filter(([n, d]) => n <= d)

  test("切捨ては元の額を超えず、単位ひとつ分より多くは減らない（任意の額と率）", () => {
    fc.assert(
      fc.property(amounts, rates, fc.constantFrom(1, 10, 100, 1000), (amount, [n, d], unit) => {
        const rounded = fraction(n, d).of(amount).floorTo(unit)
        expect(rounded % unit).toBe(0)
        expect(BigInt(rounded) * BigInt(d) <= BigInt(amount) * BigInt(n)).toBe(true)
        expect(BigInt(rounded + unit) * BigInt(d) > BigInt(amount) * BigInt(n)).toBe(true)
      }),
    )
  })

  test("分けて足しても、端数は最後の一度だけ（任意の額）", () => {
    fc.assert(
      fc.property(amounts, amounts, rates, (a, b, [n, d]) => {
        const rate = fraction(n, d)
        expect(rate.of(a).plus(rate.of(b)).floorTo(1)).toBe(rate.of(a + b).floorTo(1))
      }),
    )
  })
})
