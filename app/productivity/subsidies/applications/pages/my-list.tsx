import { ButtonLink, dateTime, EmptyState, Page, StatusTag, Table, wareki } from "../../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import type { MineRow } from "../list-mine.ts"
import { awaitedForApplicant, awaitedIn, stateForApplicant } from "../what-is-awaited.ts"

/** My drafts and applications, so that nobody loses what they began. */
export function MyListPage({ rows }: { rows: readonly MineRow[] }) {
  return (
    <Page title="わたしの補助金の申請" width="wide" crumbs={[{ title: "補助金をさがす", href: paths.finder }, { title: "わたしの申請" }]}>
      {rows.length === 0 ? (
        <EmptyState title="申請はまだありません" action={<ButtonLink href={paths.finder}>補助金をさがす</ButtonLink>}>
          <p>申請をはじめると、入力の途中の下書きも、提出した申請のその後も、ここに並びます。</p>
        </EmptyState>
      ) : (
        <Table
          caption="下書きと申請"
          captionHidden
          rows={rows}
          columns={[
            { key: "title", title: "補助事業", rowHeader: true, cell: (row) => <a href={paths.mine(row.id)}>{row.title || "（名称は未入力）"}</a> },
            { key: "callTitle", title: "補助金" },
            { key: "number", title: "受付番号", nowrap: true, cell: (row) => row.number ?? <StatusTag tone="warning">未提出</StatusTag> },
            { key: "state", title: "状況", cell: (row) => stateForApplicant(row.state) },
            { key: "awaited", title: "次にすること", cell: (row) => (awaitedIn[row.state].from === "applicant" ? <strong>{awaitedForApplicant(row.state)}</strong> : awaitedForApplicant(row.state)) },
            {
              key: "dueOn",
              title: "期限",
              cell: (row) => (row.state === "draft" ? (row.closesAt ? `受付は${dateTime(row.closesAt)}まで` : "－") : row.dueOn && awaitedIn[row.state].from === "applicant" ? wareki(row.dueOn) : "－"),
            },
          ]}
        />
      )}
    </Page>
  )
}

