import { BarChart, dateTime, DownloadLinks, EmptyState, FilterBar, NumberField, numberText, Page, percentText, Section, Table, warekiMonth, yenText } from "../../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import { reportsPaths } from "../paths.ts"
import type { Statistics } from "../statistics.ts"

/** 補助金の集計 of the asking person's sections: pictures with their figures in text. */
export function StatisticsPage({ statistics, fiscalYear }: { statistics: Statistics; fiscalYear: number | undefined }) {
  const { countedAt, calls, days, municipalities, months } = statistics
  return (
    <Page title="補助金の集計" width="wide" lead={`申請、決定、日数、額を、仕事の記録から数えています。${dateTime(countedAt)}現在（1分ごとに数え直します）。`} crumbs={[{ title: "補助金の申請", href: paths.officeList }, { title: "集計" }]}>
      <FilterBar action={reportsPaths.statistics}>
        <NumberField name="fiscalYear" label="年度（西暦）" value={fiscalYear ?? ""} />
      </FilterBar>
      {calls.length === 0 ? (
        <EmptyState title="公募がまだありません" />
      ) : (
        <>
          <Section title="公募ごと" id="calls">
            <Table
              caption="公募ごとの件数、額、日数"
              rows={calls}
              columns={[
                { key: "call", title: "公募", rowHeader: true, cell: (row) => <a href={`${paths.officeList}?callId=${row.callId}`}>{`${row.call}（${row.fiscalYear}年度）`}</a> },
                { key: "filed", title: "申請", align: "right", cell: (row) => numberText(row.filed, "件") },
                { key: "decided", title: "決定", align: "right", cell: (row) => numberText(row.decided, "件") },
                { key: "awardRate", title: "交付の割合", align: "right", cell: (row) => percentText(row.awardRate) },
                { key: "awardedYen", title: "交付決定額", align: "right", cell: (row) => yenText(row.awardedYen) },
                { key: "budgetYen", title: "予算額", align: "right", cell: (row) => yenText(row.budgetYen) },
                { key: "settledYen", title: "確定額", align: "right", cell: (row) => yenText(row.settledYen) },
                { key: "medianDays", title: "決定までの開庁日（中央値）", align: "right", cell: (row) => numberText(row.medianDays, "日", 1) },
                { key: "withinStandard", title: "標準処理期間内", align: "right", cell: (row) => percentText(row.withinStandard) },
              ]}
            />
            <DownloadLinks downloads={[{ format: "csv", href: `${reportsPaths.statisticsFile}${fiscalYear ? `?fiscalYear=${fiscalYear}` : ""}` }]} />
          </Section>
          <Section title="決定までの開庁日" id="days">
            {days.length === 0 ? <p>決定した申請がまだありません。</p> : <BarChart title="決定までの開庁日の分布" unit="件" bars={days.map(({ label, n }) => ({ label, value: n }))} />}
          </Section>
          <Section title="市町村ごとの交付決定額" id="municipalities">
            {municipalities.length === 0 ? <p>交付を決定した申請がまだありません。</p> : <BarChart title="市町村ごとの交付決定額" unit="円" bars={municipalities.map(({ label, yen, n }) => ({ label, value: yen, note: `${n}件` }))} />}
          </Section>
          <Section title="月ごとの申請" id="months">
            {months.length === 0 ? <p>申請がまだありません。</p> : <BarChart title="申請を受け付けた月ごとの件数" unit="件" bars={months.map(({ month, filed, yen }) => ({ label: warekiMonth(month), value: filed, note: `交付決定額 ${yenText(yen)}` }))} />}
          </Section>
        </>
      )}
    </Page>
  )
}
