import fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { Provision } from "../structure/provision.ts"
import { printedAddresses } from "./printed-addresses.ts"
import { amendingOrdinance, supplementaryOf } from "./amending-ordinance.ts"
import { withOwnSupplementary } from "./own-supplementary.ts"
import type { Bill } from "./bill.ts"
import { digitsLike, nextNumber, partOf } from "./printed-numbers.ts"
import { provisionChanges } from "./provision-changes.ts"
import { dayOfEffect } from "./rules/day-of-effect.ts"
import { promulgateBy, promulgationIsNotPossible, type Promulgation } from "./rules/promulgation-is-not-possible.ts"
import { textBlocks } from "./text-blocks.ts"
import { textOfTyped, typedOf } from "./typed-text.ts"

const provision = (address: string, no: string, text = "本文。", caption = ""): Provision => ({ part: "main", address, no, caption, headings: [], text })

describe("施行の日", () => {
  test.each([
    ["on-promulgation", "2026-12-25", null, "2026-12-25"],
    // 地方自治法16条3項: 12月25日から起算して10日目は1月3日、経過した日は1月4日。
    ["after-ten-days", "2026-12-25", null, "2027-01-04"],
    ["on-date", "2026-12-25", "2027-04-01", "2027-04-01"],
  ] as const)("%s", (effect, promulgated, on, day) => {
    expect(dayOfEffect(effect, promulgated, on)).toBe(day)
  })
})

describe("公布の記録", () => {
  const good: Promulgation = { kind: "条例", resolvedOn: "2026-12-20", promulgatedOn: "2026-12-25", effect: "on-promulgation", effectiveOn: null, today: "2026-12-26" }
  test.each([
    ["条例で、議決のあとに公布した", {}, undefined],
    ["公布がこれから", { promulgatedOn: "2026-12-27" }, "promulgatedOn"],
    ["条例で、議決の日がない", { resolvedOn: undefined }, "resolvedOn"],
    ["規則には議決が要らない", { kind: "規則", resolvedOn: undefined }, undefined],
    ["議決が公布より後", { resolvedOn: "2026-12-26" }, "resolvedOn"],
    ["施行が公布より前", { effect: "on-date", effectiveOn: "2026-12-24" }, "promulgatedOn"],
    ["施行が公布の日", { effect: "on-date", effectiveOn: "2026-12-25" }, undefined],
  ] as [string, Partial<Promulgation>, string | undefined][])("%s", (_, change, field) => {
    expect(promulgationIsNotPossible({ ...good, ...change })?.field).toBe(field)
  })
  test("公布の期限は、送付の3日と公布の20日", () => {
    expect(promulgateBy("2026-12-01")).toBe("2026-12-24")
  })
})

describe("条文の入力", () => {
  test.each([
    ["項と号", "次のことを行う。\n- (1)　点検\n- (2)　記録\n２　前項の記録は、五年間保存する。", "次のことを行う。\n(1)　点検\n(2)　記録\n２　前項の記録は、五年間保存する。"],
    ["漢数字の号とその下", "次のとおりとする。\n- 一　検査\n- イ　外観", "次のとおりとする。\n一　検査\nイ　外観"],
    ["表", "次の表による。\n| 区分 | 額 |\n| 一般 | 百円 |", "次の表による。\n| 区分 | 額 |\n| 一般 | 百円 |"],
  ])("%s", (_, text, typed) => {
    expect(typedOf(text)).toBe(typed)
    expect(textOfTyped(typed)).toBe(text)
  })
  test("空の行と行末の空白は、条文に入らない", () => {
    expect(textOfTyped("点検する。　\r\n\r\n２　記録する。\r\n")).toBe("点検する。\n２　記録する。")
  })
  test("どの条文も、画面に出して保存すると元のまま", () => {
    const line = fc.stringMatching(/^(?:- )?(?:[一二三]|\(1\)|イ|２|第一)?　?[あ-ん漢字点検、]{1,12}。?$/)
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
        const text = lines.join("\n")
        // A running line that begins like a 号 is not in the house form: it would have 「- 」 before it.
        fc.pre(textOfTyped(text) === text)
        expect(textOfTyped(typedOf(text))).toBe(text)
      }),
    )
  })
})

describe("条の番号", () => {
  test("加えた条の位置は、書かれた番号から決まる", () => {
    const { provisions, problems } = printedAddresses([provision("1", "第１条"), provision("1+1", "第１条の２"), provision("2", "第３条"), provision("2+1", "第二十条")])
    expect(provisions.map(({ address }) => address)).toEqual(["1", "1-2", "3", "20"])
    expect(problems).toEqual([])
  })
  test("同じ番号と、読めない番号を言う", () => {
    expect(printedAddresses([provision("1", "第１条"), provision("2", "第1条")]).problems).toEqual(["「第1条」が二つあります。どちらかの番号を直してください。"])
    expect(printedAddresses([provision("1", "第１条"), provision("1+1", "その次")]).problems[0]).toContain("条の番号として読めません")
  })
})

