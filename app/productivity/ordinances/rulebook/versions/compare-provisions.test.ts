import fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { Provision } from "../../structure/provision.ts"
import { compareProvisions, wordsOfProvision } from "./compare-provisions.ts"

const article = (address: string, text: string, caption = ""): Provision => ({ part: "main", address, no: `第${address}条`, caption, headings: [], text })
const kinds = (before: Provision[], after: Provision[]) => compareProvisions(before, after).map(({ kind, before: old, after: next }) => `${kind} ${old?.address ?? "-"} ${next?.address ?? "-"}`)

describe("新旧の対応", () => {
  const one = article("1", "この条例は、道路の管理について必要な事項を定めるものとする。")
  const two = article("2", "道路は、5年に1回の頻度で、近接目視により点検する。")
  const three = article("3", "この条例の施行に関し必要な事項は、規則で定める。")
  test("一条を改める", () => {
    const changed = article("2", "道路は、5年に1回の頻度で、画像その他の方法により点検する。")
    expect(kinds([one, two, three], [one, changed, three])).toEqual(["same 1 1", "changed 2 2", "same 3 3"])
    const row = compareProvisions([two], [changed])[0]!
    expect(row.segments.filter(({ kind }) => kind === "removed").map(({ text }) => text)).toEqual(["近接目視"])
  })
  test("一条を加えて繰り下げる：番号が変わっても同じ条", () => {
    expect(kinds([one, two, three], [one, article("2", "巡視する者は、毎日1回以上道路を巡視するものとする。"), { ...two, address: "3", no: "第3条" }, { ...three, address: "4", no: "第4条" }])).toEqual([
      "same 1 1",
      "added - 2",
      "changed 2 3",
      "changed 3 4",
    ])
  })
  test("一条を削る：もとの場所に示す", () => {
    expect(kinds([one, two, three], [one, three])).toEqual(["same 1 1", "removed 2 -", "same 3 3"])
    expect(kinds([one, two], [one])).toEqual(["same 1 1", "removed 2 -"])
  })
})

test("どの版の組でも、残る字と消えた字で前の版、残る字と増えた字で後の版になる", () => {
  const text = fc.array(fc.constantFrom("点検", "目視により", "書面", "。", "\n２　", "5年", "\n- (1)　甲"), { minLength: 1, maxLength: 8 }).map((list) => list.join(""))
  const version = fc.array(text, { maxLength: 6 }).map((list) => list.map((words, at) => article(`${at + 1}`, words)))
  fc.assert(
    fc.property(version, version, (before, after) => {
      const rows = compareProvisions(before, after)
      expect(rows.flatMap((row) => (row.after ? [row.after] : []))).toEqual(after)
      expect(new Set(rows.flatMap((row) => (row.before ? [row.before] : [])))).toEqual(new Set(before))
      for (const row of rows) {
        const side = (drop: string) => row.segments.filter(({ kind }) => kind !== drop).map((segment) => segment.text).join("")
        if (row.before) expect(side("added")).toBe(wordsOfProvision(row.before))
        if (row.after) expect(side("removed")).toBe(wordsOfProvision(row.after))
      }
    }),
    { numRuns: 300 },
  )
})

test("とても長い別表がすべて変わっても、待たせない", () => {
  const table = (word: string) => article("1", Array.from({ length: 40_000 }, (_, at) => `| ${word}${at} | ${at} |`).join("\n"))
  const started = performance.now()
  expect(compareProvisions([table("甲")], [table("乙")])[0]!.kind).toBe("changed")
  expect(performance.now() - started).toBeLessThan(10_000)
})
