import { EmptyState, Page, StackedBar, StatusTag, Table, Tabs } from "../../../kernel/ui/index.ts"
import { type EditionContent, editionName, initiativeNumber, type Sheet } from "../../editions/index.ts"
import { paths } from "../../paths.ts"
import { halfWords, type Review } from "../read-review.ts"
import { reviewStateWords } from "../review-states.ts"
import type { Grade } from "../rules/suggest-grade.ts"
import type { Half, Verdict } from "../tables.ts"

export interface ReviewsPageProps {
  content: EditionContent
  half: Half
  reviews: readonly Review[]
  grades: readonly Grade[]
  verdicts: readonly Verdict[]
}

/** All initiatives of an edition with grade, verdict and what is awaited. */
export function ReviewsPage({ content, half, reviews, grades, verdicts }: ReviewsPageProps) {
  const { edition, sheets } = content
  const mine = reviews.filter((review) => review.half === half)
  const of = (sheet: Sheet) => mine.find((review) => review.initiativeId === sheet.initiativeId)
  const titleOf = (key: string | null | undefined) => grades.find((one) => one.key === key)?.title ?? "－"
  const graded = mine.filter((review) => review.state !== "draft")
  return (
    <Page
      title={`${editionName(edition)}の評価`}
      crumbs={[
        { title: "推進プラン", href: paths.home },
        { title: editionName(edition), href: paths.edition(edition.id) },
      ]}
      lead="主管課の自己評価、評価者の判定、主管課の対応を取組ごとに並べています。"
    >
      <Tabs
        label="評価の時期"
        tabs={(["first", "second"] as const).map((one) => ({
          title: halfWords[one],
          href: `${paths.reviews(edition.id)}?half=${one}`,
          current: one === half,
        }))}
      />
      {graded.length > 0 && (
        <StackedBar
          title="提出された自己評価の区分"
          unit="件"
          parts={grades.map((grade) => grade.title)}
          bars={[
            {
              label: halfWords[half],
              values: grades.map((grade) => graded.filter((review) => review.grade === grade.key).length),
            },
          ]}
        />
      )}
      {sheets.length === 0 ? (
        <EmptyState title="この版には取組がありません" />
      ) : (
        <Table
          caption={`${halfWords[half]}の評価`}
          rows={sheets}
          columns={[
            { key: "number", title: "番号", nowrap: true, cell: (sheet) => initiativeNumber(sheet) },
            {
              key: "title",
              title: "取組",
              rowHeader: true,
              cell: (sheet) => <a href={paths.review(edition.id, sheet.initiativeId, half)}>{sheet.title}</a>,
            },
            { key: "owner", title: "主管課", cell: (sheet) => sheet.ownerUnitName ?? "－" },
            { key: "suggested", title: "提案", nowrap: true, cell: (sheet) => titleOf(of(sheet)?.suggested) },
            { key: "grade", title: "自己評価", nowrap: true, cell: (sheet) => titleOf(of(sheet)?.grade) },
            {
              key: "verdict",
              title: "判定",
              nowrap: true,
              cell: (sheet) => verdicts.find((one) => one.key === of(sheet)?.verdict)?.title ?? "－",
            },
            {
              key: "state",
              title: "状態",
              nowrap: true,
              cell: (sheet) => {
                const review = of(sheet)
                return review ? <StatusTag>{reviewStateWords[review.state]}</StatusTag> : "未着手"
              },
            },
          ]}
        />
      )}
    </Page>
  )
}
