import { describe, expect, test } from "vitest"
import { jgrantsCall } from "./jgrants-call.ts"
import { jgrantsProcedure } from "./jgrants-procedure.ts"

const row = (more: object = {}) => ({
  subsidy_max_limit: 10_000_000,
  acceptance_start_datetime: "2026-01-13T05:00:00.000Z",
  acceptance_end_datetime: "2026-03-31T08:00:00.000Z",
  ...more,
})

describe("Jグランツの一覧", () => {
  test.each([
    ["日本時間の日付", {}, "2026-01-13", "2026-03-31", 10_000_000],
    ["0は上限なし", { subsidy_max_limit: 0 }, "2026-01-13", "2026-03-31", "none"],
    ["9の並びも上限なし", { subsidy_max_limit: 999_999_999_999_999 }, "2026-01-13", "2026-03-31", "none"],
    ["書いていなければ不明（0とはしない）", { subsidy_max_limit: null }, "2026-01-13", "2026-03-31", undefined],
    ["UTCでは前の日でも、日本ではその日", { acceptance_start_datetime: "2026-03-31T15:00:00.000Z", acceptance_end_datetime: "2026-04-30T08:00:00Z" }, "2026-04-01", "2026-04-30", 10_000_000],
    ["日本の0時に終わるなら、前の日の24時", { acceptance_end_datetime: "2026-02-28T15:00:00.000Z" }, "2026-01-13", "2026-02-28", 10_000_000],
    ["23時59分に終わる", { acceptance_end_datetime: "2026-02-28T14:59:00.000Z" }, "2026-01-13", "2026-02-28", 10_000_000],
    ["日付がない・読めない・時間帯がない", { acceptance_start_datetime: null, acceptance_end_datetime: "2026-02-28T14:59:00" }, undefined, undefined, 10_000_000],
  ])("%s", (_, more, firstDay, lastDay, cap) => expect(jgrantsCall(row(more))).toMatchObject({ firstDay, lastDay, cap }))

  test("長すぎる受付期間は確かめる（2040年12月31日まで、など）", () => {
    expect(jgrantsCall(row({ acceptance_end_datetime: "2040-12-31T08:00:00.000Z" })).suspiciouslyLong).toBe(true)
    expect(jgrantsCall(row()).suspiciouslyLong).toBe(false)
  })

  test.each([
    ["令和8年度 生放送字幕番組普及促進助成金（第１期）", "call"],
    ["休廃止鉱山鉱害防止等工事費補助金（令和５年度）【東北支部】", "call"],
    ["令和6年度_中小企業等海外展開支援事業費補助金＿審査請求", "call"],
    ["令和７年度_事業化可能性調査事業", "call"],
    ["【環境省】【R8年度】地域の公共交通×脱炭素化移行促進事業", "call"],
    ["［第十一回］事業再構築補助金（交付申請等）", "call"],
    ["スポーツ練習場整備費補助金", "call"],
    ["消費税の仕入控除に関する相談窓口設置補助金", "call"],
    ["賃上げに向けた経営体制強化支援補助金【実績報告】", "follow-up"],
    ["令和６年度　東京都地域医療勤務環境改善体制整備特別事業（実績報告）", "follow-up"],
    ["デジタル技術活用推進助成金に係る状況報告等について", "follow-up"],
    ["東京都民間事業者に係る低公害・低燃費車導入促進補助金（財産処分申請）", "follow-up"],
    ["【事前着手届出】令和７年度 GXサプライチェーン構築支援事業", "follow-up"],
    ["○○補助金 消費税仕入控除税額報告書", "follow-up"],
    ["○○補助金（中止届）", "follow-up"],
    ["○○補助金に係る仕入れに係る消費税等相当額の報告", "follow-up"],
    ["申請練習用補助金【補助金の支払いはありません】", "practice"],
    ["練習用ダミー", "practice"],
    ["×令和6年度補助金", "withdrawn"],
    ["✕ 使用しないでください", "withdrawn"],
  ])("%s は %s", (title, procedure) => expect(jgrantsProcedure(title)).toBe(procedure))
})
