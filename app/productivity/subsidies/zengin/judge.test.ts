import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { existsSync, readFileSync } from "node:fs"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { type Banks, loadBanks } from "./banks.ts"
import { byteOf } from "./characters.ts"
import { judgeBytes, judgeTransfers } from "./judge.ts"
import { readTransfers } from "./read.ts"
import { zenginSettingsOn } from "./settings.ts"

const today = "2026-11-24"
const settings = zenginSettingsOn(today)
const folder = new URL("fixtures/", import.meta.url)
const banks = loadBanks()

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => (character < " " || character === "~" ? character.charCodeAt(0) : (byteOf(character) ?? 0x83)))
}

const judge = (bytes: Uint8Array, options: { banks?: Banks } = { banks }) => judgeBytes(bytes, { settings, today, ...options })
const found = (text: string) => judge(bytesOf(text)).defects.map(({ severity, code, record, column }) => `${severity} ${code} ${record}:${column ?? "-"}`)

describe("見本のファイルの判定は、一覧と同じ", () => {
  const corpus = new URL("../../../../../shared/corpora/zengin/", import.meta.url)
  for (const [where, index] of [[folder, "expected.json"], [corpus, "index.json"]] as const) {
    if (!existsSync(new URL(index, where))) continue
    const cases = JSON.parse(readFileSync(new URL(index, where), "utf8")) as { file: string; expect: string; note: string; count?: number; total?: number }[]
    test.each(cases)(`$file は $expect（$note）`, ({ file, expect: expected, count, total }) => {
      const verdict = judge(readFileSync(new URL(file, where)))
      expect(verdict.accepted, JSON.stringify(verdict.defects)).toBe(expected === "accept")
      if (count !== undefined) expect(verdict).toMatchObject({ count, total })
    })
  }
})

const header = `12100000012345${"ﾐﾔｷﾞｹﾝｶｲｹｲｷﾖｸ".padEnd(40)}11250125${"ｼﾁｼﾞﾕｳｼﾁ".padEnd(15)}100${"ﾎﾝﾃﾝ".padEnd(15)}11234567${" ".repeat(17)}`
const payment = (amount: string, name = "ｶ)ｱｵﾊﾞｼﾖｳｼﾞ") =>
  `20125${"ｼﾁｼﾞﾕｳｼﾁ".padEnd(15)}100${"".padEnd(15)}000017654321${name.padEnd(30)}${amount.padStart(10, "0")}0${"0".repeat(20)}7${" ".repeat(8)}`
const trailer = (count: string, total: string) => `8${count.padStart(6, "0")}${total.padStart(12, "0")}${" ".repeat(101)}`
const end = `9${" ".repeat(119)}`
const good = [header, payment("1000"), payment("2500"), trailer("2", "3500"), end]
const crlf = (records: readonly string[]) => records.map((record) => `${record}\r\n`).join("")
const withAt = (record: number, column: number, text: string) => {
  const records = [...good]
  const old = records[record - 1]!
  records[record - 1] = old.slice(0, column - 1) + text + old.slice(column - 1 + text.length)
  return crlf(records)
}

