import {
  ButtonLink,
  dateTimeShort,
  DownloadLinks,
  EmptyState,
  FilterBar,
  HiddenField,
  numberText,
  Page,
  Pagination,
  SearchField,
  Table,
  Tabs,
} from "../../../../kernel/ui/index.ts"
import { rulebookPaths } from "../../rulebook/paths.ts"
import { type BillState, billStateWords } from "../bill.ts"
import { revisingPaths } from "../paths.ts"
import type { BillFilter, BillRow } from "../read-bills.ts"
import { BillStateTag } from "./bill-state-tag.tsx"

interface BillListProps {
  items: readonly BillRow[]
  next: string | undefined
  later: boolean
  filter: BillFilter
  counts: Record<BillState, number>
}

export function BillListPage({ items, next, later, filter, counts }: BillListProps) {
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0)
  const at = (more: Record<string, string | undefined>) => addressOf({ q: filter.q, state: filter.state, ...more })
  return (
    <Page title="例規の改正案" lead="条文を直すと、新旧対照表と改め文ができます。決裁を経て公布を記録すると、例規集の新しい版になります。">
      <Tabs
        label="状態"
        tabs={[
          { title: "すべて", href: at({ state: undefined }), current: !filter.state, count: all },
          ...(Object.keys(billStateWords) as BillState[]).map((state) => ({ title: billStateWords[state], href: at({ state }), current: filter.state === state, count: counts[state] })),
        ]}
      />
      <FilterBar action={revisingPaths.list} {...(filter.q ? { clear: at({ q: undefined }) } : {})} label="改正案のしぼり込み">
        <SearchField name="q" label="題名・番号" value={filter.q ?? ""} />
        {filter.state && <HiddenField name="state" value={filter.state} />}
      </FilterBar>
      {items.length === 0 ? (
        filter.q || filter.state || later ? (
          <EmptyState title="条件に合う改正案はありません" action={<ButtonLink href={revisingPaths.list}>条件を消す</ButtonLink>} />
        ) : (
          <EmptyState title="改正案はまだありません" action={<ButtonLink href={rulebookPaths.list}>例規集を開く</ButtonLink>}>
            <p>例規集で例規を開き、「改正案をつくる」を押すと始まります。アナログ規制の見直しで「改正」と決めた条からも始められます。</p>
          </EmptyState>
        )
      ) : (
        <Table
          caption="改正案"
          captionHidden
          columns={[
            { key: "title", title: "題名", rowHeader: true, cell: (row) => <a href={revisingPaths.bill(row.id)}>{row.title}</a> },
            { key: "number", title: "番号", nowrap: true },
            { key: "unitName", title: "所管" },
            { key: "state", title: "状態", nowrap: true, cell: (row) => <BillStateTag state={row.state} /> },
            { key: "author", title: "作成者", nowrap: true, cell: (row) => row.authorName ?? "－" },
            { key: "updatedAt", title: "更新", nowrap: true, cell: (row) => dateTimeShort(row.updatedAt) },
          ]}
          rows={items}
        />
      )}
      <Pagination
        {...(later ? { previous: at({}) } : {})}
        {...(next ? { next: at({ after: next }) } : {})}
        text={items.length > 0 ? `${numberText(filter.state ? counts[filter.state] : all, "件")}のうち${items.length}件を表示` : ""}
      />
      {items.length > 0 && (
        <DownloadLinks downloads={(["csv", "xlsx"] as const).map((format) => ({ format, href: addressOf({ q: filter.q, state: filter.state }, revisingPaths.export(format)) }))} />
      )}
    </Page>
  )
}

function addressOf(query: Record<string, string | undefined>, path: string = revisingPaths.list): string {
  const words = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : []))).toString()
  return words ? `${path}?${words}` : path
}
