import { describe, expect, test } from "vitest"
import { accountIsDormant } from "./account-is-dormant.ts"
import { changeNeedsConfirmation } from "./change-needs-confirmation.ts"
import { creditorCode, isCreditorCode } from "./creditor-code.ts"

describe("債主番号", () => {
  test("検査数字が合い、1桁の誤りは必ず見つかる", () => {
    for (const order of [1, 2, 10, 999, 123_456_789, 999_999_999]) {
      const code = creditorCode(order)
      expect(code).toMatch(/^\d{10}$/)
      expect(isCreditorCode(code)).toBe(true)
      for (let at = 0; at < 10; at++) {
        const wrong = code.slice(0, at) + String((Number(code[at]) + 3) % 10) + code.slice(at + 1)
        expect([wrong, isCreditorCode(wrong)]).toEqual([wrong, false])
      }
    }
    expect(creditorCode(1)).toBe("0000000018")
    expect(isCreditorCode("x")).toBe(false)
    expect(() => creditorCode(0)).toThrow(RangeError)
  })
})

describe("しばらく使っていない口座", () => {
  const five = [{ from: "2020-04-01", value: 5 }]
  test.each([
    ["確認から5年目の前日", { confirmedOn: "2021-11-24" }, "2026-11-23", false],
    ["確認から5年目の日", { confirmedOn: "2021-11-23" }, "2026-11-23", true],
    ["確認は古いが、支払が新しい", { confirmedOn: "2010-01-01", lastPaidOn: "2025-03-31" }, "2026-11-23", false],
    ["支払も5年前", { confirmedOn: "2010-01-01", lastPaidOn: "2021-11-23" }, "2026-11-23", true],
    ["2月29日は3月1日から", { confirmedOn: "2020-02-29" }, "2025-02-28", false],
    ["2月29日は3月1日から（当日）", { confirmedOn: "2020-02-29" }, "2025-03-01", true],
  ])("%s", (_, account, today, dormant) => {
    expect(accountIsDormant(account, today, five)).toBe(dormant)
  })

  test("年数は、その日に定められているもの", () => {
    const settings = [...five, { from: "2026-04-01", value: 3 }]
    expect(accountIsDormant({ confirmedOn: "2023-05-01" }, "2026-05-01", settings)).toBe(true)
    expect(accountIsDormant({ confirmedOn: "2022-03-31" }, "2026-03-31", settings)).toBe(false)
  })
})

describe("債主の変更で口座を確かめ直すか", () => {
  const before = { name: "株式会社はぎ", kana: "カブシキガイシャハギ", representativeTitle: "代表取締役", representative: "村田 健" }
  test.each([
    ["代表者の氏名だけ", { representative: "村田 葵" }, undefined],
    ["代表者の職名", { representativeTitle: "代表理事" }, "代表者の職名が変わったため"],
    ["名称とカナ", { name: "株式会社みやぎの", kana: "カブシキガイシャミヤギノ" }, "名称・カナ名称が変わったため"],
    ["変更なし", {}, undefined],
  ])("%s", (_, change, told) => {
    const found = changeNeedsConfirmation(before, { ...before, ...change })
    if (told === undefined) expect(found).toBeUndefined()
    else expect(found).toContain(told)
  })
})
