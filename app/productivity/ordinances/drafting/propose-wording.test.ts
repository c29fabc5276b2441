import { expect, test } from "vitest"
import type { Category } from "../scanner/categories.ts"
import { analogPatterns, proposeWording } from "./index.ts"

const cases: readonly (readonly [Category, string, string])[] = [
  ["記録媒体", "申請書を記録したフレキシブルディスク又は光ディスクを提出する。\n２　前項のフレキシブルディスクは、返さない。", "申請書を記録した電磁的記録媒体（電子的方式、磁気的方式その他人の知覚によっては認識することができない方式で作られる記録に係る記録媒体をいう。）を提出する。\n２　前項の電磁的記録媒体は、返さない。"],
  ["書面掲示", "許可証を見やすい場所に掲示しなければならない。", "許可証を見やすい場所に掲示するとともに、インターネットの利用により公衆の閲覧に供しなければならない。"],
  ["往訪閲覧・縦覧", "市長は、計画を２週間公衆の縦覧に供しなければならない。", "市長は、計画を２週間インターネットの利用その他の方法により公衆の縦覧に供しなければならない。"],
  ["目視", "管理者は、施設を目視により点検する。", "管理者は、施設を目視（情報通信機器を用いて行うものを含む。）により点検する。"],
  ["実地監査", "市長は、実地検査を行うことができる。", "市長は、実地検査（情報通信機器を用いて行うものを含む。）を行うことができる。"],
  ["定期検査・点検", "管理者は、毎年１回点検を行わなければならない。", "管理者は、毎年１回点検を行わなければならない。ただし、情報通信技術を利用する方法によりその状態を常時確認することができるときは、この限りでない。"],
  ["常駐・専任", "管理者は、施設に常駐しなければならない。", "管理者は、施設に常駐しなければならない。ただし、情報通信技術を利用する方法によりその職務を行うため必要な措置が講じられているときは、この限りでない。"],
  ["対面講習", "責任者は、市長の行う講習を受けなければならない。", "責任者は、市長の行う講習（情報通信機器を用いて行うものを含む。）を受けなければならない。"],
]
test.each(cases)("%s の案", (category, before, after) => {
  const proposed = proposeWording({ text: before }, category)
  expect(proposed?.text).toBe(after)
  expect(proposed?.note).toMatch(/^案（人が直して使うもの）：/)
})

test("既にデジタルによることができる規定、求めていない規定には案を出さない", () => {
  expect(proposeWording({ text: "計画をインターネットの利用により公衆の縦覧に供しなければならない。" }, "往訪閲覧・縦覧")).toBeUndefined()
  expect(proposeWording({ text: "印鑑登録原票を閲覧に供してはならない。" }, "往訪閲覧・縦覧")).toBeUndefined()
  expect(proposeWording({ text: "立入検査を拒み、又は妨げた者は、罰金に処する。" }, "実地監査")).toBeUndefined()
})

test("部署で案の言い方を差し替えられる", () => {
  const own = [{ ...analogPatterns.find(({ id }) => id === "posting-must")!, act: { kind: "change" as const, text: "ホームページに掲載しなければならない" }, note: "本県の例" }]
  expect(proposeWording({ text: "掲示しなければならない。" }, "書面掲示", own)).toEqual({ text: "ホームページに掲載しなければならない。", pattern: "posting-must", note: "案（人が直して使うもの）：本県の例" })
})
