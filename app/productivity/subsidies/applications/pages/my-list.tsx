import { ButtonLink, dateTime, EmptyState, FilterBar, HiddenField, numberText, Page, Pagination, SearchField, SelectField, StatusTag, Table, Tabs, wareki } from "../../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import type { MineRow } from "../list-mine.ts"
import { mineAddress, type MineFilter, mineSortWords, type Turn, turns, turnWords } from "../mine-filter.ts"
import { awaitedForApplicant, awaitedIn, stateForApplicant } from "../what-is-awaited.ts"

export interface MyListProps {
  rows: readonly MineRow[]
  next: string | undefined
  later: boolean
  filter: MineFilter
  /** Of what the words leave, whatever the tab. */
  counts: Record<Turn, number>
}

/** Who applies once a year sees the bare list; tabs and words come with more than fit on a screen. */
const FEW = 10

/** My drafts and applications, so that nobody loses what they began. */
export function MyListPage({ rows, next, later, filter, counts }: MyListProps) {
  const all = Object.values(counts).reduce((total, n) => total + n, 0)
  const narrowed = Boolean(filter.q || filter.turn)
  const plain = !narrowed && !later && all <= FEW
  const address = (change: Partial<MineFilter>, after?: string) => mineAddress(paths.myApplications, { ...filter, ...change }, after)
  return (
    <Page title="わたしの補助金の申請" width="wide" crumbs={[{ title: "補助金をさがす", href: paths.finder }, { title: "わたしの申請" }]}>
      {!plain && (
        <>
          <Tabs
            label="だれの番か"
            tabs={[
              { title: "すべて", href: address({ turn: undefined }), current: !filter.turn, count: all },
              ...turns.map((name) => ({ title: turnWords[name], href: address({ turn: name }), current: filter.turn === name, count: counts[name] })),
            ]}
          />
          <FilterBar action={paths.myApplications} {...(filter.q ? { clear: address({ q: undefined }) } : {})} label="申請のしぼり込み">
            <SearchField name="q" label="受付番号・補助事業・補助金・申請者" value={filter.q ?? ""} />
            <SelectField name="sort" label="並び順" empty={false} value={filter.sort} options={Object.entries(mineSortWords).map(([value, label]) => ({ value, label }))} />
            {filter.turn && <HiddenField name="turn" value={filter.turn} />}
          </FilterBar>
        </>
      )}
      {rows.length === 0 ? (
        plain ? (
          <EmptyState title="申請はまだありません" action={<ButtonLink href={paths.finder}>補助金をさがす</ButtonLink>}>
            <p>申請をはじめると、入力の途中の下書きも、提出した申請のその後も、ここに並びます。</p>
          </EmptyState>
        ) : (
          <EmptyState title="条件に合う申請はありません" action={<ButtonLink href={paths.myApplications}>条件を消す</ButtonLink>} />
        )
      ) : (
        <MineTable rows={rows} />
      )}
      {!plain && (
        <Pagination
          {...(later ? { previous: address({}) } : {})}
          {...(next ? { next: address({}, next) } : {})}
          text={rows.length > 0 ? `${numberText(filter.turn ? counts[filter.turn] : all, "件")}のうち${rows.length}件を表示${later ? "（「前へ」は最初のページ）" : ""}` : ""}
        />
      )}
    </Page>
  )
}

function MineTable({ rows }: { rows: readonly MineRow[] }) {
  // Three columns: on a phone what is to be done must not be off to the right. An agent's list is of several applicants; one's own names nobody.
  const several = new Set(rows.map(({ applicant }) => applicant).filter(Boolean)).size > 1
  return (
    <Table
      caption="下書きと申請"
      captionHidden
      rows={rows}
      columns={[
        {
          key: "title",
          title: "補助事業・補助金",
          rowHeader: true,
          cell: (row) => (
            <>
              <a href={paths.mine(row.id)}>{row.title || "（名称は未入力）"}</a>
              <br />
              <small>{row.callTitle}</small>
              <br />
              {row.number ? <small>{row.number}</small> : <StatusTag tone="warning">未提出</StatusTag>}
            </>
          ),
        },
        ...(several ? [{ key: "applicant", title: "申請者", cell: (row: MineRow) => row.applicant || "－" }] : []),
        {
          key: "state",
          title: "状況・次にすること",
          cell: (row) => (
            <>
              {stateForApplicant(row.state)}
              <br />
              {awaitedIn[row.state].from === "applicant" ? <strong>{awaitedForApplicant(row.state)}</strong> : awaitedForApplicant(row.state)}
            </>
          ),
        },
        {
          key: "dueOn",
          title: "期限",
          cell: (row) => (row.state === "draft" ? (row.closesAt ? `受付は${dateTime(row.closesAt)}まで` : "－") : row.dueOn && awaitedIn[row.state].from === "applicant" ? wareki(row.dueOn) : "－"),
        },
      ]}
    />
  )
}
