import { DownloadLinks, EmptyState, FilterBar, NumberField, Page, Pagination, SearchField, Table, wareki, yenText } from "../../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import { awardWords, type PublicAward } from "../awards.ts"
import { reportsPaths } from "../paths.ts"

interface AwardsPageProps {
  items: readonly PublicAward[]
  next: string | undefined
  later: boolean
  q: string
  fiscalYear: number | undefined
}

/** 交付決定の一覧, for everybody. */
export function AwardsPage({ items, next, later, q, fiscalYear }: AwardsPageProps) {
  const query = { ...(q ? { q } : {}), ...(fiscalYear ? { fiscalYear: String(fiscalYear) } : {}) }
  const address = (more: Record<string, string>) => `${reportsPaths.awards}?${new URLSearchParams({ ...query, ...more })}`
  const file = (format: string) => `${reportsPaths.awardsFile(format)}?${new URLSearchParams(query)}`
  return (
    <Page
      title="補助金の交付決定の一覧"
      width="wide"
      lead="県が交付を決定し、通知した補助金です。法人・団体は名称で、個人は「個人」として載せています。ファイルは新しい順に50,000件までで、切れたときはファイルの終わりにそう書かれます。"
      crumbs={[{ title: "補助金をさがす", href: paths.finder }, { title: "交付決定の一覧" }]}
    >
      <FilterBar action={reportsPaths.awards}>
        <SearchField name="q" label="補助金・法人の名称・市町村" value={q} />
        <NumberField name="fiscalYear" label="年度（西暦）" value={fiscalYear ?? ""} />
      </FilterBar>
      {items.length === 0 ? (
        <EmptyState title={q || fiscalYear ? "見つかりませんでした" : "交付決定はまだありません"} />
      ) : (
        <Table
          caption="交付決定"
          captionHidden
          rows={items}
          columns={[
            { key: "decidedOn", title: "決定日", nowrap: true, cell: (row) => wareki(row.decidedOn) },
            { key: "call", title: "補助金", rowHeader: true, cell: (row) => `${row.call}（${row.fiscalYear}年度）` },
            { key: "recipient", title: "交付先", cell: (row) => row.recipient },
            { key: "municipality", title: "市町村" },
            { key: "project", title: "補助事業", cell: (row) => row.project || "－" },
            { key: "amountYen", title: "額", align: "right", nowrap: true, cell: (row) => yenText(row.amountYen) },
            { key: "status", title: "状況", cell: (row) => awardWords[row.status] },
          ]}
        />
      )}
      <Pagination {...(later ? { previous: address({}) } : {})} {...(next ? { next: address({ after: next }) } : {})} />
      <DownloadLinks
        label="オープンデータ（CC BY 4.0）"
        downloads={[
          { format: "csv", href: file("csv") },
          { format: "json", href: file("json") },
        ]}
      />
    </Page>
  )
}
