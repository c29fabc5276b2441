import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { applicationLedger, type LedgerEntry } from "./application-ledger.ts"
import { awardExceedsBudget } from "./award-exceeds-budget.ts"
import { claimHasLapsed } from "./claim-has-lapsed.ts"
import { finalPayment } from "./final-payment.ts"
import { fraction } from "./money.ts"
import { paymentIsNotOwed } from "./payment-is-not-owed.ts"
import { repaymentIsIncomplete } from "./repayment-is-incomplete.ts"

let next = 0
const entry = (kind: LedgerEntry["kind"], amount: number, on = "2026-10-01"): LedgerEntry => ({ id: `${next++}`, on, kind, amount })

describe("出納簿", () => {
  test("すべての円が、出て、戻り、残る", () => {
    const entries = [entry("advance", 400_000), entry("advance", 200_000), entry("came-back", 200_000), entry("advance", 200_000), entry("final", 100_000), entry("repayment", 50_000), entry("surcharge", 1_234), entry("late-charge", 56)]
    expect(applicationLedger(entries)).toEqual({ paid: 700_000, repaid: 50_000, surcharge: 1_234, lateCharge: 56, held: 650_000 })
    expect(applicationLedger([])).toMatchObject({ held: 0 })
  })

  test.each<[string, LedgerEntry[]]>([
    ["払っていない額が戻る", [entry("came-back", 1)]],
    ["持っている額より多く返る", [entry("advance", 10), entry("repayment", 11)]],
    ["支払の前の日に返る", [entry("advance", 10, "2026-10-02"), entry("repayment", 10, "2026-10-01")]],
    ["0円の記録", [entry("advance", 0)]],
    ["負の記録", [entry("advance", -1)]],
    ["同じ記録が二つ", [{ id: "x", on: "2026-10-01", kind: "advance", amount: 1 }, { id: "x", on: "2026-10-01", kind: "advance", amount: 1 }]],
  ])("受け付けない: %s", (_, entries) => expect(() => applicationLedger(entries)).toThrow(RangeError))

  const terms = { awarded: 1_000_000, advance: fraction(7, 10) }
  test.each([
    ["概算払の限度ちょうど", "advance", 700_000, [], {}, undefined],
    ["限度を1円超える", "advance", 700_001, [], {}, "subsidies.advance-exceeds-award"],
    ["2回目は残りまで", "advance", 300_001, [entry("advance", 400_000)], {}, "subsidies.advance-exceeds-award"],
    ["振込不能で戻った分は、また払える", "advance", 700_000, [entry("advance", 700_000), entry("came-back", 700_000)], {}, undefined],
    ["概算払のない制度", "advance", 1, [], { advance: null }, "subsidies.no-advance"],
    ["確定後の概算払", "advance", 1, [], { settled: 900_000 }, "subsidies.already-settled"],
    ["確定前の精算払", "final", 1, [], {}, "subsidies.not-settled"],
    ["精算払は残りちょうど", "final", 200_000, [entry("advance", 700_000)], { settled: 900_000 }, undefined],
    ["1円違う精算払", "final", 200_001, [entry("advance", 700_000)], { settled: 900_000 }, "subsidies.final-payment-differs"],
    ["同じ精算払を二度", "final", 200_000, [entry("advance", 700_000), entry("final", 200_000)], { settled: 900_000 }, "subsidies.final-payment-differs"],
    ["0円の支払", "final", 0, [], { settled: 0 }, "subsidies.nothing-to-pay"],
  ] as const)("支払: %s", (_, kind, amount, ledger, more, code) => {
    expect(paymentIsNotOwed({ kind, amount }, ledger, { ...terms, ...more })?.code).toBe(code)
  })

  test("許された支払だけなら、持っている額は決定額も確定額も超えない（任意の順の支払と振込不能）", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 500_000 }), fc.boolean()), { maxLength: 8 }), fc.integer({ min: 0, max: 1_000_000 }), (tries, settled) => {
        const ledger: LedgerEntry[] = []
        for (const [amount, back] of tries) {
          if (paymentIsNotOwed({ kind: "advance", amount }, ledger, terms)) continue
          ledger.push(entry("advance", amount))
          if (back) ledger.push(entry("came-back", amount))
        }
        expect(applicationLedger(ledger).held).toBeLessThanOrEqual(700_000)
        const last = finalPayment(settled, [applicationLedger(ledger).held])
        if (last.due === "payment") {
          expect(paymentIsNotOwed({ kind: "final", amount: last.amount }, ledger, { ...terms, settled })).toBeUndefined()
          ledger.push(entry("final", last.amount))
        } else if (last.due === "repayment") ledger.push(entry("repayment", last.amount))
        expect(applicationLedger(ledger).held).toBe(settled)
        expect(paymentIsNotOwed({ kind: "final", amount: 1 }, ledger, { ...terms, settled })).toBeDefined()
      }),
    )
  })
})

test.each([
  ["最後の1円まで", "c", 300_000, undefined],
  ["1円足りない", "c", 300_001, 300_000],
  ["変更は、自分の前の額を除いて見る", "b", 600_000, undefined],
  ["変更でも足りない", "b", 600_001, 600_000],
])("予算: %s", (_, id, amount, left) => {
  const refused = awardExceedsBudget({ id, amount }, 1_000_000, [{ id: "a", amount: 400_000 }, { id: "b", amount: 300_000 }])
  if (left === undefined) expect(refused).toBeUndefined()
  else expect(refused).toMatchObject({ kind: "conflict", detail: { left } })
})

test("予算を減らした後は、残りを0円と言う", () => {
  expect(awardExceedsBudget({ id: "c", amount: 1 }, 500_000, [{ id: "a", amount: 600_000 }])?.message).toContain("残りは0円")
})

const none = { principal: 0, surcharge: 0, lateCharge: 0 }
test.each([
  ["何も命じていない", none, none, {}, undefined],
  ["ちょうど", { principal: 10, surcharge: 2, lateCharge: 1 }, { principal: 10, surcharge: 2, lateCharge: 1 }, {}, undefined],
  ["加算金が1円残る", { principal: 10, surcharge: 2, lateCharge: 0 }, { principal: 10, surcharge: 1, lateCharge: 0 }, {}, "加算金の残り1円"],
  ["加算金の免除（19条3項）", { principal: 10, surcharge: 2, lateCharge: 0 }, { principal: 10, surcharge: 0, lateCharge: 0 }, { surcharge: 2 }, undefined],
])("返還の終わり: %s", (_, owed, paid, waived, says) => {
  const refused = repaymentIsIncomplete(owed, paid, waived)
  if (says === undefined) expect(refused).toBeUndefined()
  else expect(refused?.message).toContain(says)
})

test.each([
  ["2021-12-01", undefined, "2026-12-01", false],
  ["2021-12-01", undefined, "2026-12-02", true],
  ["2021-12-01", "2024-03-01", "2029-03-01", false],
  ["2021-12-01", "2024-03-01", "2029-03-02", true],
])("金銭債権は5年で消える（地方自治法236条）: %s 更新 %s 今日 %s", (claimableOn, interruptedOn, today, lapsed) => {
  expect(claimHasLapsed({ claimableOn, ...(interruptedOn ? { interruptedOn } : {}) }, today)).toBe(lapsed)
})
