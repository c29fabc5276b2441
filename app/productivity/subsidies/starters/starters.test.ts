import { describe, expect, test } from "vitest"
import { problemsOf } from "../../../kernel/forms/index.ts"
import { readGiven } from "../../../kernel/forms/definition-faults.ts"
import { faultsToOpen } from "../../../kernel/forms/form-faults.ts"
import { starterForms } from "./index.ts"

test("標準の書類は12ある", () => {
  expect(starterForms.map(({ title }) => title)).toEqual([
    "交付申請書", "事業計画書", "収支予算書", "役員名簿", "誓約書", "変更承認申請書", "中止（廃止）承認申請書", "状況報告書", "実績報告書", "請求書",
    "消費税仕入控除税額報告書", "財産処分承認申請書",
  ])
})

describe.each(starterForms)("$title", ({ definition }) => {
  test("誤りがなく、そのまま公開でき、書き出して読み戻しても同じ", () => {
    expect(faultsToOpen(definition)).toEqual([])
    const read = readGiven(JSON.parse(JSON.stringify(definition)))
    expect(read.faults).toEqual([])
    expect(read.definition).toEqual(definition)
  })

  test("何も答えなければ、足りないところをすべて日本語で言う", () => {
    const problems = problemsOf(definition, {})
    expect(problems.length).toBeGreaterThan(0)
    expect(problems.every(({ message }) => message.endsWith("。"))).toBe(true)
  })
})

test("消費税の報告は、免税事業者には計算を聞かず、0円でも額を聞く", () => {
  const { definition } = starterForms.find(({ key }) => key === "consumption-tax-report")!
  const asked = (answers: Record<string, string | number>) => problemsOf(definition, answers).map(({ path }) => path)
  expect(asked({ taxStatus: "exempt" })).not.toContain("taxableCost")
  expect(asked({ taxStatus: "full" })).toContain("taxableCost")
  expect(asked({ taxStatus: "exempt" })).toContain("repayYen")
  expect(asked({ taxStatus: "exempt", repayYen: 0, creditYen: 0 })).not.toContain("repayYen")
})
