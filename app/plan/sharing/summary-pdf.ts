import { makePdf, type Section } from "../../kernel/documents/pdf/index.ts"
import { numberText, wareki } from "../../kernel/ui/formats.ts"
import { editionName, initiativeNumber, type LatestValue, quarterWords, type SheetInEdition } from "../editions/index.ts"
import type { PublishedGrade } from "../review/index.ts"
import { latestText } from "./pages/summary-page.tsx"

export interface SummaryContent {
  found: SheetInEdition
  values: ReadonlyMap<string, LatestValue>
  grade: PublishedGrade | undefined
  today: string
}

/** The one-page summary as a file to send or print. */
export async function summaryPdf({ found, values, grade, today }: SummaryContent): Promise<Uint8Array> {
  const { edition, direction, sheet } = found
  const prose = (heading: string, text: string): Section[] =>
    text ? [{ kind: "heading", level: 2, text: heading }, { kind: "paragraph", text }] : []
  return makePdf({
    title: sheet.title,
    author: sheet.ownerUnitName ?? "",
    lead: [
      `${editionName(edition)}推進プラン　${initiativeNumber(sheet)}　${direction.title}`,
      `主管課：${sheet.ownerUnitName ?? "未定"}　${wareki(today)}現在`,
    ],
    sections: [
      ...prose("何をするのか", sheet.text),
      ...prose("なぜするのか", sheet.presentState),
      ...prose("今年すること", sheet.actions),
      { kind: "heading", level: 2, text: "いつまでに" },
      {
        kind: "table",
        columns: [{ title: "時期", share: 3 }, { title: "内容", share: 6 }, { title: "達成", share: 3 }],
        rows: sheet.milestones.map((one) => [quarterWords[one.quarter], one.text, one.doneOn ? wareki(one.doneOn) : "－"]),
      },
      { kind: "heading", level: 2, text: "どこまで進んだか" },
      ...indicatorSections({ found, values }),
      ...(grade
        ? [{ kind: "paragraph", text: `${grade.period}の評価：${grade.title}（評価者の判定「${grade.verdict}」）` } as const]
        : []),
    ],
  })
}

function indicatorSections({ found, values }: Pick<SummaryContent, "found" | "values">): Section[] {
  const { sheet } = found
  if (sheet.indicators.length === 0) {
    return [{ kind: "paragraph", text: `指標なし：${sheet.noIndicatorReason || "理由はまだ書かれていません"}` }]
  }
  return [
    {
      kind: "table",
      columns: [{ title: "指標", share: 6 }, { title: "最新", share: 3, align: "right" }, { title: "目標", share: 3, align: "right" }],
      rows: sheet.indicators.map((one) => [
        one.name,
        latestText(one, values),
        one.target === null ? "目標値なし" : numberText(one.target, one.unit),
      ]),
    },
  ]
}
