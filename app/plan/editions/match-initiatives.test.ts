import { expect, test } from "vitest"
import { initiativeTools } from "../../initiatives.ts"
import { type Known, matchInitiatives, titleLikeness, withTools } from "./match-initiatives.ts"

test.each([
  ["電子契約の導入・推進", "電子契約の推進", 0.6, 1],
  ["ＰＰＰ・ＰＦＩ制度の活用推進", "PPP・PFI制度の活用推進", 1, 1],
  ["ペーパーレスの推進", "テレワーク環境の充実", 0, 0.3],
  ["", "", 0, 0],
])("「%s」と「%s」の近さ", (a, b, least, most) => {
  expect(titleLikeness(a, b)).toBeGreaterThanOrEqual(least)
  expect(titleLikeness(a, b)).toBeLessThanOrEqual(most)
})

const wanted = (numeral: string, number: number, title: string, aliases: string[] = []) => ({ numeral, number, title, aliases })

test("最初の取り込みでは、16の道具の鍵が取組に付く", () => {
  const known = withTools([], initiativeTools)
  const matches = matchInitiatives(initiativeTools.map((tool) => wanted(tool.numeral, tool.number, tool.title)), known)
  expect(matches.map((match) => match.known.key).sort()).toEqual(initiativeTools.map((tool) => tool.key).sort())
})

test("番号が変わっても名称で、名称が変わっても場所と近さで、同じ取組とわかる。まったく違えば新しい取組", () => {
  const before: Known[] = [
    { id: "telework", key: null, titles: ["テレワーク環境の充実"], places: ["Ⅱ2"] },
    { id: "offices", key: null, titles: ["オフィス改革の推進"], places: ["Ⅱ4"] },
    { id: "gigs", key: null, titles: ["庁内複業の推進"], places: ["Ⅳ3"] },
  ]
  const after = [wanted("Ⅱ", 1, "テレワーク環境の充実"), wanted("Ⅱ", 4, "オフィスの改革"), wanted("Ⅳ", 3, "公文書の管理")]
  expect(matchInitiatives(after, before).map((match) => [match.wanted.title, match.known.id])).toEqual([
    ["テレワーク環境の充実", "telework"],
    ["オフィスの改革", "offices"],
  ])
})

test("別の書き方でも見つかり、一つの取組は二度は使われない", () => {
  const before: Known[] = [{ id: "contracts", key: null, titles: ["電子契約の導入・推進", "電子契約の推進"], places: ["Ⅰ3"] }]
  const after = [wanted("Ⅰ", 3, "契約の電子化", ["電子契約の推進"]), wanted("Ⅰ", 4, "電子契約の導入")]
  expect(matchInitiatives(after, before).map((match) => match.wanted.title)).toEqual(["契約の電子化"])
})
