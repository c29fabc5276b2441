import { EmptyState, Page, Table, dateTime, wareki } from "../../kernel/ui/index.ts"
import type { OwnCase } from "../../module.ts"
import { paths } from "../paths.ts"

/** What I applied for: its state, what is awaited and from whom, until when. */
export function MyCasesPage({ cases }: { cases: readonly OwnCase[] }) {
  return (
    <Page title="申請のその後" crumbs={[{ title: "トップ", href: paths.home }]} width="wide">
      {cases.length === 0 ? (
        <EmptyState
          title="申請した案件はまだありません"
          action={<a href={paths.apply}>申し込める手続をさがす</a>}
        >
          <p>申請すると、審査の状況、次に必要なこと、期限をここで確かめられます。お知らせはメールでも届きます。</p>
        </EmptyState>
      ) : (
        <Table
          caption="申請した案件"
          captionHidden
          rows={cases}
          columns={[
            { key: "number", title: "受付番号", nowrap: true },
            { key: "title", title: "件名", rowHeader: true, cell: (row) => <a href={row.link}>{row.title}</a> },
            { key: "state", title: "状況" },
            { key: "awaited", title: "待っていること" },
            { key: "dueOn", title: "期限", cell: (row) => (row.dueOn ? wareki(row.dueOn) : "－") },
            { key: "since", title: "更新", cell: (row) => dateTime(row.since) },
          ]}
        />
      )}
    </Page>
  )
}
