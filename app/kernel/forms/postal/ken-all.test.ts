import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { readKenAll, townsOf } from "./ken-all.ts"

/** A record as the list has it; what is not used here stands as in the first records of 北海道. */
const line = (code: string, town: string, municipality = "札幌市中央区", prefecture = "北海道") =>
  `01101,"060  ","${code}","ﾎｯｶｲﾄﾞｳ","ｻｯﾎﾟﾛｼﾁｭｳｵｳｸ","ｶﾅ","${prefecture}","${municipality}","${town}",1,0,1,0,0,0`
const read = (...lines: string[]) => readKenAll(lines.join("\r\n"))

// The shapes of 町域 as the published list is known to have them.
describe("町域の言葉", () => {
  test.each<[string, string, { area: string; note: string }[]]>([
    ["町名だけ", "旭ケ丘", [{ area: "旭ケ丘", note: "" }]],
    ["掲載がない場合は、町名なし", "以下に掲載がない場合", [{ area: "", note: "" }]],
    ["次に番地がくる場合も、町名なし", "猪苗代町の次に番地がくる場合", [{ area: "", note: "" }]],
    ["村の次に１～３７６番地がくる場合も", "西原村の次に１～３７６番地がくる場合", [{ area: "", note: "" }]],
    ["一円は、町村のすべて", "利島村一円", [{ area: "", note: "" }]],
    ["一円という町は町", "一円", [{ area: "一円", note: "" }]],
    ["丁目の範囲は、町名から除く", "大通西（１～１９丁目）", [{ area: "大通西", note: "１～１９丁目" }]],
    ["その他は何も言わない", "湯の里（その他）", [{ area: "湯の里", note: "" }]],
    ["かっこの中の読点では分けない", "協和（８８－２、２７１－１０）", [{ area: "協和", note: "８８－２、２７１－１０" }]],
    ["かぎかっこの入れ子", "葛巻（第４０地割「５７番地１２５、１７６を除く」～第４５地割）", [{ area: "葛巻", note: "第４０地割「５７番地１２５、１７６を除く」～第４５地割" }]],
    ["かっこの外の地割", "種市第１５地割～第２１地割（鹿糠、小路合）", [{ area: "種市", note: "第１５地割～第２１地割、鹿糠、小路合" }]],
    ["地割だけの並び", "穴明２２地割、穴明２３地割", [{ area: "穴明", note: "２２地割" }, { area: "穴明", note: "２３地割" }]],
    ["ビルの階", "名駅ＪＲセントラルタワーズ（１階）", [{ area: "名駅ＪＲセントラルタワーズ", note: "１階" }]],
    ["数字で始まる条の名は、そのまま", "南一条西", [{ area: "南一条西", note: "" }]],
    ["町が並ぶ", "甲町、乙町", [{ area: "甲町", note: "" }, { area: "乙町", note: "" }]],
  ])("%s：%s", (_, words, expected) => {
    expect(townsOf(words)).toEqual(expected)
  })

  test("どんな言葉でも、町名にかっこは残らない", () => {
    fc.assert(fc.property(fc.string(), (words) => townsOf(`${words}（${words.replace(/[（）「」]/g, "")}）`.replace(/^[）」]+/, "")).every(({ area }) => !area.includes("（"))))
  })
})

describe("一覧を読む", () => {
  test("1つの番号の町を、書かれた順に集める", () => {
    const { areas, faults } = read(line("0600000", "以下に掲載がない場合"), line("0640941", "旭ケ丘"), line("0640941", "界川"))
    expect(faults).toEqual([])
    expect(areas.map(({ postalCode, area }) => [postalCode, area])).toEqual([["0600000", ""], ["0640941", "旭ケ丘"], ["0640941", "界川"]])
    expect(areas[1]).toMatchObject({ prefecture: "北海道", municipality: "札幌市中央区" })
  })

  test("長い町域は、かっこが閉じるまで次の行に続く", () => {
    const { areas, faults } = read(
      line("0660005", "協和（８８－２、２７１－１０、３４３－２、４０４－１、４２７－", "千歳市"),
      line("0660005", "３、４３１－１２、４４３－６、６０８－２、６４１－８、６４２－", "千歳市"),
      line("0660005", "５、８１４、８４２－５、１１３７－３、１３９２、１７５２番地）", "千歳市"),
      line("0660006", "都", "千歳市"),
    )
    expect(faults).toEqual([])
    expect(areas.map(({ area }) => area)).toEqual(["協和", "都"])
    expect(areas[0]!.note).toMatch(/^８８－２.*４２７－３、.*１７５２番地$/)
  })

  test("同じ町に範囲がいくつもあれば、1つの町にまとめる", () => {
    const { areas } = read(line("0282504", "穴明２２地割、穴明２３地割"), line("0282504", "穴明（上）"))
    expect(areas).toEqual([expect.objectContaining({ area: "穴明", note: "２２地割、２３地割、上" })])
  })

  test("閉じないかっこ、桁の違う番号、ほかの一覧の行は、何行目かを言う", () => {
    const broken = read(line("0640941", "旭ケ丘（１"), line("0640942", "伏見"), line("12345", "町"), "a,b,c", line("0640943", "末尾（"))
    expect(broken.faults.map(({ line: at, message }) => `${at} ${message}`)).toEqual([
      "1 「旭ケ丘（１」のかっこが閉じないまま、別の郵便番号の行になりました。",
      "3 「住所の郵便番号」の行ではありません。",
      "4 「住所の郵便番号」の行ではありません。",
      "5 「末尾（」のかっこが閉じていません。",
    ])
    expect(broken.areas.map(({ area }) => area)).toEqual(["伏見"])
    expect(readKenAll('"閉じない').faults).toHaveLength(1)
  })

  test("どんな文字を渡しても例外にならない", () => {
    fc.assert(fc.property(fc.string(), (text) => Array.isArray(readKenAll(text).areas)))
  })
})
