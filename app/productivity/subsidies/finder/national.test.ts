import { describe, expect, test } from "vitest"
import { hiddenReasonOf, limitOf } from "./national.ts"

describe("Jグランツの公開一覧", () => {
  test.each([
    ["令和8年度 生放送字幕番組普及促進助成金（第１期）", null],
    ["農林水産物認証取得支援事業補助金", null],
    ["×【使用しない】設備投資補助金", "題名が×で始まる"],
    ["練習用ダミー申請フォーム", "練習用"],
    ["【実績報告】省エネ設備導入補助金", "後続手続"],
    ["消費税及び地方消費税に係る仕入控除税額報告書", "後続手続"],
    ["令和７年度 遂行状況報告（第2回）", "後続手続"],
    ["事業中止届", "後続手続"],
    ["変更承認申請（ものづくり補助金）", "後続手続"],
  ])("公募か後続手続か：%s", (title, expected) => expect(hiddenReasonOf(title)).toBe(expected))

  test.each([
    [0, null],
    [null, null],
    [undefined, null],
    [1_000_000, 1_000_000],
    [-1, null],
    [1.5, null],
    [999_999_999_999_999, null],
  ])("上限額 %s は %s（0は上限なし）", (given, expected) => expect(limitOf(given)).toBe(expected))
})
