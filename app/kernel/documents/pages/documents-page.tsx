import { Banner, dateTime, EmptyState, numberText, Page, StatusTag, SummaryList, Table } from "../../ui/index.ts"

export interface DocumentsPageProps {
  last: { finished_at: Date; checked: number; faults: number; swept: number } | undefined
  faults: readonly { sha256: string; fault: "missing" | "damaged"; names: string[] }[]
}

export function DocumentsPage({ last, faults }: DocumentsPageProps) {
  return (
    <Page title="保存したファイルの点検" lead="毎週日曜の夜に、すべてのファイルを読み直して確かめています。">
      {faults.length > 0 && (
        <Banner kind="error" title={`${faults.length}件のファイルに異常があります`}>
          バックアップから戻してください。戻したあとの点検で、この表示は消えます。
        </Banner>
      )}
      {last ? (
        <SummaryList
          dense
          rows={[
            { key: "前回の点検", value: dateTime(last.finished_at) },
            { key: "確かめたファイル", value: numberText(last.checked, "件") },
            { key: "異常", value: numberText(last.faults, "件") },
            { key: "片付けた、持ち主のないファイル", value: numberText(last.swept, "件") },
          ]}
        />
      ) : (
        <EmptyState title="まだ点検していません" />
      )}
      {faults.length > 0 && (
        <Table
          caption="異常のあるファイル"
          rows={faults}
          columns={[
            { key: "names", title: "名前", rowHeader: true, cell: (row) => row.names.join("、") },
            { key: "fault", title: "異常", nowrap: true, cell: (row) => <StatusTag tone="danger">{row.fault === "missing" ? "ありません" : "壊れています"}</StatusTag> },
            { key: "sha256", title: "SHA-256", cell: (row) => <code>{row.sha256}</code> },
          ]}
        />
      )}
    </Page>
  )
}
