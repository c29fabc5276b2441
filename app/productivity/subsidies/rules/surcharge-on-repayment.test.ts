import fc from "fast-check"
import { addDays, daysBetween } from "../../../kernel/cases/civil-dates.ts"
import { describe, expect, test } from "vitest"
import { latePaymentCharge } from "./late-payment-charge.ts"
import { fraction } from "./money.ts"
import { repaymentAllocation } from "./repayment-allocation.ts"
import { lastReceivedFirst, surchargeOnRepayment, type SurchargeTerms } from "./surcharge-on-repayment.ts"

const yearly = { rates: [{ from: "1955-09-26", value: fraction(1095, 10_000), source: "適正化法19条" }], daysPerYear: 365 }
const terms: SurchargeTerms = { yearly, rounding: "yen-down", dayOfReceipt: "counted", paidFirst: "latest-receipt" }
const receipts = [
  { on: "2026-06-01", amount: 600_000 },
  { on: "2026-10-01", amount: 400_000 },
]

describe("S7 加算金", () => {
  test("返還額は最後に受け取った分から充てる（施行令10条1項）", () => {
    expect(lastReceivedFirst(receipts, 500_000)).toEqual([
      { on: "2026-10-01", amount: 400_000 },
      { on: "2026-06-01", amount: 100_000 },
    ])
    expect(lastReceivedFirst(receipts, 400_000)).toEqual([{ on: "2026-10-01", amount: 400_000 }])
    expect(lastReceivedFirst(receipts, 0)).toEqual([])
    expect(() => lastReceivedFirst(receipts, 1_000_001)).toThrow(RangeError)
  })

  test("10万円を365日なら1万950円", () => {
    const one = surchargeOnRepayment([{ on: "2026-04-01", amount: 100_000 }], 100_000, [{ on: "2027-03-31", amount: 100_000 }], "2027-12-31", terms)
    expect(one).toMatchObject({ amount: 10_950, principalLeft: 0 })
    expect(one.tranches[0]!.spans).toMatchObject([{ from: "2026-04-01", to: "2027-03-31", days: 365, balance: 100_000 }])
  })

  test("概算払2回・一部納付: 受領の日から、既納額を控除した残りに", () => {
    // 10/1: 400,000 and 6/1: 100,000. 250,000 are paid on 1/31: of the October receipt 150,000 are left.
    const it = surchargeOnRepayment(receipts, 500_000, [{ on: "2027-01-31", amount: 250_000 }, { on: "2027-03-31", amount: 250_000 }], "2027-03-31", terms)
    expect(it.tranches.map(({ spans }) => spans.map(({ from, to, days, balance }) => [from, to, days, balance]))).toEqual([
      [
        ["2026-10-01", "2027-01-31", 123, 400_000],
        ["2027-02-01", "2027-03-31", 59, 150_000],
      ],
      [["2026-06-01", "2027-03-31", 304, 100_000]],
    ])
    // 400,000×.1095×123/365 = 14,760; 150,000×.1095×59/365 = 2,655; 100,000×.1095×304/365 = 9,120
    expect(it).toMatchObject({ amount: 26_535, principalLeft: 0 })
  })

  test("先に受け取った分から返すと定めれば、その分の日数が短くなる", () => {
    const payments = [{ on: "2027-01-31", amount: 250_000 }, { on: "2027-03-31", amount: 250_000 }]
    const it = surchargeOnRepayment(receipts, 500_000, payments, "2027-03-31", { ...terms, paidFirst: "earliest-receipt" })
    // 100,000 × 245 + 400,000 × 123 + 250,000 × 59 days, × .1095 / 365 = × .0003
    expect(it.amount).toBe((100_000 * 245 + 400_000 * 123 + 250_000 * 59) * 3 / 10_000)
  })

  test("受領の日を数えない定めなら1日少なく、うるう年も365で割る", () => {
    const day = (dayOfReceipt: SurchargeTerms["dayOfReceipt"]) =>
      surchargeOnRepayment([{ on: "2027-12-31", amount: 1_000_000 }], 1_000_000, [], "2028-12-31", { ...terms, dayOfReceipt }).amount
    expect(day("counted")).toBe(300 * 367)
    expect(day("not-counted")).toBe(300 * 366)
  })

  test("途中で率が変われば、その日から新しい率", () => {
    const two = { rates: [...yearly.rates, { from: "2027-01-01", value: fraction(73, 1000) }], daysPerYear: 365 }
    const it = surchargeOnRepayment([{ on: "2026-12-31", amount: 1_000_000 }], 1_000_000, [], "2027-01-02", { ...terms, yearly: two })
    expect(it.amount).toBe(300 + 200 + 200)
  })

  test("率の定めのない日の計算と、受領より前の納付は受け付けない", () => {
    const late = { rates: [{ from: "2027-01-01", value: fraction(1, 10) }], daysPerYear: 365 }
    expect(() => surchargeOnRepayment(receipts, 1, [], "2027-01-01", { ...terms, yearly: late })).toThrow(/no setting/)
    expect(() => surchargeOnRepayment(receipts, 1, [{ on: "2026-09-30", amount: 1 }], "2027-01-01", terms)).toThrow(/before/)
  })

  test("一日ずつ数えた合計と一致する（任意の受領・返還・納付）", () => {
    const day = (n: number) => addDays("2026-04-01", n)
    const dealings = (least: number, most: number) =>
      fc.array(fc.record({ on: fc.integer({ min: least, max: most }), amount: fc.integer({ min: 1, max: 1000 }) }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(dealings(0, 20), dealings(20, 60), fc.integer({ min: 0, max: 100 }), fc.integer({ min: 20, max: 70 }), (got, paid, percent, upTo) => {
        const ordered = Math.floor((got.reduce((all, { amount }) => all + amount, 0) * percent) / 100)
        // Every yen ordered back is one coin with the day it was received, the last received first; payments take coins from the front.
        const coins = [...got].sort((a, b) => b.on - a.on).flatMap(({ on, amount }) => Array.from({ length: amount }, () => ({ on, until: upTo }))).slice(0, ordered)
        let at = 0
        for (const { on, amount } of [...paid].sort((a, b) => a.on - b.on)) {
          if (on > upTo) continue
          for (let left = amount; left > 0 && at < coins.length; left--) coins[at++]!.until = on
        }
        const days = coins.reduce((all, { on, until }) => all + (until - on + 1), 0)
        const computed = surchargeOnRepayment(
          got.map(({ on, amount }) => ({ on: day(on), amount })),
          ordered,
          paid.map(({ on, amount }) => ({ on: day(on), amount })),
          day(upTo),
          terms,
        )
        expect(computed.amount).toBe(Math.floor((days * 3) / 10_000))
        expect(computed.principalLeft).toBe(coins.length - at)
      }),
      { numRuns: 60 },
    )
  })

  test("端数は合計で一度だけ切り捨て、早く返すほど少ない（任意の額と日）", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50_000_000 }), fc.integer({ min: 0, max: 700 }), fc.integer({ min: 0, max: 700 }), (amount, a, b) => {
        const on = (days: number) => addDays("2026-04-01", days)
        const charged = (days: number) => surchargeOnRepayment([{ on: on(0), amount }], amount, [{ on: on(days), amount }], on(1500), terms).amount
        const [early, late] = [Math.min(a, b), Math.max(a, b)]
        expect(charged(early)).toBeLessThanOrEqual(charged(late))
        expect(BigInt(charged(a))).toBe((BigInt(amount) * 1095n * BigInt(daysBetween(on(0), on(a)) + 1)) / 3_650_000n)
      }),
    )
  })
})

