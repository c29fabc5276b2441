import { describe, expect, test } from "vitest"
import { mapRows, technologyTypes } from "./map-rows.ts"
import { wordsOfNeeds, wordsOfSubject, workOfCategory, workOfKind } from "./map-words.ts"
import { groundTypes, productsFor, rowsFor, suggestTechnologies } from "./technology-map.ts"

describe("テクノロジーマップ", () => {
  test("33の業務と42の技術類型があり、13はどの業務にも挙がる", () => {
    expect([mapRows.length, technologyTypes.length, groundTypes.length]).toEqual([33, 42, 13])
    expect(groundTypes).toContain("台帳・データベース作成（属性情報）")
  })

  test("どの業務にも挙がる技術類型は、決して勧めない", () => {
    for (const category of Object.keys(workOfCategory)) {
      const suggested = suggestTechnologies({ categories: [{ category, kind: "" }], text: "施設の設備を点検し、業務の帳簿を検査する。" }, 42)
      expect(suggested.filter(({ type }) => groundTypes.includes(type))).toEqual([])
      expect(suggested.length).toBeGreaterThan(3)
    }
  })

  test("道路の巡視なら損傷を見る技術、講習なら通信で教える技術が上に来る", () => {
    const road = suggestTechnologies({ categories: [{ category: "目視", kind: "1-①" }], text: "道路の損傷の有無を巡視し、点検しなければならない。" })
    expect(road.map(({ type }) => type).some((type) => /センサ/.test(type))).toBe(true)
    expect(road[0]!.why).toContain("道路")
    expect(road[0]!.why).toContain("33の業務のうち")
    const lecture = suggestTechnologies({ categories: [{ category: "対面講習", kind: "5-①" }], text: "講習を会場で受けなければならない。" })
    expect(lecture.map(({ type }) => type)).toContain("画像生成・動画生成")
  })

  test("条文の言葉が業務をしぼる", () => {
    expect(rowsFor({ categories: [{ category: "目視", kind: "1-①" }], text: "浄化槽の水質" })[0]!.row.needs).toBe("水質・大気質")
    expect(rowsFor({ categories: [{ category: "実地監査", kind: "2-①" }], text: "帳簿を検査し業務の状況を調べる" })[0]!.row.subject).toBe("組織")
  })

  test("対応表の業務・対象・データは、すべてマップにある名前である", () => {
    const names = (of: (row: (typeof mapRows)[number]) => string) => new Set(mapRows.map(of))
    expect([...Object.values(workOfKind), ...Object.values(workOfCategory)].flat().filter((name) => !names(({ work }) => work).has(name))).toEqual([])
    expect(Object.keys(wordsOfSubject).filter((name) => !names(({ subject }) => subject).has(name))).toEqual([])
    expect(Object.keys(wordsOfNeeds).filter((name) => !names(({ needs }) => needs).has(name))).toEqual([])
  })

  test("カタログの製品数を区分ごとに出す", () => {
    expect(productsFor("往訪閲覧・縦覧").products).toBe(6)
    expect(productsFor("対面講習").products).toBe(18)
    expect(productsFor("記録媒体").products).toBe(0)
  })
})