test.each([
  ["CRLFのファイル", crlf(good), []],
  ["改行なしのファイル", good.join(""), []],
  ["改行なしで、ファイルの終わりだけCRLF", `${good.join("")}\r\n`, []],
  ["終わりの印（0x1A）", `${crlf(good)}\x1a`, []],
  ["改行なしのファイルの終わりの印", `${good.join("")}\x1a\x1a`, []],
  ["最後の改行がなく、終わりの印がある", `${crlf(good).slice(0, -2)}\x1a`, ["warning last-line-end 5:121"]],
  ["最後の改行がない", crlf(good).slice(0, -2), ["warning last-line-end 5:121"]],
  ["終わりに空の行", `${crlf(good)}\r\n\r\n`, ["warning empty-line 6:-"]],
  ["LFだけ", good.map((record) => `${record}\n`).join(""), ["error line-end 1:121"]],
  ["CRだけ", good.map((record) => `${record}\r`).join(""), ["error line-end 1:121"]],
  ["改行の混在", `${header}\r\n${payment("1000")}\n${payment("2500")}\r\n${trailer("2", "3500")}\r\n${end}\r\n`, ["error line-end 2:121"]],
  ["改行のあるファイルで改行が一つ抜けている", crlf(good).replace(`${payment("1000")}\r\n`, payment("1000")), [
    "error length 2:121",
    "error count 3:2",
    "warning total-unknown 3:8",
  ]],
  ["改行なしのファイルの途中に改行", `${good.slice(0, 2).join("")}\r\n${good.slice(2).join("")}`, ["error line-end 2:121"]],
  ["途中の空の行", `${header}\r\n\r\n${crlf(good.slice(1))}`, ["error empty-line 2:1"]],
  ["終わりの後の余分なバイト", `${crlf(good)}GARBAGE`, ["error trailing 6:1"]],
  ["終わりの印の後のデータ", `${crlf(good)}\x1a\r\n${end}\r\n`, ["error trailing 6:1"]],
  ["空のファイル", "", ["error empty 0:-"]],
  ["119バイトのレコード", crlf(good.map((r, i) => (i === 1 ? r.slice(0, -1) : r))), ["error length 2:120", "warning total-unknown 4:8"]],
  ["121バイトのレコード", crlf(good.map((r, i) => (i === 1 ? `${r} ` : r))), ["error length 2:121", "warning total-unknown 4:8"]],
  ["121バイトのヘッダー", crlf(good.map((r, i) => (i === 0 ? `${r} ` : r))), ["error length 1:121"]],
  ["ヘッダーがない", crlf(good.slice(1)), ["error missing 0:-"]],
  ["ヘッダーが二つ", crlf([header, ...good]), ["error twice 2:1"]],
  ["ヘッダーが途中", crlf([good[1]!, header, ...good.slice(2)]), ["error order 2:1"]],
  ["トレーラがない", crlf(good.filter((_, i) => i !== 3)), ["error missing 0:-"]],
  ["トレーラが二つ", crlf([...good.slice(0, 4), good[3]!, end]), ["error twice 5:1"]],
  ["エンドがない", crlf(good.slice(0, 4)), ["error missing 0:-"]],
  ["エンドが二つ", crlf([...good, end]), ["error twice 6:1"]],
  ["データがない", crlf([header, trailer("0", "0"), end]), ["error missing 0:-"]],
  ["トレーラの後のデータ", crlf([header, payment("1000"), trailer("2", "3500"), payment("2500"), end]), ["error order 4:1"]],
  ["二つのファイルをつないだもの", crlf([...good, ...good]), [
    "error twice 6:1",
    "error order 7:1",
    "error order 8:1",
    "error twice 9:1",
    "error twice 10:1",
  ]],
  ["合計件数が違う", crlf([...good.slice(0, 3), trailer("3", "3500"), end]), ["error count 4:2"]],
  ["合計金額が違う", crlf([...good.slice(0, 3), trailer("2", "3501"), end]), ["error total 4:8"]],
  ["金額が0円", crlf([header, payment("0"), payment("2500"), trailer("2", "2500"), end]), ["error amount 2:81"]],
  ["負の金額", withAt(2, 81, "-000001000"), ["error number 2:81", "warning total-unknown 4:8"]],
  ["金額が空白で埋めてある", withAt(2, 81, "      1000"), ["error number 2:81", "warning total-unknown 4:8"]],
  ["データ区分が知らないもの", withAt(3, 1, "5"), ["error record-type 3:1", "error count 4:2", "error total 4:8"]],
  ["種別コードが給与", withAt(1, 2, "11"), ["error kind 1:2"]],
  ["種別コードが数字でない", withAt(1, 2, "2X"), ["error number 1:3"]],
  ["コード区分がEBCDIC", withAt(1, 4, "1"), ["error code-kind 1:4"]],
  ["振込指定日が月日でない", withAt(1, 55, "1131"), ["error pay-day 1:55"]],
  ["振込指定日が休業日", withAt(1, 55, "1123"), ["warning closed-day 1:55"]],
  ["振込指定日が大晦日", withAt(1, 55, "1231"), ["warning closed-day 1:55"]],
  ["12月30日は県の休日でも銀行は開いている", withAt(1, 55, "1230"), []],
  ["知らない銀行", withAt(2, 2, "9998"), ["error bank 2:2"]],
  ["知らない支店", withAt(2, 21, "999"), ["error branch 2:21"]],
  ["依頼人の支店が一覧にない", withAt(1, 78, "001"), ["warning branch 1:78"]],
  ["銀行名が違う", withAt(2, 6, "ﾐｽﾞﾎ          "), ["warning bank-name 2:6"]],
  ["支店名が違う", withAt(2, 24, "ﾊﾞﾝｺ          "), ["warning bank-name 2:24"]],
  ["預金種目", withAt(2, 43, "3"), ["error choice 2:43"]],
  ["依頼人の預金種目に貯蓄はない", withAt(1, 96, "4"), ["error choice 1:96"]],
  ["口座番号に英字", withAt(2, 44, "76X4321"), ["error number 2:46"]],
  ["口座番号が0だけ", withAt(2, 44, "0000000"), ["warning account-number 2:44"]],
  ["受取人名が空白", withAt(2, 51, " ".repeat(30)), ["error blank 2:51"]],
  ["受取人名が左詰めでない", withAt(2, 51, "  ﾔﾏﾀﾞ         "), ["warning left 2:51"]],
  ["小さいカナ", withAt(2, 51, "ｶ)ｱｵﾊﾞｼｮｳｼﾞ"), ["error character 2:58"]],
  ["長音", withAt(2, 51, "ﾃﾞｰﾀ       "), ["error character 2:53"]],
  ["ヲ", withAt(2, 51, "ｦ"), ["error character 2:51"]],
  ["英小文字", withAt(2, 53, "a"), ["error character 2:53"]],
  ["全角の混入", withAt(2, 51, "漢"), ["error character 2:51"]],
  ["支店名にピリオド", withAt(2, 24, "J.P"), ["error character 2:25", "warning bank-name 2:24"]],
  ["ダミーが空白でない", withAt(2, 114, "0"), ["error dummy 2:114"]],
  ["ヘッダーのダミーが空白でない", withAt(1, 120, "X"), ["error dummy 1:120"]],
  ["トレーラのダミーが空白でない", withAt(4, 30, "1"), ["error dummy 4:30"]],
  ["エンドのダミーが空白でない", withAt(5, 120, "9"), ["error dummy 5:120"]],
  ["手形交換所番号は空白でもよい", withAt(2, 39, "    "), []],
  ["手形交換所番号があれば注意", withAt(2, 39, "1301"), ["warning clearing-house 2:39"]],
  ["新規コード", withAt(2, 91, "5"), ["error choice 2:91"]],
  ["振込指定区分", withAt(2, 112, "3"), ["error choice 2:112"]],
  ["識別表示がYなら、EDI情報に文字を書ける", withAt(2, 92, `${"ｾｲｷﾕｳ/ﾊﾞﾝｺﾞｳ:12".padEnd(20)}7Y`), []],
  ["識別表示がなければ、顧客コードは数字", withAt(2, 92, "ABC"), ["error number 2:92"]],
  ["顧客コードは空白でもよい", withAt(2, 92, " ".repeat(20)), []],
  ["知らない識別表示", withAt(2, 113, "A"), ["warning edi-mark 2:113"]],
])(`%s`, (_, text, expected) => {
  expect(found(text).sort()).toEqual([...expected].sort())
})

