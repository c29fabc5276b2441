import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { itemNumber, textLines } from "./text-lines.ts"

const shape = (text: string) => textLines(text).map(({ kind, mark, depth, paragraph, item }) => `${kind} ${mark} ${depth} ${paragraph} ${item}`.replace(/ +/g, " ").trim())

describe("条文の行", () => {
  test("項と号と、その下のイ・(ｱ)", () => {
    const text = "次に掲げる者は、届け出る。\n- (1)　甲\n- ア　乙\n- (ｱ)　丙\n- イ　丁\n- (2)　戊\n２　前項の届出は、書面による。\n- (1)　己"
    expect(shape(text)).toEqual(["paragraph 0 1", "item (1) 0 1 1", "item ア 1 1 1", "item (ｱ) 2 1 1", "item イ 1 1 1", "item (2) 0 1 2", "paragraph ２ 0 2", "item (1) 0 2 1"])
  })
  test("国の法令：漢数字の号の下のイ、(1)", () => {
    expect(shape("次による。\n- 一　甲\n- イ　乙\n- (1)　丙\n- 二　丁\n- 二の二　戊").map((line) => line.split(" ")[2])).toEqual(["1", "0", "1", "2", "0", "0"])
    expect(textLines("次による。\n- 二の二　戊")[1]!.item).toBe("2-2")
  })
  test("附則の見出しと表", () => {
    expect(shape("（施行期日）\n1　公布の日から施行する。\n（経過措置）\n2　なお従前の例による。\n| 区分 | 額 |\n| 甲 | 100円 |")).toEqual([
      "caption 0 1",
      "paragraph 1 0 1",
      "caption 0 1",
      "paragraph 2 0 2",
      "row 0 2",
      "row 0 2",
    ])
    expect(textLines("| 区分 | 額 |")[0]!.cells).toEqual(["区分", "額"])
  })
  test.each([
    ["(1)", "1"],
    ["（１２）", "12"],
    ["二十三", "23"],
    ["百二", "102"],
    ["(2の3)", "2-3"],
    ["イ", ""],
    ["●", ""],
  ])("号の番号 %s", (mark, number) => expect(itemNumber(mark)).toBe(number))
})

test("どの行の文も、もとの文のその位置にある", () => {
  const piece = fc.constantFrom("２　", "- (1)　", "- イ　", "- ", "①　", "（見出し）", "| a | b |", "第1項", "。", "甲", " ", "　", "|")
  fc.assert(
    fc.property(fc.array(fc.array(piece, { maxLength: 5 }).map((list) => list.join("")), { maxLength: 8 }).map((list) => list.join("\n")), (text) => {
      const lines = textLines(text)
      expect(lines).toHaveLength(text.split("\n").length)
      for (const line of lines) expect(text.slice(line.start, line.start + line.text.length)).toBe(line.text)
    }),
    { numRuns: 500 },
  )
})
