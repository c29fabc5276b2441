import {
  DownloadLinks,
  LineChart,
  numberText,
  Page,
  Pagination,
  Section,
  StatNumber,
  SummaryList,
  Table,
  wareki,
} from "../../ui/index.ts"
import type { HistoryPoint } from "../history.ts"
import type { Measure, MeasureRecord, MeasureScope, MeasureValue, RecordPage } from "../measure.ts"
import { paths } from "../paths.ts"

export interface MeasurePageProps {
  measure: Measure
  scope: MeasureScope
  today: string
  live: MeasureValue | undefined
  points: readonly HistoryPoint[]
  records: RecordPage
}

export function MeasurePage({ measure, scope, today, live, points, records }: MeasurePageProps) {
  const { key, title, unit, digits } = measure
  const next = records.next && `${paths.measure(key, scope)}${paths.measure(key, scope).includes("?") ? "&" : "?"}after=${encodeURIComponent(records.next)}`
  return (
    <Page title={title} kicker="実測値">
      <StatNumber
        label={`${wareki(today)}現在`}
        value={live?.value}
        unit={unit}
        {...(digits === undefined ? {} : { digits })}
        denominator={denominatorText(measure, live?.denominator)}
        evidence={`根拠：${measure.evidence}`}
      />
      <SummaryList
        dense
        rows={[
          { key: "計算のしかた", value: measure.formula },
          { key: "分母", value: denominatorText(measure, live?.denominator) },
          { key: "根拠の種類", value: measure.evidence },
          { key: "もとになった記録", value: numberText(live?.records, "件") },
          { key: "望ましい向き", value: measure.direction === "up" ? "増えるほどよい" : "減るほどよい" },
        ]}
      />
      <Section title="月ごとの推移" id="history">
        <LineChart
          title={title}
          unit={unit}
          {...(digits === undefined ? {} : { digits })}
          series={[{ name: title, points: points.map(({ month, value }) => ({ month, value })) }]}
          lead="各月の末日の値です。最後の月は今日までの値です。値のない月は線が切れます。"
        />
        <Table<HistoryPoint>
          caption="月ごとの値と分母"
          rows={[...points].reverse().filter((point) => point.value !== null || point.live)}
          empty="まだ締めた月がありません。"
          columns={[
            { key: "month", title: "月", rowHeader: true, nowrap: true, cell: (p) => `${wareki(`${p.month}-01`).replace("1日", "")}${p.live ? "（途中）" : ""}` },
            { key: "value", title: `値（${unit}）`, align: "right", cell: (p) => numberText(p.value, "", digits) },
            { key: "denominator", title: `分母：${measure.denominator}`, align: "right", cell: (p) => numberText(p.denominator) },
            { key: "records", title: "記録（件）", align: "right", cell: (p) => numberText(p.records) },
          ]}
        />
        <DownloadLinks
          label="推移を保存"
          downloads={[
            { format: "csv", href: paths.file(key, "history", "csv", scope) },
            { format: "xlsx", href: paths.file(key, "history", "xlsx", scope) },
          ]}
        />
      </Section>
      {measure.records && (
        <Section title="もとになった記録" id="records">
          <p>あなたが見てよい記録だけを示します。合計は上の値と一致しないことがあります。</p>
          <Table<MeasureRecord>
            caption="もとになった記録の一覧"
            captionHidden
            rows={records.items}
            empty="見てよい記録はありません。"
            columns={[
              { key: "title", title: "記録", rowHeader: true, cell: (row) => <a href={row.link}>{row.title}</a> },
              { key: "value", title: `値（${unit}）`, align: "right", cell: (row) => numberText(row.value, "", digits) },
              { key: "on", title: "日付", nowrap: true, cell: (row) => wareki(row.on) },
            ]}
          />
          {next && <Pagination next={next} />}
          <DownloadLinks
            label="記録を保存"
            downloads={[
              { format: "csv", href: paths.file(key, "records", "csv", scope) },
              { format: "xlsx", href: paths.file(key, "records", "xlsx", scope) },
            ]}
          />
        </Section>
      )}
    </Page>
  )
}

/** A figure never stands without what it is out of. */
export function denominatorText(measure: Measure, denominator: number | undefined | null): string {
  return denominator === undefined || denominator === null ? measure.denominator : `${measure.denominator}：${numberText(denominator)}`
}
