import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { categories, type Category, compileRules, type Labelled, loadStandardRules, measureQuality, standardRules } from "./index.ts"
import { scoreOf } from "./quality.ts"

const set = readFileSync(new URL("quality/development-set.jsonl", import.meta.url), "utf8").trim().split("\n").map((line) => JSON.parse(line) as Labelled & { readers: Record<string, Category[]> })

test("区分ごとに、当たり・余計・見落としを数え、食い違った条を挙げる", () => {
  const rules = compileRules({ ...standardRules, mentions: [], exclusions: [], rules: [{ id: "x.check", title: "点検", category: "目視", find: ["点検"] }, { id: "x.media", title: "媒体", category: "記録媒体", find: ["媒体"] }] })
  const { articles, positive, categories: scores, overall, disagreements } = measureQuality(
    [
      { id: "a", text: "毎日点検する。", labels: ["目視", "定期検査・点検"] },
      { id: "b", text: "点検の結果を記録する。", labels: [] },
      { id: "c", text: "磁気ディスクで提出する。", labels: ["記録媒体"] },
      { id: "d", text: "この条例は、公布の日から施行する。", labels: [] },
    ],
    rules,
  )
  expect([articles, positive]).toEqual([4, 2])
  expect(scores["目視"]).toEqual({ tp: 1, fp: 0, fn: 0, precision: 1, recall: 1, f1: 1 })
  expect(scores["定期検査・点検"]).toEqual({ tp: 0, fp: 0, fn: 1, precision: undefined, recall: 0, f1: 0 })
  expect(scores["常駐・専任"]).toEqual({ tp: 0, fp: 0, fn: 0, precision: undefined, recall: undefined, f1: undefined })
  expect(overall).toMatchObject({ tp: 2, fp: 0, fn: 1 })
  expect(disagreements.map(({ id, category, kind }) => [id, category, kind])).toEqual([["a", "定期検査・点検", "見落とし"]])
})

test("割合は、割る数がないときは数にしない", () => {
  expect(scoreOf(3, 1, 2)).toEqual({ tp: 3, fp: 1, fn: 2, precision: 0.75, recall: 0.6, f1: 6 / 9 })
})

test("標準の規則は、読んで付けた見本に対し、全体で適合率・再現率とも0.85以上、どの区分も0.7以上", () => {
  const quality = measureQuality(set, loadStandardRules())
  expect(quality.articles).toBeGreaterThanOrEqual(300)
  expect(quality.overall.precision).toBeGreaterThanOrEqual(0.85)
  expect(quality.overall.recall).toBeGreaterThanOrEqual(0.85)
  for (const category of categories) {
    expect([category, quality.categories[category].precision! >= 0.7, quality.categories[category].recall! >= 0.7]).toEqual([category, true, true])
  }
})

test("見本は、条ごとに一つで、知っている区分だけを持つ", () => {
  expect(new Set(set.map(({ id }) => id)).size).toBe(set.length)
  for (const { labels, readers } of set) for (const label of [labels, ...Object.values(readers)].flat()) expect(categories).toContain(label)
})
