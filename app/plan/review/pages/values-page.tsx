import type { Typed } from "../../../kernel/http/index.ts"
import { Banner, Button, dateTime, Form, LineChart, numberText, Page, Table, TextAreaField, TextField, warekiMonth } from "../../../kernel/ui/index.ts"
import { type Indicator, initiativeNumber, type SheetInEdition } from "../../editions/index.ts"
import { paths } from "../../paths.ts"
import type { EnteredValue } from "../enter-value.ts"
import type { MonthValue } from "../indicator-series.ts"

export interface ValuesPageProps {
  found: SheetInEdition
  indicator: Indicator
  entered: readonly EnteredValue[]
  points: readonly MonthValue[]
  mayEnter: boolean
  month: string
  typed?: Typed
}

/** One indicator's months: the course, every value with its evidence, and the form for the next. */
export function ValuesPage({ found, indicator, entered, points, mayEnter, month, typed }: ValuesPageProps) {
  const { edition, sheet } = found
  const kept = typed ? { typed } : {}
  const target = indicator.target === null ? {} : { target: { value: Number(indicator.target) } }
  return (
    <Page
      title={indicator.name}
      kicker={`${initiativeNumber(sheet)} ${sheet.title}　指標`}
      crumbs={[
        { title: "推進プラン", href: paths.home },
        { title: sheet.title, href: paths.initiative(edition.id, sheet.initiativeId) },
      ]}
      {...kept}
    >
      <LineChart title={`${indicator.name}の推移`} unit={indicator.unit} series={[{ name: indicator.name, points }]} {...target} />
      {indicator.measureKey !== null && (
        <Banner title="この指標は仕事の記録から数えています">
          <a href={`/measures/${indicator.measureKey}`}>式と内訳を見る</a>
        </Banner>
      )}
      {indicator.measureKey === null && mayEnter && (
        <Form action={paths.indicatorValues(edition.id, sheet.initiativeId, indicator.id)} label="値の入力">
          <TextField name="month" label="月" required hint="「2026-09」のように入力します。同じ月にもう一度入力すると訂正になり、前の値も記録に残ります。" value={month} width="short" {...kept} />
          <TextField name="value" label="値" required {...(indicator.unit ? { unit: indicator.unit } : {})} width="short" {...kept} />
          <TextAreaField name="evidence" label="根拠（どこから得た数字か）" required rows={2} maxLength={1000} {...kept} />
          <Button>記録する</Button>
        </Form>
      )}
      {indicator.measureKey === null && (
        <Table
          caption="入力された値"
          rows={entered}
          empty="まだ値がありません。グラフと表には「－」と表示されます。"
          columns={[
            { key: "month", title: "月", nowrap: true, cell: (row) => warekiMonth(row.month) },
            { key: "value", title: "値", align: "right", cell: (row) => numberText(Number(row.value), indicator.unit) },
            { key: "evidence", title: "根拠", cell: (row) => row.evidence },
            { key: "by", title: "入力した人", nowrap: true, cell: (row) => row.enteredBy ?? "－" },
            { key: "at", title: "入力した日時", nowrap: true, cell: (row) => dateTime(row.enteredAt) },
            { key: "state", title: "状態", cell: (row) => (row.replacedAt ? `訂正済み（${dateTime(row.replacedAt)}）` : "有効") },
          ]}
        />
      )}
    </Page>
  )
}