test.each([
  ["UTF-8（BOM付き）", Buffer.from(`\ufeff${crlf(good)}`)],
  ["UTF-8", Buffer.from(crlf(good))],
  ["UTF-16", Buffer.from(`\ufeff${crlf(good)}`, "utf16le")],
  ["UTF-16", Buffer.from(crlf(good), "utf16le")],
  ["UTF-16", Buffer.from(crlf(good), "utf16le").swap16()],
  ["EBCDIC", Uint8Array.of(0xf1, 0xf2, 0xf1, 0xf1, 0xf0)],
])("%sのファイルは、そうと言って判定を終える", (name, bytes) => {
  const { defects, accepted } = judge(bytes)
  expect(accepted).toBe(false)
  expect(defects).toHaveLength(1)
  expect(defects[0]).toMatchObject({ code: "encoding", record: 0 })
  expect(defects[0]!.message).toContain(`${name}で`)
})

test("文は日本語で、項目の名と直し方を言う", () => {
  const { defects } = judge(bytesOf(withAt(2, 51, "ﾃﾞｰﾀｧ      ")))
  expect(defects).toEqual([
    {
      severity: "error",
      code: "character",
      record: 2,
      column: 53,
      field: "受取人名",
      message: "受取人名に「ｰ」（長音。ハイフン「-」で書きます）は使えません（この項目に2か所）。",
    },
  ])
})

