import { expect, test } from "vitest"
import { type Fate, fatesAreComplete, type Named } from "./fates-are-complete.ts"

const one = (id: string, isChanged = false): Named => ({ initiativeId: id, title: id, isChanged })
const fate = (from: string | null, change: Fate["change"], to: string | null, reason = "理由"): Fate => ({
  fromInitiativeId: from,
  toInitiativeId: to,
  change,
  reason,
})

test.each<[string, string[], string[], Fate[], string[]]>([
  ["すべて継続", ["A", "B"], ["A", "B"], [fate("A", "continue", "A"), fate("B", "continue", "B")], []],
  ["理由なしの継続", ["A"], ["A"], [fate("A", "continue", "A", " ")], ["「A」の理由を入力してください。"]],
  ["行き先のない取組", ["A", "B"], ["A"], [fate("A", "continue", "A")], ["「B」を今後どうするかが決まっていません。"]],
  ["終了", ["A", "B"], ["A"], [fate("A", "continue", "A"), fate("B", "end", null)], []],
  ["新規", ["A"], ["A", "C"], [fate("A", "continue", "A"), fate(null, "new", "C")], []],
  ["新規の理由なし", ["A"], ["A", "C"], [fate("A", "continue", "A"), fate(null, "new", "C", "")], ["「C」の理由を入力してください。"]],
  [
    "由来の分からない取組",
    ["A"],
    ["A", "C"],
    [fate("A", "continue", "A")],
    ["「C」がどこから来たか（継続・新規など）が決まっていません。"],
  ],
  ["統合", ["A", "B"], ["B"], [fate("A", "merge", "B"), fate("B", "merge", "B")], []],
  ["相手のない統合", ["A", "B"], ["A", "B"], [fate("A", "merge", "B"), fate("B", "continue", "B")], [
    "「A」がどこから来たか（継続・新規など）が決まっていません。",
    "「A」を統合する相手がありません。",
  ]],
  ["分割", ["A"], ["A", "D"], [fate("A", "split", "A"), fate("A", "split", "D")], []],
  ["先が一つの分割", ["A"], ["A"], [fate("A", "split", "A")], ["「A」を分割した先が1つしかありません。"]],
])("%s", (_, before, after, fates, expected) => {
  const gaps = fatesAreComplete(before.map((id) => one(id)), after.map((id) => one(id)), fates, "yearly")
  expect(gaps.map((gap) => gap.message)).toEqual(expected)
})

test("年度途中の改定：手を付けない取組に理由は要らず、直した取組には要る", () => {
  const fates = [fate("A", "continue", "A", ""), fate("B", "continue", "B", "")]
  const gaps = fatesAreComplete([one("A"), one("B")], [one("A"), one("B", true)], fates, "mid-year")
  expect(gaps.map((gap) => gap.initiativeId)).toEqual(["B"])
})
