import fc from "fast-check"
import { expect, test } from "vitest"
import { proposeFromGuideline } from "./propose-from-guideline.ts"

const guideline = `（補助率及び補助金の額）
第４条　補助率は、補助対象経費の３分の２以内とし、補助金の額は３５０万円を上限とする。
２　前項の規定により算出した額に１，０００円未満の端数があるときは、これを切り捨てるものとする。
（交付の申請）
第５条　補助金の交付を受けようとする者は、次に掲げる書類を添付して知事に提出しなければならない。
（１）　事業計画書（様式第１号の２）
（２）　収支予算書（様式第１号の３）
（３）　県税の納税証明書
（４）　暴力団排除に関する誓約書
（申請の取下げ）
第８条　申請の取下げのできる期限は、交付決定の通知を受けた日から起算して１０日を経過した日とする。
（実績報告）
第１２条　実績報告は、補助事業の完了の日から起算して三十日を経過した日又は当該年度の３月３１日のいずれか早い日までに行わなければならない。`

test("要綱の文から、補助率・上限・書類・日数・端数処理を、根拠の文とともに提案する", () => {
  const found = proposeFromGuideline(guideline)
  expect(found.rates).toEqual([{ value: { numerator: 2, denominator: 3 }, sentence: expect.stringContaining("第４条") }])
  expect(found.caps.map((one) => one.value)).toEqual([3_500_000])
  expect(found.documents.map((one) => one.value)).toEqual(["事業計画書", "収支予算書", "県税の納税証明書", "暴力団排除に関する誓約書"])
  expect(found.withdrawalDays.map((one) => one.value)).toEqual([10])
  expect(found.reportDays.map((one) => one.value)).toEqual([30])
  expect(found.rounding.map((one) => one.value)).toEqual(["thousand-down"])
})

test.each([
  ["補助率は定額とする。", { rates: [{ numerator: 1, denominator: 1 }] }],
  ["補助率は８分の７以内、限度額は1,500千円とする。", { rates: [{ numerator: 7, denominator: 8 }], caps: [1_500_000] }],
  ["この要綱は、令和8年4月1日から施行する。", {}],
  ["補助金の額は、予算の範囲内で知事が定める。", {}],
])("%s", (text, expected: { rates?: object[]; caps?: number[] }) => {
  const found = proposeFromGuideline(text)
  expect(found.rates.map((one) => one.value)).toEqual(expected.rates ?? [])
  expect(found.caps.map((one) => one.value)).toEqual(expected.caps ?? [])
})

test("どんな文でも止まらず、提案は20件まで", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 2000 }), (text) => {
      for (const list of Object.values(proposeFromGuideline(text))) expect(list.length).toBeLessThanOrEqual(20)
    }),
    { numRuns: 200 },
  )
  expect(proposeFromGuideline("補助率は3分の2以内、".repeat(100_000)).rates).toHaveLength(1)
})
