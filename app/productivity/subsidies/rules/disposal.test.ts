import { describe, expect, test } from "vitest"
import { type Asset, disposalNeedsApproval, restrictedUntil } from "./disposal-needs-approval.ts"
import { disposalRepayment, straightLineBookValue } from "./disposal-repayment.ts"
import { fraction } from "./money.ts"

const terms = { from: 500_000 }
/** 耐用年数省令: tractor 7 years. */
const tractor: Asset = { name: "トラクター", kind: "machine", unitPriceWithoutTax: 500_000, acquiredOn: "2026-10-01", usefulLifeYears: 7 }

describe("S12 耐用年数が過ぎる前の財産処分", () => {
  test.each<[string, Partial<Asset>, string | undefined]>([
    ["単価ちょうど50万円（税抜）", {}, "2033-10-01"],
    ["1円足りない機械は制限されない", { unitPriceWithoutTax: 499_999 }, undefined],
    ["不動産は額にかかわらない", { kind: "real-estate", unitPriceWithoutTax: 1, usefulLifeYears: 15 }, "2041-10-01"],
    ["従物も額にかかわらない", { kind: "fixture", unitPriceWithoutTax: 1 }, "2033-10-01"],
    ["全額返還の後は制限されない（令14条）", { repaidOn: "2027-01-01" }, undefined],
    ["うるう日に取得", { acquiredOn: "2028-02-29", usefulLifeYears: 1 }, "2029-02-28"],
  ])("%s", (_, more, until) => expect(restrictedUntil({ ...tractor, ...more }, terms)).toBe(until))

  test.each([
    ["期間の末日の売却", "sale", "2033-10-01", false, true],
    ["期間の翌日の売却", "sale", "2033-10-02", false, false],
    ["期間内の廃棄も承認が要る", "scrapping", "2030-01-01", false, true],
    ["担保に入れるにも承認が要る", "security", "2030-01-01", false, true],
    ["承認がある", "gift", "2030-01-01", true, false],
  ] as const)("%s", (_, kind, on, approved, refused) => {
    const answer = disposalNeedsApproval(tractor, { kind, on, approved }, terms)
    if (refused) expect(answer).toMatchObject({ kind: "conflict", code: "subsidies.disposal-needs-approval", detail: { until: "2033-10-01" } })
    else expect(answer).toBeUndefined()
  })

  test.each([
    ["残存簿価を基準", "book-value", 600_000, 200_000, 400_000, false],
    ["譲渡額を基準", "price", 600_000, 200_001, 133_334, false],
    ["高い方を基準", "greater", 600_000, 900_000, 500_000, true],
    ["補助額ちょうど", "greater", 0, 750_000, 500_000, false],
    ["廃棄で残存簿価が0円", "greater", 0, 0, 0, false],
  ] as const)("納付額: %s", (_, base, bookValue, price, amount, limited) => {
    expect(disposalRepayment({ bookValue, price, rate: fraction(2, 3), subsidy: 500_000 }, { base, rounding: "yen-down" })).toMatchObject({ amount, limited })
  })

  test("負の額は受け付けない", () => {
    for (const wrong of [{ bookValue: -1 }, { price: -1 }, { subsidy: -1 }]) {
      expect(() => disposalRepayment({ bookValue: 1, price: 1, subsidy: 1, rate: fraction(1, 2), ...wrong }, { base: "greater", rounding: "yen-down" })).toThrow(RangeError)
    }
  })

  test.each([
    ["取得の日", "2026-10-01", 700_000],
    ["末日", "2033-10-01", 0],
    ["その後", "2040-01-01", 0],
    ["1年後", "2027-10-01", 600_078],
  ])("定額法の残存簿価（案）: %s", (_, on, value) => expect(straightLineBookValue(700_000, "2026-10-01", "2033-10-01", on)).toBe(value))
})
