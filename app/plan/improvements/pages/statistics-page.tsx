import {
  BarChart,
  ButtonLink,
  EmptyState,
  FilterBar,
  fiscalYearName,
  Grid,
  LineChart,
  numberText,
  Page,
  percentText,
  Section,
  SelectField,
  StatNumber,
  Table,
} from "../../../kernel/ui/index.ts"
import { FORMULA, hoursOf } from "../durations.ts"
import type { Statistics, Tally } from "../improvement-statistics.ts"
import { type InitiativeName, nameOf } from "../initiatives.ts"
import { listFilter } from "../inputs.ts"
import { paths } from "../paths.ts"
import { addressOf } from "./list-page.tsx"

export interface StatisticsPageProps {
  statistics: Statistics
  names: readonly InitiativeName[]
  years: readonly number[]
  fiscalYear: number | undefined
}

export function StatisticsPage({ statistics, names, years, fiscalYear }: StatisticsPageProps) {
  const { total } = statistics
  const none = (value: number, of: number) => (of === 0 ? null : value)
  const listed = (more: Record<string, unknown>) => addressOf(paths.list, listFilter.parse({ ...more, ...(fiscalYear ? { fiscalYear } : {}) }))
  const initiatives = names
    .map((name) => ({ name, tally: statistics.byInitiative.find((one) => one.initiativeId === name.id) }))
    .filter((one) => one.tally)
  return (
    <Page
      title="業務改善提案の集計"
      crumbs={[{ title: "業務改善提案", href: paths.list }, { title: "集計" }]}
      lead={`${fiscalYear ? `${fiscalYearName(fiscalYear)}に受け付けた` : "受け付けたすべての"}提案の件数と効果です（取下げを除く）。`}
      actions={<ButtonLink href={paths.list}>一覧を見る</ButtonLink>}
    >
      <FilterBar action={paths.statistics} {...(fiscalYear ? { clear: paths.statistics } : {})} button="表示" label="年度を選ぶ">
        <SelectField
          name="fiscalYear"
          label="年度"
          empty="すべて"
          value={fiscalYear ?? ""}
          options={years.map((year) => ({ value: String(year), label: fiscalYearName(year) }))}
        />
      </FilterBar>
      <Grid small>
        <StatNumber label="提案" value={none(total.filed, total.filed)} unit="件" denominator={total.filed ? `${numberText(statistics.authors)}人から` : ""} />
        <StatNumber
          label="採用"
          value={none(total.adopted, statistics.decided)}
          unit="件"
          denominator={statistics.decided ? `採否が決まった${numberText(statistics.decided)}件のうち（${percentText(total.adopted / statistics.decided, 0)}）` : ""}
        />
        <StatNumber label="採否までの日数（中央値）" value={statistics.daysToDecision} unit="日" digits={0} denominator={statistics.decided ? `${numberText(statistics.decided)}件` : ""} />
        <StatNumber
          label="見込みの効果（1年）"
          value={total.adopted ? hoursOf(total.estimatedMinutes) : null}
          unit="時間"
          digits={1}
          evidence="推計"
          denominator={total.adopted ? `採用した${numberText(total.adopted)}件` : ""}
        />
        <StatNumber
          label="測定した効果（1年）"
          value={total.measured ? hoursOf(total.measuredMinutes) : null}
          unit="時間"
          digits={1}
          evidence="実績ログ"
          denominator={total.measured ? `測定した${numberText(total.measured)}件` : ""}
        />
      </Grid>
      <p>効果は {FORMULA} で計算し、分で合計してから時間に直します（小数第2位を四捨五入）。見込みと測定は別の数で、足し合わせません。</p>
      {total.filed === 0 ? (
        <EmptyState title="この年度に受け付けた提案はありません" />
      ) : (
        <>
          <Section title="月ごと" id="by-month">
            <LineChart
              title="受け付けた月ごとの提案と採用"
              unit="件"
              series={[
                { name: "提案", points: monthsOf(statistics).map(({ month, tally }) => ({ month, value: tally?.filed ?? 0 })) },
                { name: "うち採用", points: monthsOf(statistics).map(({ month, tally }) => ({ month, value: tally?.adopted ?? 0 })) },
              ]}
            />
          </Section>
          <Section title="取組ごと" id="by-initiative">
            <BarChart
              title="取組ごとの見込みの効果（採用したもの、1年）"
              unit="時間"
              digits={1}
              bars={initiatives.map(({ name, tally }) => ({
                label: nameOf(names, name.id),
                value: tally!.adopted ? hoursOf(tally!.estimatedMinutes) : null,
                href: listed({ initiativeId: name.id }),
              }))}
            />
            <BarChart
              title="取組ごとの測定した効果（1年）"
              unit="時間"
              digits={1}
              bars={initiatives.map(({ name, tally }) => ({
                label: nameOf(names, name.id),
                value: tally!.measured ? hoursOf(tally!.measuredMinutes) : null,
                href: listed({ initiativeId: name.id, state: "measured" }),
              }))}
            />
            <TallyTable caption="取組ごとの件数と効果" first="取組" rows={initiatives.map(({ name, tally }) => ({ label: nameOf(names, name.id), tally: tally! }))} />
          </Section>
          <Section title="所属ごと" id="by-unit">
            <BarChart
              title="提案した所属ごとの件数"
              unit="件"
              bars={statistics.byUnit.slice(0, 20).map((unit) => ({ label: unit.unitName, value: unit.filed, href: listed({ unitId: unit.unitId }) }))}
            />
            <TallyTable caption="所属ごとの件数と効果" first="所属" rows={statistics.byUnit.map((unit) => ({ label: unit.unitName, tally: unit }))} />
          </Section>
        </>
      )}
    </Page>
  )
}

/** Every month between the first and the last, also those in which nothing came. */
function monthsOf({ byMonth }: Statistics) {
  const first = byMonth[0]?.month
  const last = byMonth.at(-1)?.month
  const months = []
  for (let month = first; month && last && month <= last; month = nextMonth(month)) {
    months.push({ month, tally: byMonth.find((one) => one.month === month) })
  }
  return months
}

function nextMonth(month: string): string {
  const [year, number] = month.split("-").map(Number) as [number, number]
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, "0")}`
}

function TallyTable({ caption, first, rows }: { caption: string; first: string; rows: { label: string; tally: Tally }[] }) {
  return (
    <Table
      caption={caption}
      rows={rows}
      columns={[
        { key: "label", title: first, rowHeader: true },
        { key: "filed", title: "提案", align: "right", cell: (row) => numberText(row.tally.filed, "件") },
        { key: "adopted", title: "採用", align: "right", cell: (row) => numberText(row.tally.adopted, "件") },
        { key: "declined", title: "不採用", align: "right", cell: (row) => numberText(row.tally.declined, "件") },
        { key: "measured", title: "測定済み", align: "right", cell: (row) => numberText(row.tally.measured, "件") },
        {
          key: "estimated",
          title: "見込み（時間／年）",
          align: "right",
          cell: (row) => numberText(row.tally.adopted ? hoursOf(row.tally.estimatedMinutes) : null, "", 1),
        },
        {
          key: "measuredHours",
          title: "測定（時間／年）",
          align: "right",
          cell: (row) => numberText(row.tally.measured ? hoursOf(row.tally.measuredMinutes) : null, "", 1),
        },
      ]}
    />
  )
}
