import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { z } from "zod"
import { parseForm, parseInput } from "./input.ts"

const idea = z.object({
  title: z.string().min(1).max(10).meta({ title: "件名" }),
  minutes: z.number().int().min(1).max(600).meta({ title: "1回あたりの時間" }),
  note: z.string().max(20).default("").meta({ title: "補足" }),
  on: z.iso.date().optional().meta({ title: "実施日" }),
  kind: z.enum(["a", "b"]).meta({ title: "区分" }),
  agreed: z.boolean().meta({ title: "同意" }),
  units: z.array(z.string()).meta({ title: "所属" }),
})

const whole = { title: "件名", minutes: "30", kind: "a" }

describe("フォームの文字を値にする", () => {
  test.each([
    ["30", 30],
    ["３０", 30],
    ["1,2０", 120],
    [" 30 ", 30],
  ])("数の欄の「%s」は %d", (text, expected) => {
    const parsed = parseForm(idea, { ...whole, minutes: text })
    expect(parsed).toMatchObject({ ok: true, input: { minutes: expected } })
  })

  test("前後の空白を除き、改行をそろえる", () => {
    const parsed = parseForm(idea, { ...whole, note: "  一行\r\n二行 " })
    expect(parsed).toMatchObject({ ok: true, input: { note: "一行\n二行" } })
  })

  test("チェックの有無、ひとつだけ選んだ複数選択", () => {
    expect(parseForm(idea, { ...whole, units: "u1", agreed: "on" })).toMatchObject({
      ok: true,
      input: { units: ["u1"], agreed: true },
    })
    expect(parseForm(idea, whole)).toMatchObject({ ok: true, input: { units: [], agreed: false } })
  })

  test("空の任意欄は無いものとして扱う", () => {
    expect(parseForm(idea, { ...whole, on: "" })).toMatchObject({ ok: true, input: { note: "" } })
  })

  test("繰り返しの行は番号の順に並ぶ", () => {
    const rows = z.object({ rows: z.array(z.object({ text: z.string() })) })
    expect(parseForm(rows, { "rows.1.text": "二", "rows.0.text": "一", "rows.10.text": "十" })).toEqual({
      ok: true,
      input: { rows: [{ text: "一" }, { text: "二" }, { text: "十" }] },
    })
  })
})

describe("誤りは項目名の入った日本語の一文になる", () => {
  test.each([
    ["title", "", "件名を入力してください。"],
    ["title", "あいうえおかきくけこさ", "件名は10文字以内で入力してください（いま11文字）。"],
    ["minutes", "", "1回あたりの時間を入力してください。"],
    ["minutes", "たくさん", "1回あたりの時間は数字で入力してください。"],
    ["minutes", "0", "1回あたりの時間は1以上で入力してください。"],
    ["minutes", "601", "1回あたりの時間は600以下で入力してください。"],
    ["on", "2026-02-30", "実施日は実在する日付を入力してください（例 2026-04-01）。"],
    ["kind", "c", "区分を選んでください。"],
    ["kind", "", "区分を選んでください。"],
  ])("%s に「%s」", (field, text, message) => {
    const parsed = parseForm(idea, { ...whole, [field]: text })
    expect(parsed).toEqual({ ok: false, problems: [{ field, message }] })
  })

  test("REST の型違いも同じ言葉", () => {
    const parsed = parseInput(idea, { ...whole, minutes: "30", agreed: true, units: [] })
    expect(parsed).toEqual({
      ok: false,
      problems: [{ field: "minutes", message: "1回あたりの時間は数字で入力してください。" }],
    })
  })

  test("何が送られても投げない", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.array(fc.string()))), (values) => {
        parseForm(idea, values)
      }),
    )
  })
})

test("0年の日付は日付ではない（PostgreSQL にその年はない）", () => {
  const schema = z.object({ on: z.iso.date().meta({ title: "日" }), rows: z.array(z.object({ from: z.iso.date().optional().meta({ title: "始まり" }) })) })
  expect(parseInput(schema, { on: "0001-01-01", rows: [{}] })).toMatchObject({ ok: true })
  expect(parseInput(schema, { on: "0000-12-31", rows: [] })).toMatchObject({ ok: false, problems: [{ field: "on", message: /^日は実在する/ }] })
  expect(parseInput(schema, { on: "2026-12-31", rows: [{}, { from: "0000-01-01" }] })).toMatchObject({ ok: false, problems: [{ field: "rows.1.from" }] })
})

test("半端なサロゲートと U+0000 は保存できる字になる", () => {
  const schema = z.object({ text: z.string(), list: z.array(z.string()) })
  expect(parseInput(schema, { text: "a\ud800b", list: ["\udc00", "𠮷"] })).toEqual({ ok: true, input: { text: "a\ufffdb", list: ["\ufffd", "𠮷"] } })
  expect(parseForm(schema, { text: "a\u0000b", list: ["\u0000c"] })).toEqual({ ok: true, input: { text: "ab", list: ["c"] } })
})

test("ファイルの項目に書かれた文字はファイルではない", () => {
  const schema = z.object({ file: z.custom<File>().optional() })
  expect(parseForm(schema, { file: "x" })).toEqual({ ok: true, input: {} })
})
