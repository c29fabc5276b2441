import fc from "fast-check"
import { expect, test } from "vitest"
import { type Address, addressText, compareAddresses, locate, parseAddress, printAddress, provisionAddress, readAddress } from "./index.ts"

test.each([
  ["第12条の3第2項第1号イ", "12-3/2/1/イ", "12-3"],
  ["第１２条の３第２項第１号イ", "12-3/2/1/イ", "12-3"],
  ["第十二条の三第二項第一号イ", "12-3/2/1/イ", "12-3"],
  ["第百二十三条の二", "123-2", "123-2"],
  ["第一二三条", "123", "123"],
  ["第三条ノ二", "3-2", "3-2"],
  ["第3条第1号", "3//1", "3"],
  ["第3条第11号の2ア(1)", "3//11-2/ア/(1)", "3"],
  ["附則第2項", "s1//2", "s1"],
  ["附則", "s1", "s1"],
  ["附則第3条第1項", "s1/3/1", "s1/3"],
  ["第2の附則第3条", "s2/3", "s2/3"],
  ["第2項", "0/2", "0"],
  ["別表第１", "t1", "t1"],
  ["別表", "t", "t"],
  ["様式第2号の2", "f2-2", "f2-2"],
  ["第2号様式", "f2", "f2"],
  ["目次", "toc", "toc"],
])("「%s」を番地 %s と読む", (words, canonical, provision) => {
  const address = parseAddress(words)!
  expect(addressText(address)).toBe(canonical)
  expect(readAddress(canonical)).toEqual(address)
  expect(provisionAddress(address)).toBe(provision)
})

test.each(["", "条", "第条", "第十百条", "第1条第2", "この条例", "第1条の規定", "イ", "第1項イ"])("「%s」は番地ではない", (words) => {
  expect(parseAddress(words)).toBeUndefined()
})

test.each(["", "/", "x y", "12//", "s", "12/a", "12-3/2/1//", "1".repeat(500)])("「%s」は正規の番地ではない", (text) => {
  const read = readAddress(text)
  expect(read === undefined || addressText(read) !== text).toBe(true)
})

const branch = fc.array(fc.integer({ min: 1, max: 9999 }), { minLength: 1, maxLength: 3 }).map((numbers) => numbers.join("-"))
const anyAddress: fc.Arbitrary<Address> = fc
  .record({
    supplementary: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
    article: fc.option(branch, { nil: undefined }),
    paragraph: fc.option(fc.integer({ min: 1, max: 99 }), { nil: undefined }),
    item: fc.option(branch, { nil: undefined }),
    subitems: fc.subarray(["イ", "(1)", "(ア)", "①"], { minLength: 0 }),
  })
  .map(({ supplementary, article, paragraph, item, subitems }) => {
    const address: Address = {}
    if (supplementary !== undefined) address.supplementary = supplementary
    if (article !== undefined) address.article = article
    else if (supplementary === undefined) {
      address.article = "0"
      address.paragraph = paragraph ?? 1
    }
    if (paragraph !== undefined) address.paragraph = paragraph
    if (item !== undefined) {
      address.item = item
      if (subitems.length > 0) address.subitems = subitems
    }
    return address
  })

test("番地は、どの数字で書いて読み直しても、正規の形にして読み直しても変わらない", () => {
  fc.assert(
    fc.property(anyAddress, fc.constantFrom("half" as const, "wide" as const, "kanji" as const), (address, digits) => {
      expect(parseAddress(printAddress(address, digits))).toEqual(address)
      expect(readAddress(addressText(address))).toEqual(address)
    }),
  )
})

test("番地の順は印刷の順：枝番号、項、号、アイウとイロハ、附則、別表、様式", () => {
  const inOrder = ["toc", "p", "1", "1/2", "2", "2-2", "2-10", "3", "3/1/1", "3/1/2", "3/1/2-2", "3/1/2-2/ア", "3/1/2-2/イ", "3/1/2-2/ウ", "10", "s1", "s1//2", "s1/3", "s2", "t", "t1", "t2", "f1", "f2-2"]
  const shuffled = [...inOrder].reverse().map((text) => readAddress(text)!)
  expect(shuffled.sort(compareAddresses).map(addressText)).toEqual(inOrder)
  expect(["5/1/1/ハ", "5/1/1/ロ", "5/1/1/イ"].map((text) => readAddress(text)!).sort(compareAddresses).map(addressText)).toEqual(["5/1/1/イ", "5/1/1/ロ", "5/1/1/ハ"])
})

const text = "甲は、次に掲げる。\n- (1)　一番\n- ア　一番のア\n- イ　一番のイ\n- (1の2)　枝\n- (2)　二番\n| 表 | 中 |\n後段である。\n２　乙とする。\n３　丙は、次のとおり。\n- 一　い\n- 二の二　ろ"

test.each([
  ["5", text],
  ["5/1", text.slice(0, text.indexOf("\n２"))],
  ["5/1/1", "- (1)　一番\n- ア　一番のア\n- イ　一番のイ"],
  ["5/1/1/イ", "- イ　一番のイ"],
  ["5/1/1-2", "- (1の2)　枝"],
  ["5//2", "- (2)　二番\n| 表 | 中 |"],
  ["5/2", "２　乙とする。"],
  ["5/3/2-2", "- 二の二　ろ"],
  ["5/4", undefined],
  ["5/2/1", undefined],
  ["5/1/1/ウ", undefined],
])("%s の場所", (address, expected) => {
  const span = locate({ text }, address)
  expect(span && text.slice(span.start, span.end)).toBe(expected)
})

test("附則の項の場所は、番号が１から印刷されていても、見出しを挟んでも見つかる", () => {
  const supplementary = "（施行期日）\n１　公布の日から施行する。\n（経過措置）\n２　従前の例による。"
  const span = locate({ text: supplementary }, "s1//2")!
  expect(supplementary.slice(span.start, span.end)).toBe("２　従前の例による。")
  const first = locate({ text: supplementary }, "s1//1")!
  expect(supplementary.slice(first.start, first.end)).toBe("１　公布の日から施行する。")
})
