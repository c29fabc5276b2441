import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { awardAmount, type AwardTerms } from "./award-amount.ts"
import { fraction } from "./money.ts"

const terms = (more: Partial<AwardTerms> = {}): AwardTerms => ({
  rate: fraction(2, 3),
  categories: [{ key: "all", name: "対象経費" }],
  cap: null,
  rounding: "thousand-down",
  ...more,
})
const claim = (amount: number, otherIncome = 0) => ({ costs: [{ category: "all", amount }], otherIncome })

describe("補助金額", () => {
  const cases: [string, Partial<AwardTerms>, number, number, number, string][] = [
    ["S4 7/8 の 3,999,999円は 3,499,000円", { rate: fraction(7, 8) }, 3_999_999, 0, 3_499_000, "rate"],
    ["2/3・上限30万円の内側", { cap: 300_000 }, 449_999, 0, 299_000, "rate"],
    ["ちょうど上限", { cap: 300_000 }, 450_000, 0, 300_000, "rate"],
    ["上限を超える", { cap: 300_000 }, 450_002, 0, 300_000, "cap"],
    ["上限に千円未満があれば、それも切り捨てる", { cap: 300_500 }, 1_000_000, 0, 300_000, "cap"],
    ["寄付金を引いてから率を掛ける", {}, 1_000_000, 100_000, 600_000, "rate"],
    ["収入が経費を超えれば0円", {}, 100_000, 100_001, 0, "rate"],
    ["経費がなければ0円", {}, 0, 0, 0, "rate"],
    ["千円に満たなければ0円", {}, 1_499, 0, 0, "rate"],
    ["下限額に満たなければ交付しない", { floor: 50_000 }, 74_999, 0, 0, "floor"],
    ["ちょうど下限額", { floor: 50_000 }, 75_000, 0, 50_000, "rate"],
    ["円未満切捨ての要綱", { rounding: "yen-down" }, 100, 0, 66, "rate"],
    ["定額（10/10）", { rate: fraction(10, 10), cap: 100_000 }, 99_999, 0, 99_000, "rate"],
  ]
  test.each(cases)("%s", (_, more, cost, income, amount, boundBy) => {
    expect(awardAmount(terms(more), claim(cost, income))).toMatchObject({ amount, boundBy })
  })

  test("経費区分ごとの率・経費の上限・補助の上限", () => {
    const mixed = terms({
      rate: fraction(1, 2),
      categories: [
        { key: "machine", name: "機械装置費" },
        { key: "travel", name: "旅費", costCap: 50_000 },
        { key: "wages", name: "人件費", rate: fraction(1, 3), awardCap: 100_000 },
      ],
    })
    const computed = awardAmount(mixed, {
      costs: [
        { category: "machine", amount: 700_000 },
        { category: "machine", amount: 300_000 },
        { category: "travel", amount: 80_000 },
        { category: "wages", amount: 600_000 },
      ],
      otherIncome: 0,
    })
    expect(computed.amount).toBe(500_000 + 25_000 + 100_000)
    expect(computed.categories).toEqual([
      { key: "machine", name: "機械装置費", eligible: 1_000_000, counted: 1_000_000, capped: false },
      { key: "travel", name: "旅費", eligible: 80_000, counted: 50_000, capped: true },
      { key: "wages", name: "人件費", eligible: 600_000, counted: 600_000, capped: true },
    ])
  })

  test("率が違う区分からは、収入を経費の割合で引く", () => {
    const mixed = terms({
      rounding: "yen-down",
      categories: [
        { key: "a", name: "甲", rate: fraction(1, 2) },
        { key: "b", name: "乙", rate: fraction(1, 3) },
      ],
    })
    const costs = [
      { category: "a", amount: 600_000 },
      { category: "b", amount: 300_000 },
    ]
    // 900,000 − 90,000: each counts nine tenths.
    expect(awardAmount(mixed, { costs, otherIncome: 90_000 }).amount).toBe(270_000 + 90_000)
  })

  test("区分ごとに切り捨てる要綱では、端数が区分ごとに落ちる", () => {
    const two = terms({ categories: [{ key: "a", name: "甲" }, { key: "b", name: "乙" }] })
    const costs = [{ category: "a", amount: 2_900 }, { category: "b", amount: 2_900 }]
    expect(awardAmount(two, { costs, otherIncome: 0 }).amount).toBe(3_000)
    expect(awardAmount({ ...two, roundEachCategory: true }, { costs, otherIncome: 0 }).amount).toBe(2_000)
  })

  test("1を超える率（7/8を8/7と書き違えた）は受け付けない", () => {
    expect(() => awardAmount(terms({ rate: fraction(8, 7) }), claim(1))).toThrow(/at most the whole/)
    expect(() => awardAmount(terms({ categories: [{ key: "all", name: "全", rate: fraction(3, 2) }] }), claim(1))).toThrow(RangeError)
  })

  test("知らない区分と負の額は受け付けない", () => {
    expect(() => awardAmount(terms(), { costs: [{ category: "x", amount: 1 }], otherIncome: 0 })).toThrow(/cost category/)
    expect(() => awardAmount(terms(), claim(-1))).toThrow(RangeError)
    expect(() => awardAmount(terms(), claim(1, -1))).toThrow(RangeError)
  })

  test("上限・対象経費を超えず、千円の倍数で、経費が増えて減ることがない（任意の額・率・上限）", () => {
    const yens = fc.integer({ min: 0, max: 10_000_000_000 })
    fc.assert(
      fc.property(yens, yens, yens, yens, fc.integer({ min: 1, max: 10 }), fc.integer({ min: 0, max: 10 }), (cost, more, income, cap, d, n) => {
        const the = terms({ rate: fraction(Math.min(n, d), d), cap })
        const { amount, base } = awardAmount(the, claim(cost, income))
        expect(amount).toBeGreaterThanOrEqual(0)
        expect(amount).toBeLessThanOrEqual(Math.min(cap, base))
        expect(amount % 1000).toBe(0)
        expect(awardAmount(the, claim(cost + more, income)).amount).toBeGreaterThanOrEqual(amount)
      }),
    )
  })
})
