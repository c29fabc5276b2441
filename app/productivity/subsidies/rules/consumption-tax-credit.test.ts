import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { consumptionTaxCredit, fullCreditIsNotOpen, type TaxedCost, type TaxMethod, type TaxTerms, taxReportIsMissing } from "./consumption-tax-credit.ts"
import { fraction } from "./money.ts"

const terms: TaxTerms = { standard: fraction(10, 110), reduced: fraction(8, 108), fullUpTo: 500_000_000, fullFrom: fraction(95, 100) }
const full: TaxMethod = { kind: "full", taxableSales: 100_000_000, taxableShare: fraction(99, 100) }
const half = fraction(1, 2)
const machine: TaxedCost = { amount: 1_100_000, rate: "standard", use: "taxable-sales" }

describe("S8 消費税仕入控除税額", () => {
  test.each<[string, TaxedCost[], TaxMethod, number]>([
    ["免税事業者は0円", [machine], { kind: "exempt" }, 0],
    ["簡易課税は0円", [machine], { kind: "simplified" }, 0],
    ["特定収入割合5%超の公益法人等は0円", [machine], { kind: "special-income" }, 0],
    ["2割特例は0円", [machine], { kind: "two-tenths" }, 0],
    ["全額控除", [machine], full, 50_000],
    ["一括比例配分", [machine], { kind: "proportional", taxableShare: half }, 25_000],
    ["個別対応（課税売上のみ）", [machine], { kind: "itemised", taxableShare: half }, 50_000],
    ["個別対応（共通）", [{ ...machine, use: "common" }], { kind: "itemised", taxableShare: half }, 25_000],
    ["個別対応（非課税売上のみ）", [{ ...machine, use: "exempt-sales" }], { kind: "itemised", taxableShare: half }, 0],
    ["軽減税率", [{ ...machine, rate: "reduced" }], full, 40_740],
    ["課税仕入れでない経費（給与など）の分は含めない", [machine, { amount: 1_100_000, rate: "not-taxed" }], full, 25_000],
    ["1円未満切捨ては合計で一度だけ", [{ amount: 333_333, rate: "standard" }, { amount: 333_333, rate: "standard" }, { amount: 433_334, rate: "standard" }], full, 50_000],
  ])("%s", (_, costs, method, amount) => {
    const credit = consumptionTaxCredit(550_000, costs, method, terms)
    expect(credit.amount).toBe(amount)
    expect(credit.lines.length).toBeGreaterThan(2)
  })

  test.each([
    ["0円でも報告がなければ足りない", { settled: 500_000 }, "2027-05-31", "までに報告してください"],
    ["期限を過ぎた", { settled: 500_000 }, "2027-06-01", "期限"],
    ["報告した", { settled: 500_000, reportedOn: "2027-05-01" }, "2027-06-01", undefined],
    ["確定額が0円なら報告するものがない", { settled: 0 }, "2027-06-01", undefined],
  ])("報告: %s", (_, it, today, says) => {
    const refused = taxReportIsMissing(it, "2027-05-31", today)
    if (says === undefined) expect(refused).toBeUndefined()
    else expect(refused?.message).toMatch(new RegExp(`0円でも必要.*${says}`))
  })

  test.each([
    [500_000_000, fraction(95, 100), false],
    [500_000_001, fraction(95, 100), true],
    [1, fraction(949_999, 1_000_000), true],
  ])("全額控除の条件: 課税売上高%d円", (taxableSales, taxableShare, refused) => {
    expect(fullCreditIsNotOpen({ kind: "full", taxableSales, taxableShare }, terms) !== undefined).toBe(refused)
    expect(fullCreditIsNotOpen({ kind: "exempt" }, terms)).toBeUndefined()
  })

  test("計算の内訳に式が残る", () => {
    expect(consumptionTaxCredit(550_000, [machine], { kind: "proportional", taxableShare: half }, terms).lines).toEqual([
      "補助金確定額 550,000円",
      "計算の方法 一括比例配分方式",
      "550,000円 × 1,100,000/1,100,000 × 10/110 × 1/2",
      "合計（円未満切捨て） 25,000円",
    ])
  })

  test("用途の分からない個別対応、経費のない確定額、1を超える割合は受け付けない", () => {
    expect(() => consumptionTaxCredit(1, [{ amount: 1, rate: "standard" }], { kind: "itemised", taxableShare: half }, terms)).toThrow(RangeError)
    expect(() => consumptionTaxCredit(1, [], full, terms)).toThrow(RangeError)
    expect(() => consumptionTaxCredit(1, [machine], { kind: "proportional", taxableShare: fraction(3, 2) }, terms)).toThrow(RangeError)
    expect(() => consumptionTaxCredit(-1, [machine], full, terms)).toThrow(RangeError)
    expect(() => consumptionTaxCredit(1, [machine, { amount: -1, rate: "not-taxed" }], full, terms)).toThrow(RangeError)
    expect(consumptionTaxCredit(0, [], full, terms).amount).toBe(0)
    expect(consumptionTaxCredit(550_000, [machine, { amount: 0, rate: "reduced" }], full, terms).amount).toBe(50_000)
  })

  test("返還額は確定額の110分の10を超えず、一括比例は全額控除を超えない（任意の額）", () => {
    const yens = fc.integer({ min: 1, max: 1_000_000_000 })
    const costs = fc.array(fc.record({ amount: yens, rate: fc.constantFrom("standard" as const, "reduced" as const, "not-taxed" as const) }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(yens, costs, fc.integer({ min: 0, max: 100 }), (settled, all, percent) => {
        const most = consumptionTaxCredit(settled, all, full, terms).amount
        const part = consumptionTaxCredit(settled, all, { kind: "proportional", taxableShare: fraction(percent, 100) }, terms).amount
        expect(most * 11).toBeLessThanOrEqual(settled)
        expect(part).toBeLessThanOrEqual(most)
      }),
    )
  })
})