const valid = bytesOf(crlf(good))

test("どんなバイトでも、例外を投げない", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => void judge(bytes)))
  const zenginBytes = fc.array(fc.constantFrom(0x31, 0x32, 0x38, 0x39, 0x20, 0x0d, 0x0a, 0x1a, 0xb1, 0xdf, 0x83, 0x00), { maxLength: 800 })
  fc.assert(fc.property(zenginBytes, (bytes) => void judge(Uint8Array.from(bytes))))
  fc.assert(
    fc.property(fc.nat(valid.length), fc.nat(60), fc.uint8Array({ maxLength: 60 }), (at, cut, put) => {
      judge(Uint8Array.from([...valid.slice(0, at), ...put, ...valid.slice(at + cut)]))
    }),
  )
})

test("どの1バイトが変わっても、誤りか注意になるか、読んだ内容が変わる", () => {
  const content = (bytes: Uint8Array) => {
    const { header: head, payments, trailer: last, defects } = readTransfers(bytes, { settings, banks, today })
    return JSON.stringify([head, payments, last, defects])
  }
  const before = content(valid)
  fc.assert(
    fc.property(fc.nat(valid.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const bytes = Uint8Array.from(valid)
      bytes[at] = bytes[at]! ^ change
      expect(content(bytes)).not.toBe(before)
    }),
    { numRuns: 500 },
  )
})

test("金額や合計の数字がどれか一つ変われば、受け付けない", () => {
  const places = [[2, 81, 90], [3, 81, 90], [4, 2, 19]].flatMap(([record, from, to]) =>
    Array.from({ length: to! - from! + 1 }, (_, i) => (record! - 1) * 122 + from! - 1 + i),
  )
  for (const at of places) {
    for (let digit = 0x30; digit <= 0x39; digit++) {
      if (valid[at] === digit) continue
      const bytes = Uint8Array.from(valid)
      bytes[at] = digit
      expect(judge(bytes).accepted).toBe(false)
    }
  }
})

test("少しずつ届いても、判定は同じ", () => {
  const whole = judge(valid)
  for (const size of [1, 7, 121, 500]) {
    const defects: unknown[] = []
    const stream = judgeTransfers({ settings, banks, today, onDefect: (defect) => defects.push(defect) })
    for (let at = 0; at < valid.length; at += size) stream.push(valid.subarray(at, at + size))
    expect({ ...stream.finish(), defects }).toEqual(whole)
  }
})

test("50 MBのファイルも、ためずに流して判定する", () => {
  const data = bytesOf(`${payment("1000")}\r\n`.repeat(500))
  const stream = judgeTransfers({ settings, banks, today, onDefect: (defect) => expect(defect).toBeUndefined() })
  const times = 840
  stream.push(bytesOf(`${header}\r\n`))
  // What is kept, not what the collector has not come to yet.
  setFlagsFromString("--expose-gc")
  const collect = runInNewContext("gc") as () => void
  collect()
  const before = process.memoryUsage().arrayBuffers
  for (let i = 0; i < times; i++) stream.push(data)
  collect()
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4_000_000)
  stream.push(bytesOf(`${trailer(String(times * 500), String(times * 500_000))}\r\n${end}\r\n`))
  expect(stream.finish()).toMatchObject({ accepted: true, count: 420_000, total: 420_000_000 })
})