test("変わった条・加えた条・削った条を、立っていた順に並べる", () => {
  const base = [provision("1", "第１条"), provision("2", "第２条"), provision("3", "第３条")]
  const bill = [provision("1", "第１条"), provision("3", "第３条", "直した。"), provision("3+1", "第３条の２")]
  expect(provisionChanges(base, bill).map(({ provision: { address }, change }) => `${address} ${change}`)).toEqual(["1 same", "2 removed", "3 changed", "3+1 added"])
})

describe("改正の附則", () => {
  const terms = { kind: "条例", effect: "on-date", effectiveOn: "2027-04-01", transitional: "" } as const
  test("施行期日だけなら番号を付けず、経過措置があれば1項から番号を付ける", () => {
    expect(supplementaryOf(terms)).toEqual(["この条例は、令和9年4月1日から施行する。"])
    expect(supplementaryOf({ ...terms, transitional: "なお従前の例による。" })).toEqual(["１　この条例は、令和9年4月1日から施行する。", "２　なお従前の例による。"])
  })
  test("公布された附則は、もとの附則の次、別表の前に、公布の日と番号を付けて入る", () => {
    const text: Provision[] = [
      provision("1", "第1条"),
      { ...provision("s1", "附則"), part: "supplementary" },
      { ...provision("s2/3", "第3条"), part: "supplementary" },
      { ...provision("t1", "別表第1"), part: "table" },
    ]
    const after = withOwnSupplementary(text, { promulgatedOn: "2026-12-01", number: "令和8年萩野県条例第60号", lines: ["この条例は、公布の日から施行する。"] })
    expect(after.map(({ address }) => address)).toEqual(["1", "s1", "s2/3", "s3", "t1"])
    expect(after[3]).toMatchObject({ part: "supplementary", no: "附則", headings: ["附則（令和8年12月1日萩野県条例第60号）"], text: "この条例は、公布の日から施行する。" })
  })
})

describe("条の番号の書き方", () => {
  test.each([
    ["第３条の２", "第3条", "第3条の2"],
    ["第3条の2", "第３条", "第３条の２"],
    ["第三条の二", "第三条", "第三条の二"],
  ])("%sは、%sのある例規では%s", (no, like, written) => {
    expect(digitsLike(no, like)).toBe(written)
  })
  test.each([
    ["第3条", "main", "第3条の2"],
    ["第３条の２", "main", "第３条の３"],
    ["第十二条", "main", "第十二条の二"],
    ["別表第1", "table", "別表第2"],
    ["附則", "supplementary", "第３条の２"],
  ] as const)("%sの次の例", (no, part, next) => {
    expect(nextNumber({ no, part })).toBe(next)
  })
  test("別表と様式は、どこに加えても別表と様式になる", () => {
    expect(partOf("別表第２", "supplementary")).toBe("table")
    expect(partOf("様式第１号", "main")).toBe("form")
    expect(partOf("第１条", "preamble")).toBe("main")
    expect(partOf("第２条", "supplementary")).toBe("supplementary")
  })
})

test("改め文の別表の行は、一つの表にまとまる", () => {
  expect(textBlocks("　別表第１の次に次のように加える。\n　別表第２\n　| 区分 | 回数 |\n　| --- | --- |\n　| 県道 | 毎日 |\n　第２条を削る。")).toEqual([
    { line: "　別表第１の次に次のように加える。" },
    { line: "　別表第２" },
    { rows: [["区分", "回数"], ["県道", "毎日"]] },
    { line: "　第２条を削る。" },
  ])
})

test("同じ番号の項が二つになったら知らせる", () => {
  const base = [provision("1", "第1条", "甲とする。\n2　乙とする。"), provision("2", "第2条", "丙とする。\n2　丁とする。\n2　戊とする。")]
  const bill = { ordinanceTitle: "甲条例", ordinanceNumber: "", kind: "条例", effect: "on-promulgation", effectiveOn: null, transitional: "", amendingText: null, provisions: [{ ...base[0]!, text: `${base[0]!.text}\n２　己とする。` }, base[1]!] } as unknown as Bill
  expect(amendingOrdinance(bill, base).remarks.filter((remark) => remark.includes("二つ"))).toEqual(["第1条に、番号が「2」の項が二つあります。番号を確かめてください。"])
})
