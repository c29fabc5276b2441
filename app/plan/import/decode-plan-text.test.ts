import iconv from "iconv-lite"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { Refusal } from "../../kernel/http/refusal.ts"
import { decodePlanText } from "./decode-plan-text.ts"

const japanese = "Ⅰ 業務を軽くする\n①申請の電子化\n窓口に来なくても手続が済むように、申請を電子化する。\n"
const bytes = (...parts: (string | Uint8Array | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from(part))))
const sjis = (text: string) => iconv.encode(text, "cp932")
const eucjp = (text: string) => iconv.encode(text, "euc-jp")

describe("文字コード", () => {
  test.each([
    ["UTF-8", bytes(japanese), "utf-8", japanese],
    ["UTF-8（BOM つき）", bytes([0xef, 0xbb, 0xbf], japanese), "utf-8", japanese],
    ["UTF-16LE（BOM つき）", bytes([0xff, 0xfe], Buffer.from(japanese, "utf16le")), "utf-16le", japanese],
    ["UTF-16BE（BOM つき）", bytes([0xfe, 0xff], Buffer.from(japanese, "utf16le").swap16()), "utf-16be", japanese],
    ["UTF-16LE（BOM なし）", Buffer.from(japanese, "utf16le"), "utf-16le", japanese],
    ["Shift_JIS の機種依存文字（Ⅰ①）", sjis(japanese), "shift_jis", japanese],
    ["Shift_JIS の一行だけ", sjis("表の予定"), "shift_jis", "表の予定"],
    ["Shift_JIS で行末が CRLF", sjis(japanese.replaceAll("\n", "\r\n")), "shift_jis", japanese.replaceAll("\n", "\r\n")],
    ["EUC-JP", eucjp("申請の電子化を進める。\nひらがなとカタカナ"), "euc-jp", "申請の電子化を進める。\nひらがなとカタカナ"],
    ["ISO-2022-JP", bytes([0x1b, 0x24, 0x42, 0x24, 0x22, 0x1b, 0x28, 0x42]), "iso-2022-jp", "あ"],
    ["ASCII だけ", bytes("plan"), "utf-8", "plan"],
    ["人名の字（髙﨑𠮷）", bytes("髙﨑𠮷葛󠄀"), "utf-8", "髙﨑𠮷葛󠄀"],
  ])("%s", (_, given, encoding, text) => {
    expect(decodePlanText(given)).toEqual({ text, encoding, warnings: expect.any(Array) })
  })

  test("UTF-8 に Shift_JIS の行が混ざっていれば行ごとに読み、どの行かを言う", () => {
    const decoded = decodePlanText(bytes("一行目です。\n二行目です。\n", sjis("三行目は別の文字コードです。\n"), "四行目です。\n"))
    expect(decoded.text).toBe("一行目です。\n二行目です。\n三行目は別の文字コードです。\n四行目です。\n")
    expect(decoded.encoding).toBe("mixed")
    expect(decoded.warnings).toEqual(["文字コードが混ざっています。全体は UTF-8、3行目は Shift_JIS（CP932） として読みました。"])
  })

  test("Shift_JIS に UTF-8 と EUC-JP の行が混ざっている", () => {
    const lines = ["申請の電子化を進める。", "窓口の混雑を減らす。", "研修を充実させる。", "会議を短くする。", "紙の資料を減らす。"]
    const mixed = bytes(sjis(`${lines[0]}\n${lines[1]}\n`), `${lines[2]}\n`, sjis(`${lines[3]}\n`), eucjp(lines[4]!))
    const decoded = decodePlanText(mixed)
    expect(decoded.text.split("\n")).toEqual(lines)
    expect(decoded.warnings.join("")).toContain("3行目は UTF-8")
    expect(decoded.warnings.join("")).toContain("5行目は EUC-JP")
  })

  test("途中で切れた文字は � として残し、行を言う", () => {
    const decoded = decodePlanText(bytes("一行目\n二行", [0xe7, 0x9b], "\n三行目"))
    expect(decoded.text).toContain("一行目\n二行\ufffd")
    expect(decoded.warnings.join("")).toContain("2行目")
  })
})

describe("テキストでないものは、理由を一文で断る", () => {
  test.each([
    ["空のファイル", bytes(""), "ファイルが空です。"],
    ["空白だけ", bytes(" \n\n"), "ファイルに文字がありません。"],
    ["PDF", bytes("%PDF-1.7\n"), "PDF ファイルです。"],
    ["Word", bytes([0x50, 0x4b, 3, 4], "word/document.xml"), "Word（docx）ファイルです。"],
    ["Excel", bytes([0x50, 0x4b, 3, 4], "xl/workbook.xml"), "Excel（xlsx）ファイルです。"],
    ["zip", bytes([0x50, 0x4b, 3, 4], "a.txt"), "圧縮（zip）ファイルです。"],
    ["画像", bytes([0x89, 0x50, 0x4e, 0x47]), "画像（PNG）ファイルです。"],
    ["NUL を含むバイナリ", bytes("abc", [0, 1, 2, 0, 0, 255, 254], "def"), "文字ではないデータ（バイナリ）が含まれています。"],
    ["5 MB を超える", Buffer.alloc(5 * 1024 * 1024 + 1, 0x61), "ファイルが大きすぎます（5.0 MB）。"],
  ])("%s", (_, given, sentence) => {
    expect(() => decodePlanText(given)).toThrow(expect.objectContaining({ kind: "invalid", field: "file" }))
    expect(() => decodePlanText(given)).toThrow(sentence)
  })
})

test("どんなバイト列でも、読めるか断るかのどちらか", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (given) => {
      try {
        expect(typeof decodePlanText(given).text).toBe("string")
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal)
      }
    }),
    { numRuns: 1000 },
  )
})

test.each([
  ["2 MB の一行", sjis("長い一行が続く、".repeat(130_000))],
  ["5 MB の短い行", bytes(sjis("あ\n".repeat(1_700_000)).subarray(0, 5_000_000))],
  ["混ざった 4 万行", bytes(...Array.from({ length: 40_000 }, (_, at) => (at % 2 ? sjis("混ざる行\n") : Buffer.from("混ざる行\n"))))],
])("%sも数秒で読む", (_, given) => {
  const from = process.cpuUsage()
  decodePlanText(given)
  expect(process.cpuUsage(from).user / 1000).toBeLessThan(4_000)
})
