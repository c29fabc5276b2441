import type { Work } from "../../kernel/database/index.ts"
import { publicMeasures } from "./public-measures.ts"
import { initiativesOf, type PublicPlan } from "./public-plan.ts"

export interface DataColumn {
  key: string
  title: string
  meaning: string
}

export type DataRow = Record<string, string | number | null>

export interface Dataset {
  name: string
  title: string
  columns: readonly DataColumn[]
  rows(plan: PublicPlan, work: Work): DataRow[] | Promise<DataRow[]>
}

const initiativeColumns: readonly DataColumn[] = [
  { key: "fiscal_year", title: "年度", meaning: "西暦の年度（4月始まり）" },
  { key: "numeral", title: "方向性の番号", meaning: "Ⅰ～Ⅳ" },
  { key: "number", title: "取組の番号", meaning: "方向性の中での番号" },
  { key: "initiative_id", title: "取組のID", meaning: "年度や名称が変わっても同じ" },
  { key: "title", title: "取組", meaning: "この年度の名称" },
]

/** The open datasets: each column described beside what fills it. */
export const DATASETS: readonly Dataset[] = [
  {
    name: "initiatives",
    title: "取組の一覧",
    columns: [
      ...initiativeColumns,
      { key: "direction", title: "方向性", meaning: "取組の方向性の名称" },
      { key: "owner", title: "主管課", meaning: "担当する所属の名称" },
      { key: "text", title: "概要", meaning: "取組の概要" },
      { key: "milestones_planned", title: "マイルストーン（予定）", meaning: "年間に予定した件数" },
      { key: "milestones_done", title: "マイルストーン（達成）", meaning: "達成日の記録がある件数" },
    ],
    rows: (plan) =>
      plan.directions.flatMap((direction) =>
        direction.initiatives.map((one) => ({
          ...identity(plan, one),
          direction: direction.title,
          owner: one.ownerUnitName,
          text: one.text,
          milestones_planned: one.milestones.length,
          milestones_done: one.milestones.filter((milestone) => milestone.doneOn).length,
        })),
      ),
  },
  {
    name: "indicators",
    title: "指標",
    columns: [
      ...initiativeColumns,
      { key: "indicator_id", title: "指標のID", meaning: "年度が変わっても同じ" },
      { key: "kind", title: "種類", meaning: "output（活動指標）または outcome（成果指標）" },
      { key: "name", title: "指標", meaning: "指標の名称" },
      { key: "unit", title: "単位", meaning: "" },
      { key: "baseline", title: "基準値", meaning: "空欄は基準値なし" },
      { key: "target", title: "目標値", meaning: "空欄は目標値なし" },
      { key: "no_target_reason", title: "目標値を置かない理由", meaning: "" },
      { key: "value", title: "最新の値", meaning: "空欄はまだデータがない" },
      { key: "month", title: "値の月", meaning: "YYYY-MM" },
    ],
    rows: (plan) =>
      initiativesOf(plan).flatMap((one) =>
        one.indicators.map((indicator) => ({
          ...identity(plan, one),
          indicator_id: indicator.lineageId,
          kind: indicator.kind,
          name: indicator.name,
          unit: indicator.unit,
          baseline: indicator.baseline === null ? null : Number(indicator.baseline),
          target: indicator.target === null ? null : Number(indicator.target),
          no_target_reason: indicator.noTargetReason,
          value: indicator.value === null ? null : Number(indicator.value),
          month: indicator.month,
        })),
      ),
  },
  {
    name: "measures",
    title: "実測値（仕事の記録から数えた値）",
    columns: [
      ...initiativeColumns,
      { key: "measure", title: "測定値の記号", meaning: "" },
      { key: "name", title: "測定値", meaning: "" },
      { key: "unit", title: "単位", meaning: "" },
      { key: "value", title: "いまの値", meaning: "空欄はまだデータがない" },
      { key: "denominator", title: "分母の数", meaning: "何件から数えたか" },
      { key: "formula", title: "計算のしかた", meaning: "" },
      { key: "evidence", title: "根拠の種類", meaning: "計測、実績ログ、アンケート、推計のどれか" },
    ],
    rows: async (plan, work) => {
      const all = await Promise.all(initiativesOf(plan).map(async (one) => ({ one, measures: await publicMeasures(work, one) })))
      return all.flatMap(({ one, measures }) =>
        measures.map((measure) => ({
          ...identity(plan, one),
          measure: measure.key,
          name: measure.title,
          unit: measure.unit,
          value: measure.value,
          denominator: measure.denominatorValue,
          formula: measure.formula,
          evidence: measure.evidence,
        })),
      )
    },
  },
  {
    name: "milestones",
    title: "マイルストーン",
    columns: [
      ...initiativeColumns,
      { key: "quarter", title: "四半期", meaning: "1（4～6月）～4（1～3月）" },
      { key: "text", title: "内容", meaning: "" },
      { key: "done_on", title: "達成した日", meaning: "YYYY-MM-DD。空欄は未達" },
    ],
    rows: (plan) =>
      initiativesOf(plan).flatMap((one) =>
        one.milestones.map((milestone) => ({
          ...identity(plan, one),
          quarter: milestone.quarter,
          text: milestone.text,
          done_on: milestone.doneOn,
        })),
      ),
  },
]

function identity(plan: PublicPlan, one: { numeral: string; number: number; initiativeId: string; title: string }): DataRow {
  return {
    fiscal_year: plan.fiscalYear,
    numeral: one.numeral,
    number: one.number,
    initiative_id: one.initiativeId,
    title: one.title,
  }
}
