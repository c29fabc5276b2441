import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { achievementOf, type Grade, type IndicatorAtHalf, suggestGrade } from "./suggest-grade.ts"

const scale: Grade[] = [
  { key: "順調", title: "順調", from: 1 },
  { key: "概ね順調", title: "概ね順調", from: 0.85 },
  { key: "やや遅れている", title: "やや遅れている", from: 0.7 },
  { key: "遅れている", title: "遅れている", from: null },
]
const indicator = (actual: number | null, target: number | null, baseline: number | null = null, better: "up" | "down" = "up"): IndicatorAtHalf => ({
  name: "指標",
  better,
  baseline,
  target,
  actual,
})
const none = { due: 0, done: 0 }

describe("指標の達成の度合い", () => {
  test.each<[string, IndicatorAtHalf, number, number | undefined]>([
    ["基準40→目標60、年度末に60", indicator(60, 60, 40), 1, 1],
    ["基準40→目標60、上半期に50（半分まで来た）", indicator(50, 60, 40), 0.5, 1],
    ["基準40→目標60、上半期に45", indicator(45, 60, 40), 0.5, 0.5],
    ["下がるほど良い：基準100→目標80、年度末に90", indicator(90, 80, 100, "down"), 1, 0.5],
    ["基準より悪くなった", indicator(30, 60, 40), 1, 0],
    ["基準なし：目標200、上半期に100", indicator(100, 200), 0.5, 1],
    ["基準なしで下がるほど良い：目標10、実績20", indicator(20, 10, null, "down"), 1, 0.5],
    ["下がるほど良く、実績0", indicator(0, 10, null, "down"), 1, 2],
    ["基準と目標が同じ（維持）", indicator(90, 100, 100), 0.5, 0.9],
    ["目標の2倍を超えても2で止まる", indicator(1000, 100), 1, 2],
    ["実績なしは0ではない", indicator(null, 60, 40), 1, undefined],
    ["目標なし", indicator(50, null, 40), 1, undefined],
    ["目標0で多いほど良い、は測れない", indicator(5, 0), 1, undefined],
  ])("%s", (_, given, share, expected) => {
    expect(achievementOf(given, share)).toEqual(expected)
  })
})

describe("区分の提案", () => {
  test.each<[number, string]>([
    [100, "順調"],
    [99.96, "順調"],
    [99.9, "概ね順調"],
    [85, "概ね順調"],
    [84.9, "やや遅れている"],
    [70, "やや遅れている"],
    [69.9, "遅れている"],
    [0, "遅れている"],
  ])("達成 %d%% なら %s", (actual, expected) => {
    expect(suggestGrade(scale, [indicator(actual, 100)], none, 1)?.grade).toBe(expected)
  })

  test("一つの指標の行き過ぎは、ほかの遅れを隠さない", () => {
    const suggestion = suggestGrade(scale, [indicator(500, 100), indicator(50, 100)], none, 1)
    expect(suggestion?.achievement).toBe(0.75)
  })

  test("データのない指標は数えず、そう書く", () => {
    const suggestion = suggestGrade(scale, [indicator(100, 100), indicator(null, 100)], none, 1)
    expect(suggestion?.grade).toBe("順調")
    expect(suggestion?.basis).toContain("データのない指標1件は含みません")
  })

  test("測れる指標がなければマイルストーンで見る", () => {
    expect(suggestGrade(scale, [], { due: 4, done: 3 }, 0.5)?.grade).toBe("やや遅れている")
  })

  test("何もなければ提案しない", () => {
    expect(suggestGrade(scale, [indicator(null, 100)], none, 0.5)).toBeUndefined()
  })

  test("達成が増えて区分が悪くなることはない", () => {
    const order = scale.map((grade) => grade.key)
    fc.assert(
      fc.property(fc.double({ min: 0, max: 200, noNaN: true }), fc.double({ min: 0, max: 50, noNaN: true }), (actual, more) => {
        const at = (value: number) => order.indexOf(suggestGrade(scale, [indicator(value, 100)], none, 1)!.grade)
        expect(at(actual + more)).toBeLessThanOrEqual(at(actual))
      }),
    )
  })
})
