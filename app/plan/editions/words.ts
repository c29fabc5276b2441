import { fiscalYearName } from "../../kernel/ui/formats.ts"
import type { EditionStatus, LogicModel } from "../tables.ts"

const statusWords: Record<EditionStatus, string> = {
  draft: "下書き",
  "in-approval": "決裁中",
  "in-force": "施行中",
  closed: "終了",
}

/** Decided, it waits for its day: no more 「決裁中」, not yet 「施行中」. */
export function statusText({ status, frozenAt }: { status: EditionStatus; frozenAt: Date | null }): string {
  return status === "in-approval" && frozenAt ? "決裁済み（施行待ち）" : statusWords[status]
}

/** 令和8年度 / 令和8年度（第1回改定） */
export function editionName(edition: { fiscalYear: number; revision: number }): string {
  return fiscalYearName(edition.fiscalYear) + (edition.revision > 0 ? `（第${edition.revision}回改定）` : "")
}

/** Ⅰ-③ */
export function initiativeNumber(sheet: { numeral: string; number: number }): string {
  return `${sheet.numeral}-${circled(sheet.number)}`
}

export function circled(number: number): string {
  return number >= 1 && number <= 20 ? String.fromCodePoint(0x245f + number) : `(${number})`
}

export const quarterWords = { 1: "第1四半期（4～6月）", 2: "第2四半期（7～9月）", 3: "第3四半期（10～12月）", 4: "第4四半期（1～3月）" } as const

export const indicatorKindWords = { output: "活動指標", outcome: "成果指標" } as const

export const logicModelWords: Record<keyof LogicModel, string> = {
  inputs: "投入",
  activities: "活動",
  outputs: "直接の結果",
  outcomes: "成果",
}

/** The fields whose every version is kept, by the name under which plan_text_version keeps them. */
export const fieldWords: Record<string, string> = {
  title: "名称",
  position: "位置付け",
  term: "有効期間",
  reason: "改定の理由",
  ideals: "目指す姿",
  directions: "取組の方向性",
  aliases: "別の書き方",
  text: "取組の概要",
  ownerUnit: "主管課",
  partnerUnits: "関係課",
  place: "位置",
  presentState: "現状",
  issues: "課題",
  actions: "今年度の取組",
  milestones: "マイルストーン",
  indicators: "指標",
  noIndicatorReason: "指標を置かない理由",
  "logicModel.inputs": "ロジックモデル：投入",
  "logicModel.activities": "ロジックモデル：活動",
  "logicModel.outputs": "ロジックモデル：直接の結果",
  "logicModel.outcomes": "ロジックモデル：成果",
  nextYearProposal: "次年度への提案",
}
