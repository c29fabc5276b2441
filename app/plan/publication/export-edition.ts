import { csvFile, type FileColumn, sheet, XLSX_TYPE, xlsxFile } from "../../kernel/documents/index.ts"
import { PDF_TYPE } from "../../kernel/documents/pdf/index.ts"
import type { Work } from "../../kernel/database/index.ts"
import { record } from "../../kernel/audit/index.ts"
import {
  editionName,
  type EditionContent,
  type Indicator,
  indicatorKindWords,
  initiativeNumber,
  indicatorsText,
  type Issue,
  issuesText,
  type LatestValue,
  latestValues,
  type Milestone,
  milestonesText,
  quarterWords,
  readEdition,
  type Sheet,
  statusText,
} from "../editions/index.ts"
import { editionPdf } from "./edition-pdf.ts"

export const EXPORT_FORMATS = ["xlsx", "csv", "pdf"] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

export interface ExportedFile {
  bytes: Uint8Array | string
  name: string
  mediaType: string
}

/** The whole edition as a file, as far as the asking person may read it. A draft's leaving is on the record. */
export async function exportEdition(work: Work, editionId: string, format: ExportFormat): Promise<ExportedFile> {
  const content = await readEdition(work, editionId)
  const { edition } = content
  const values = await latestValues(work, content.sheets)
  if (edition.status === "draft" || edition.status === "in-approval") {
    await record(work, { action: "plan.draft-exported", subject: { kind: "plan.edition", id: edition.id }, detail: { format } })
  }
  const name = `推進プラン_${editionName(edition)}${edition.status === "draft" ? "_下書き" : ""}.${format}`
  if (format === "csv") return { bytes: csvFile(initiativeColumns, content.sheets), name, mediaType: "text/csv; charset=utf-8" }
  if (format === "xlsx") return { bytes: await workbook(content, values), name, mediaType: XLSX_TYPE }
  return { bytes: await editionPdf(work, content, values), name, mediaType: PDF_TYPE }
}

type Of<T> = { sheet: Sheet; one: T }

const initiativeColumns: readonly FileColumn<Sheet>[] = [
  { title: "番号", value: initiativeNumber, width: 8 },
  { title: "取組", value: (one) => one.title, width: 30 },
  { title: "別の書き方", value: (one) => one.aliases.join("、"), width: 20 },
  { title: "主管課", value: (one) => one.ownerUnitName, width: 20 },
  { title: "関係課", value: (one) => one.partnerUnits.map((unit) => unit.name).join("、"), width: 20 },
  { title: "概要", value: (one) => one.text, width: 50 },
  { title: "現状", value: (one) => one.presentState, width: 50 },
  { title: "課題", value: (one) => issuesText(one.issues), width: 50 },
  { title: "今年度の取組", value: (one) => one.actions, width: 50 },
  { title: "マイルストーン", value: (one) => milestonesText(one.milestones), width: 40 },
  { title: "指標", value: (one) => (one.indicators.length === 0 ? `指標なし：${one.noIndicatorReason}` : indicatorsText(one.indicators)), width: 40 },
  { title: "ロジックモデル：投入", value: (one) => one.logicModel.inputs, width: 30 },
  { title: "ロジックモデル：活動", value: (one) => one.logicModel.activities, width: 30 },
  { title: "ロジックモデル：直接の結果", value: (one) => one.logicModel.outputs, width: 30 },
  { title: "ロジックモデル：成果", value: (one) => one.logicModel.outcomes, width: 30 },
  { title: "次年度への提案", value: (one) => one.nextYearProposal, width: 40 },
]

function named<T>(): readonly FileColumn<Of<T>>[] {
  return [
    { title: "番号", value: ({ sheet: one }) => initiativeNumber(one), width: 8 },
    { title: "取組", value: ({ sheet: one }) => one.title, width: 30 },
  ]
}

function each<T>(content: EditionContent, list: (one: Sheet) => readonly T[]): Of<T>[] {
  return content.sheets.flatMap((one) => list(one).map((part) => ({ sheet: one, one: part })))
}

async function workbook(content: EditionContent, values: ReadonlyMap<string, LatestValue>): Promise<Uint8Array> {
  const { edition } = content
  const lead = [edition.title, `${editionName(edition)}　${statusText(edition)}`]
  return xlsxFile([
    sheet({ name: "取組", lead, columns: initiativeColumns, rows: content.sheets }),
    sheet({ name: "指標", lead, columns: indicatorColumns(values), rows: each(content, (one) => one.indicators) }),
    sheet({ name: "マイルストーン", lead, columns: milestoneColumns, rows: each(content, (one) => one.milestones) }),
    sheet({ name: "課題", lead, columns: issueColumns, rows: each(content, (one) => one.issues) }),
    sheet({
      name: "目指す姿・方向性",
      lead,
      columns: [
        { title: "種類", value: (row) => row.kind, width: 14 },
        { title: "番号", value: (row) => row.number, width: 8 },
        { title: "名称", value: (row) => row.title, width: 50 },
        { title: "ねらい", value: (row) => row.aim, width: 60 },
      ],
      rows: [
        ...content.ideals.map((ideal, at) => ({ kind: "目指す姿", number: String(at + 1), title: ideal.text, aim: "" })),
        ...content.directions.map(({ numeral, title, aim }) => ({ kind: "取組の方向性", number: numeral, title, aim })),
      ],
    }),
  ])
}

function indicatorColumns(values: ReadonlyMap<string, LatestValue>): readonly FileColumn<Of<Indicator>>[] {
  const number = (text: string | null | undefined) => (text == null ? null : Number(text))
  return [
    ...named<Indicator>(),
    { title: "種類", value: ({ one }) => indicatorKindWords[one.kind], width: 10 },
    { title: "指標", value: ({ one }) => one.name, width: 30 },
    { title: "単位", value: ({ one }) => one.unit, width: 8 },
    { title: "良い向き", value: ({ one }) => (one.better === "up" ? "多いほど良い" : "少ないほど良い"), width: 14 },
    { title: "基準値", kind: "decimal", value: ({ one }) => number(one.baseline) },
    { title: "基準値の時点", value: ({ one }) => one.baselineNote, width: 16 },
    { title: "目標値", kind: "decimal", value: ({ one }) => number(one.target) },
    { title: "目標値の根拠・置かない理由", value: ({ one }) => (one.target === null ? one.noTargetReason : one.targetBasis), width: 40 },
    { title: "最新の値", kind: "decimal", value: ({ one }) => number(values.get(one.lineageId)?.value) },
    { title: "値の月", value: ({ one }) => values.get(one.lineageId)?.month, width: 10 },
    { title: "出所", value: ({ one }) => (one.measureKey ? "計測" : "手入力（根拠付き）"), width: 18 },
  ]
}

const milestoneColumns: readonly FileColumn<Of<Milestone>>[] = [
  ...named<Milestone>(),
  { title: "時期", value: ({ one }) => quarterWords[one.quarter], width: 22 },
  { title: "内容", value: ({ one }) => one.text, width: 50 },
  { title: "達成した日", kind: "date", value: ({ one }) => one.doneOn, width: 18 },
  { title: "根拠", value: ({ one }) => one.evidence, width: 40 },
]

const issueColumns: readonly FileColumn<Of<Issue>>[] = [
  ...named<Issue>(),
  { title: "課題", value: ({ one }) => one.text, width: 60 },
  { title: "状態", value: ({ one }) => (one.solvedWith !== null ? "この版で解決" : one.isNew ? "この版で追加" : "継続"), width: 14 },
  { title: "何によって解決したか", value: ({ one }) => one.solvedWith, width: 50 },
]
