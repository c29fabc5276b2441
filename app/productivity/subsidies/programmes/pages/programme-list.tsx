import { ButtonLink, EmptyState, FilterBar, numberText, Page, Pagination, SearchField, Section, StatusTag, Table } from "../../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import { audienceWords } from "../programme.ts"
import type { ProgrammeListed } from "../programmes.ts"

interface ProgrammeListProps {
  items: readonly ProgrammeListed[]
  next: string | undefined
  q: string
  later: boolean
}

export function ProgrammeListPage({ items, next, q, later }: ProgrammeListProps) {
  return (
    <Page
      title="補助制度"
      lead="制度ごとに、年度の公募、経費区分と補助率、添付書類、締切を決めて公開します。"
      actions={
        <>
          <ButtonLink href={paths.freshProgramme} kind="primary">
            制度をつくる
          </ButtonLink>
          <ButtonLink href={paths.fromGuideline}>要綱から読み取る</ButtonLink>
        </>
      }
    >
      <Section title="制度の一覧" id="list">
        <FilterBar action={paths.programmes} {...(q ? { clear: paths.programmes } : {})} label="制度のしぼり込み">
          <SearchField name="q" label="名称" value={q} />
        </FilterBar>
        {items.length === 0 ? (
          q || later ? (
            <EmptyState title="条件に合う制度はありません" action={<ButtonLink href={paths.programmes}>条件を消す</ButtonLink>} />
          ) : (
            <EmptyState title="制度はまだありません" action={<ButtonLink href={paths.freshProgramme}>最初の制度をつくる</ButtonLink>}>
              <p>前の年度の制度や、交付要綱の文からもつくれます。</p>
            </EmptyState>
          )
        ) : (
          <Table
            caption="補助制度"
            captionHidden
            columns={[
              { key: "title", title: "名称", rowHeader: true, cell: (row) => <a href={paths.programme(row.id)}>{row.title}</a> },
              { key: "unitName", title: "担当" },
              { key: "audience", title: "対象", cell: (row) => audienceWords[row.audience] },
              { key: "calls", title: "公募", align: "right", cell: (row) => numberText(row.calls, "件") },
              {
                key: "openCalls",
                title: "受付",
                nowrap: true,
                cell: (row) => (row.openCalls > 0 ? <StatusTag tone="success">受付中</StatusTag> : <StatusTag>受付なし</StatusTag>),
              },
            ]}
            rows={items}
          />
        )}
        <Pagination {...(next ? { next: `${paths.programmes}?${new URLSearchParams({ ...(q ? { q } : {}), after: next })}` } : {})} />
      </Section>
    </Page>
  )
}
