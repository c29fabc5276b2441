import { expect, test } from "vitest"
import { bankOf, branchOf, findAccountBranches, findBanks, findBranches } from "./find-banks.ts"

test("銀行は、番号・名前・かなで見つかる。一つに決まらなければ候補が並ぶ", () => {
  for (const text of ["0125", "125", "七十七", "七十七銀行", "シチジュウシチ", "しちじゅうしち"]) {
    expect([text, findBanks(text).map(({ code }) => code)]).toEqual([text, ["0125"]])
  }
  const many = findBanks("みずほ")
  expect(many.length).toBeGreaterThan(0)
  expect(findBanks("信用金庫").length).toBe(30)
  expect(findBanks("朝日信用金庫").map(({ name }) => name)).toEqual(["朝日信金"])
  expect(findBanks("")).toEqual([])
  expect(findBanks("そんな銀行はない")).toEqual([])
  expect(findBanks("(".repeat(2000))).toEqual([])
})

test("支店は、銀行の中で見つかる", () => {
  const [first] = findBranches("0125", "本店")
  expect(first).toBeDefined()
  expect(branchOf("0125", first!.code)?.name).toContain("本店")
  expect(findBranches("0125", first!.code)).toEqual([first])
  expect(findBranches("9999", "本店")).toEqual([])
  expect(bankOf("9999")).toBeUndefined()
  expect(branchOf("0125", "999")).toBeUndefined()
})

test("様式の口座は、銀行と支店を合わせて探す", () => {
  const [branch] = findBranches("0125", "本店")
  expect(findAccountBranches("七十七銀行", branch!.code)).toEqual([{ bankCode: "0125", bankName: expect.stringContaining("七十七"), branchCode: branch!.code, branchName: branch!.name }])
  expect(findAccountBranches("信用金庫", "本店").length).toBeGreaterThan(1)
  expect(findAccountBranches("そんな銀行はない", "本店")).toEqual([])
})
