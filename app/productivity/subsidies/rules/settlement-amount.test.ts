import fc from "fast-check"
import { expect, test } from "vitest"
import type { AwardTerms } from "./award-amount.ts"
import { finalPayment } from "./final-payment.ts"
import { fraction } from "./money.ts"
import { settlementAmount } from "./settlement-amount.ts"

const terms: AwardTerms = { rate: fraction(1, 2), categories: [{ key: "all", name: "対象経費" }], cap: 1_000_000, rounding: "thousand-down" }
const actual = (amount: number, otherIncome = 0) => ({ costs: [{ category: "all", amount }], otherIncome })

test.each([
  ["実績が計画どおり", 500_000, 1_000_000, [], 500_000, "actual-cost"],
  ["実績が下回る", 500_000, 800_001, [], 400_000, "actual-cost"],
  ["実績が上回っても決定額まで", 500_000, 1_500_000, [], 500_000, "award"],
  ["上限が決める", 1_000_000, 3_000_000, [], 1_000_000, "cap"],
  ["収益を控除する", 500_000, 1_000_000, [30_000, 1], 469_999, "actual-cost"],
  ["控除が上回れば0円", 500_000, 1_000_000, [600_000], 0, "actual-cost"],
  ["何もしなければ0円", 500_000, 0, [], 0, "actual-cost"],
] as const)("額の確定: %s", (_, awarded, cost, deductions, amount, boundBy) => {
  expect(settlementAmount(terms, awarded, actual(cost), deductions)).toMatchObject({ amount, boundBy })
})

test.each([
  ["概算払なし", 500_000, [], { due: "payment", amount: 500_000 }],
  ["概算払2回の残り", 500_000, [200_000, 100_000], { due: "payment", amount: 200_000 }],
  ["ちょうど", 500_000, [500_000], { due: "nothing", amount: 0 }],
  ["払い過ぎは返還", 400_000, [300_000, 150_000], { due: "repayment", amount: 50_000 }],
  ["確定0円なら全額返還", 0, [300_000], { due: "repayment", amount: 300_000 }],
] as const)("精算: %s", (_, settled, advances, expected) => {
  expect(finalPayment(settled, advances)).toEqual(expected)
})

test("確定額は決定額と上限を超えず、精算で円が増えも減りもしない（任意の額）", () => {
  const yens = fc.integer({ min: 0, max: 100_000_000 })
  fc.assert(
    fc.property(yens, yens, fc.array(yens, { maxLength: 4 }), fc.array(yens, { maxLength: 3 }), (awarded, cost, advances, deductions) => {
      const { amount } = settlementAmount(terms, awarded, actual(cost), deductions)
      expect(amount).toBeGreaterThanOrEqual(0)
      expect(amount).toBeLessThanOrEqual(Math.min(awarded, 1_000_000))
      const last = finalPayment(amount, advances)
      const paid = advances.reduce((a, b) => a + b, 0) + (last.due === "repayment" ? -last.amount : last.amount)
      expect(paid).toBe(amount)
    }),
  )
})

test("負の額は受け付けない", () => {
  expect(() => settlementAmount(terms, -1, actual(0))).toThrow(RangeError)
  expect(() => settlementAmount(terms, 1, actual(0), [-1])).toThrow(RangeError)
  expect(() => finalPayment(1, [-1])).toThrow(RangeError)
})