describe("延滞金", () => {
  const late = { yearly, rounding: "yen-down" as const }
  test.each([
    ["納期日に納付", [{ on: "2027-05-31", amount: 1_000_000 }], "2027-12-31", 0, 0],
    ["翌日に納付", [{ on: "2027-06-01", amount: 1_000_000 }], "2027-12-31", 300, 0],
    ["納期日前", [], "2027-05-31", 0, 1_000_000],
    ["未納のまま10日", [], "2027-06-10", 3_000, 1_000_000],
    ["5日目に半分、10日目に残り", [{ on: "2027-06-05", amount: 500_000 }, { on: "2027-06-10", amount: 500_000 }], "2027-06-30", 1_500 + 750, 0],
    ["期限内に一部納付", [{ on: "2027-05-01", amount: 400_000 }], "2027-06-10", 1_800, 600_000],
  ])("%s", (_, payments, upTo, amount, left) => {
    expect(latePaymentCharge(1_000_000, "2027-05-31", payments, upTo, late)).toMatchObject({ amount, left })
  })
})

describe("S7 返還金の充当", () => {
  const owed = { principal: 500_000, surcharge: 26_535, lateCharge: 900 }
  test.each([
    ["一部納付はまず補助金本体（施行令10条2項）", 499_999, { principal: 499_999, surcharge: 0, lateCharge: 0, excess: 0 }],
    ["本体の次に加算金", 520_000, { principal: 500_000, surcharge: 20_000, lateCharge: 0, excess: 0 }],
    ["全額", 527_435, { principal: 500_000, surcharge: 26_535, lateCharge: 900, excess: 0 }],
    ["納め過ぎ", 530_000, { principal: 500_000, surcharge: 26_535, lateCharge: 900, excess: 2_565 }],
  ])("%s", (_, payment, expected) => {
    expect(repaymentAllocation(payment, owed, ["surcharge", "lateCharge"])).toEqual(expected)
  })

  test("延滞金を先にする定めも置ける", () => {
    expect(repaymentAllocation(500_500, owed, ["lateCharge", "surcharge"])).toMatchObject({ lateCharge: 500, surcharge: 0 })
  })

  test("納付した円は、充当と過納の合計と必ず一致する（任意の額）", () => {
    const yens = fc.integer({ min: 0, max: 1_000_000_000 })
    fc.assert(
      fc.property(yens, yens, yens, yens, (payment, principal, surcharge, lateCharge) => {
        const went = repaymentAllocation(payment, { principal, surcharge, lateCharge }, ["surcharge", "lateCharge"])
        expect(went.principal + went.surcharge + went.lateCharge + went.excess).toBe(payment)
        expect(went.principal).toBeLessThanOrEqual(principal)
        if (went.surcharge > 0) expect(went.principal).toBe(principal)
        if (went.lateCharge > 0) expect(went.surcharge).toBe(surcharge)
        if (went.excess > 0) expect(went.lateCharge).toBe(lateCharge)
      }),
    )
  })
})
