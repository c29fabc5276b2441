import { type CivilDate, civilDateOf } from "../../../../kernel/database/index.ts"
import { kinds } from "../../scanner/categories.ts"
import type { Finding } from "../finding.ts"
import { categoriesToDecide } from "../read-finding.ts"
import { methodWords, type nationalReviewWords, originWords, verdictWords } from "../words.ts"

/** A finding and the name of its section, as a row of the 結果一覧表. */
export interface ResultRow {
  it: Finding
  unitName: string
}

interface ResultColumn {
  title: string
  /** Read back on import; the others only tell. */
  editable?: true
  width?: number
  text(row: ResultRow): string
}

const yesNo = (value: boolean | null) => (value === null ? "" : value ? "はい" : "いいえ")
const short = { unknown: "不明", planned: "予定", clarified: "解釈明確化", amended: "改正済み", none: "見直さない" } as const
export const nationalReviewShort: Readonly<Record<keyof typeof nationalReviewWords, string>> = short

const perCategory = (row: ResultRow, of: (one: Finding["categories"][number]) => string) =>
  categoriesToDecide(row.it)
    .map((one) => [one.category, of(one)] as const)
    .filter(([, words]) => words !== "")
    .map(([category, words]) => `${category}：${words}`)
    .join("\n")

/**
 * 結果一覧表. The official columns are not published in a form that could be read: these are the proposed ones, with the answers that
 * the decision model needs beside them. 「版」 tells an old table from a newer decision.
 */
export const resultColumns: readonly ResultColumn[] = [
  { title: "番号", text: ({ it }) => String(it.no) },
  { title: "版", text: ({ it }) => String(it.version) },
  { title: "例規名", width: 30, text: ({ it }) => it.ordinanceTitle },
  { title: "例規番号", width: 18, text: ({ it }) => it.ordinanceNumber },
  { title: "種別", text: ({ it }) => it.ordinanceKind },
  { title: "条項", text: ({ it }) => `${it.articleNo || it.address}${it.caption ? `（${it.caption}）` : ""}` },
  { title: "条文", width: 60, text: ({ it }) => it.text },
  { title: "所管課", width: 16, text: ({ unitName }) => unitName },
  {
    title: "検索語または概念",
    width: 24,
    text: ({ it }) =>
      [
        ...new Set(
          categoriesToDecide(it)
            .flatMap(({ hits }) => hits)
            .map(({ rule, slots }) => Object.values(slots).join("・") || rule),
        ),
      ].join("\n"),
  },
  { title: "区分", width: 16, text: ({ it }) => categoriesToDecide(it).map(({ category }) => category).join("\n") },
  { title: "類型", width: 18, text: (row) => perCategory(row, ({ kind }) => (kind ? `${kind} ${kinds.find(({ code }) => code === kind)?.title ?? ""}`.trim() : "")) },
  { title: "該非", editable: true, width: 24, text: (row) => perCategory(row, ({ verdict, reasonCode }) => (verdict ? `${verdictWords[verdict]}${reasonCode}` : "")) },
  { title: "判定メモ", editable: true, width: 24, text: (row) => perCategory(row, ({ note }) => note) },
  { title: "根拠", editable: true, text: ({ it }) => (it.origin ? originWords[it.origin] : "") },
  { title: "法令名", editable: true, width: 18, text: ({ it }) => it.lawName },
  { title: "法令の条", editable: true, text: ({ it }) => it.lawArticle },
  { title: "国の見直し", editable: true, text: ({ it }) => (it.nationalReview ? short[it.nationalReview] : "") },
  { title: "いまデジタルでもできる", editable: true, text: ({ it }) => yesNo(it.digitalAlready) },
  { title: "物理的であることが保護法益", editable: true, text: ({ it }) => yesNo(it.physicalInterest) },
  { title: "条文がデジタルを許していない", editable: true, text: ({ it }) => yesNo(it.excludesDigital) },
  { title: "現PHASE", editable: true, text: (row) => perCategory(row, ({ presentPhase }) => (presentPhase ? String(presentPhase) : "")) },
  { title: "目標PHASE", editable: true, text: (row) => perCategory(row, ({ targetPhase }) => (targetPhase ? String(targetPhase) : "")) },
  { title: "見直し要否", text: ({ it }) => (it.method ? (it.method === "none" ? "不要" : "要") : "") },
  { title: "方法", editable: true, text: ({ it }) => (it.method ? methodWords[it.method] : "") },
  { title: "方法の理由", editable: true, width: 30, text: ({ it }) => it.methodReason },
  { title: "改正案", editable: true, width: 40, text: ({ it }) => it.draft },
  { title: "使う技術類型", editable: true, width: 30, text: ({ it }) => it.technologies.join("\n") },
  { title: "予定年月", editable: true, text: ({ it }) => it.plannedMonth ?? "" },
  { title: "完了日", editable: true, text: ({ it }) => it.doneOn ?? "" },
  { title: "完了の内容", editable: true, width: 24, text: ({ it }) => it.doneHow },
  { title: "公開可否", editable: true, text: ({ it }) => (it.public ? "可" : "否") },
  { title: "公開する説明", editable: true, width: 30, text: ({ it }) => it.publicNote },
  { title: "内部メモ", editable: true, width: 30, text: ({ it }) => it.remark },
  { title: "判定者", text: ({ it }) => it.decidedByName },
  { title: "判定日", text: ({ it }): CivilDate => (it.decidedAt ? civilDateOf(it.decidedAt) : "") },
]

export const editableColumns = resultColumns.filter(({ editable }) => editable)
