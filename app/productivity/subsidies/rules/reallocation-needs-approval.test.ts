import { describe, expect, test } from "vitest"
import { fraction } from "./money.ts"
import { reallocationNeedsApproval, reallocationOverTheLimit } from "./reallocation-needs-approval.ts"

const limit = fraction(20, 100)

describe("S5 経費配分の変更", () => {
  test.each([
    ["ちょうど20%増", { a: 1_000_000 }, { a: 1_200_000 }, []],
    ["20%を1円超える", { a: 1_000_000 }, { a: 1_200_001 }, ["a"]],
    ["ちょうど20%減", { a: 1_000_000 }, { a: 800_000 }, []],
    ["20%を1円超えて減る", { a: 1_000_000 }, { a: 799_999 }, ["a"]],
    ["割り切れない額の20%", { a: 999_999 }, { a: 1_199_998 }, []],
    ["割り切れない額の20%を超える", { a: 999_999 }, { a: 1_199_999 }, ["a"]],
    ["なかった区分に1円", { a: 100 }, { a: 100, b: 1 }, ["b"]],
    ["なくした区分", { a: 100, b: 1 }, { a: 100 }, ["b"]],
    ["変わらない", { a: 100, b: 0 }, { a: 100, b: 0 }, []],
    ["流用元は2割以内、流用先が2割を超える", { a: 1_000_000, b: 300_000 }, { a: 930_000, b: 370_000 }, ["b"]],
    ["2の53乗近くでも正確", { a: 5_000_000_000_000_001 }, { a: 6_000_000_000_000_002 }, ["a"]],
  ] as const)("%s", (_, before, after, over) => {
    expect(reallocationOverTheLimit(before as Record<string, number>, after as Record<string, number>, limit)).toEqual(over)
  })

  test("超えた区分の名前を言って断る。割合は制度ごとの設定", () => {
    const refused = reallocationNeedsApproval({ a: 100 }, { a: 130 }, limit, { a: "旅費" })
    expect(refused).toMatchObject({ kind: "invalid", code: "subsidies.reallocation-needs-approval", detail: { over: ["a"] } })
    expect(refused?.message).toContain("旅費")
    expect(reallocationNeedsApproval({ a: 100 }, { a: 130 }, fraction(30, 100))).toBeUndefined()
  })
})
