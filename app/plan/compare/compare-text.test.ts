import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { blame } from "./blame.ts"
import { compareText } from "./compare-text.ts"
import { sentencesOf } from "./sentences.ts"

const sides = (rows: ReturnType<typeof compareText>) => {
  const of = (kinds: readonly string[]) =>
    rows.flatMap((row) => row.segments.filter((one) => kinds.includes(one.kind)).map((one) => one.text)).join("")
  return { before: of(["same", "removed"]), after: of(["same", "added"]) }
}

/** 「残る［-消える-］［+加わる+］」 */
const shown = (before: string, after: string) =>
  compareText(before, after).map((row) =>
    row.segments.map(({ kind, text }) => (kind === "same" ? text : kind === "removed" ? `[-${text}-]` : `[+${text}+]`)).join(""),
  )

describe("文に分ける", () => {
  test.each([
    ["句点で", "一つ目。二つ目。", ["一つ目。", "二つ目。"]],
    ["閉じ括弧は句点についていく", "「やる。」と言う。", ["「やる。」", "と言う。"]],
    ["行の終わりで", "見出し\n本文。\n次", ["見出し\n", "本文。\n", "次"]],
    ["CRLF も行の終わり", "本文。\r\n次\r\n", ["本文。\r\n", "次\r\n"]],
    ["空行はそのまま", "一。\n\n二。", ["一。\n", "\n", "二。"]],
    ["空の文章", "", []],
  ])("%s", (_, text, sentences) => expect(sentencesOf(text)).toEqual(sentences))
})

describe("2つの文章の違い", () => {
  test.each([
    ["同じ文章", "窓口を減らす。", "窓口を減らす。", ["窓口を減らす。"]],
    ["語が変わる", "電子契約を検討する。", "電子契約を導入する。", ["電子契約を[-検討-][+導入+]する。"]],
    ["文が加わる", "紙を減らす。", "紙を減らす。会議も減らす。", ["紙を減らす。", "[+会議も減らす。+]"]],
    ["文が消える", "一つ目の文。二つ目の文。", "二つ目の文。", ["[-一つ目の文。-]", "二つ目の文。"]],
    ["似ていない文は別の行", "りんごを買う。", "庁舎改修計画", ["[-りんごを買う。-]", "[+庁舎改修計画+]"]],
    [
      "似た文どうしを並べる",
      "研修を年2回行う。アンケートを集める。",
      "前書きを足す。研修を年4回行う。アンケートを集める。",
      ["[+前書きを足す。+]", "研修を年[-2-][+4+]回行う。", "アンケートを集める。"],
    ],
    ["空から", "", "はじめの文。", ["[+はじめの文。+]"]],
    ["空へ", "終わりの文。", "", ["[-終わりの文。-]"]],
  ])("%s", (_, before, after, rows) => expect(shown(before, after)).toEqual(rows))

  const piece = fc.constantFrom("電子", "契約", "を", "の", "導入", "推進", "する", "。", "、", "\n", "A", "𠮷", "葛󠄀", "が", " ")
  const text = fc.oneof(fc.array(piece, { maxLength: 60 }).map((all) => all.join("")), fc.string({ maxLength: 200 }))

  test("残る文字と消える文字をつなげば前の文章、残る文字と加わる文字をつなげば後の文章", () => {
    const holds = fc.property(text, text, (before, after) => {
      expect(sides(compareText(before, after))).toEqual({ before, after })
    })
    fc.assert(holds, { numRuns: 500 })
  })

  const long = (unit: (at: number) => string, size: number) => {
    let text = ""
    for (let at = 0; text.length < size; at++) text += unit(at)
    return text
  }
  test.each([
    ["句点のない20万字どうし", long((at) => `語${at % 7}と`, 200_000), long((at) => `句${at % 11}を`, 200_000)],
    ["1字ずつの文が20万", long((at) => "あいう"[at % 3]! + "。", 200_000), long((at) => "いうえお"[at % 4]! + "。", 200_000)],
    ["すべて違う短い文", long((at) => `前${at}。`, 200_000), long((at) => `後${at * 3}。`, 200_000)],
    ["一行おきに変わる", long((at) => `行${at}は同じ。\n`, 200_000), long((at) => `行${at % 2 ? at : at * 9}は同じ。\n`, 200_000)],
    ["改行だけ", "\n".repeat(200_000), "\n".repeat(150_000) + "あ"],
  ])("%sでも数秒で終わる", (_, before, after) => {
    const from = process.cpuUsage()
    expect(sides(compareText(before, after))).toEqual({ before, after })
    expect(process.cpuUsage(from).user / 1000).toBeLessThan(5_000)
  })
})

describe("どの文をだれが最後に変えたか", () => {
  const v = (at: number, by: string, text: string) => ({ at, by, text })
  test.each([
    ["版が一つ", [v(1, "佐藤", "一。二。")], ["一。=佐藤", "二。=佐藤"]],
    ["一文だけ変えた", [v(1, "佐藤", "一。二。"), v(2, "鈴木", "一。二改。")], ["一。=佐藤", "二改。=鈴木"]],
    ["足した文", [v(1, "佐藤", "一。"), v(2, "鈴木", "零。一。")], ["零。=鈴木", "一。=佐藤"]],
    ["消して戻した文は戻した人", [v(1, "佐藤", "一。二。"), v(2, "鈴木", "一。"), v(3, "高橋", "一。二。")], ["一。=佐藤", "二。=高橋"]],
    ["改行の位置だけ変えても書いた人は変わらない", [v(1, "佐藤", "一。二。"), v(2, "鈴木", "一。\n二。")], ["一。=佐藤", "二。=佐藤"]],
    ["同じ文が二度あるとき", [v(1, "佐藤", "同。別。同。"), v(2, "鈴木", "同。別。新。同。")], ["同。=佐藤", "別。=佐藤", "新。=鈴木", "同。=佐藤"]],
    ["空にした", [v(1, "佐藤", "一。"), v(2, "鈴木", "")], []],
    ["版がない", [], []],
  ])("%s", (_, versions, expected) => {
    expect(blame(versions).map((one) => `${one.sentence}=${one.by}`)).toEqual(expected)
  })
})
