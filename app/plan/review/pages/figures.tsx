import { Details, LineChart, numberText, Table, wareki } from "../../../kernel/ui/index.ts"
import { quarterWords, type Sheet } from "../../editions/index.ts"
import type { MonthValue } from "../indicator-series.ts"

/** What an evaluation rests on: each indicator's course, and the milestones of the half. */
export function Figures({ sheet, series, lastQuarter }: { sheet: Sheet; series: ReadonlyMap<string, MonthValue[]>; lastQuarter: number }) {
  return (
    <section>
      <h2>この評価のもとになる数字</h2>
      {sheet.indicators.length === 0 && <p>指標なし：{sheet.noIndicatorReason || "理由は未記入です。"}</p>}
      {sheet.indicators.map((indicator) => {
        const points = series.get(indicator.lineageId) ?? []
        const target = indicator.target === null ? undefined : { value: Number(indicator.target) }
        return (
          <Details summary={`${indicator.name}：${numberText(points.at(-1)?.value ?? null, indicator.unit)}`}>
            <LineChart
              title={indicator.name}
              unit={indicator.unit}
              series={[{ name: indicator.name, points }]}
              {...(target ? { target } : {})}
            />
          </Details>
        )
      })}
      <Table
        caption="期限の来たマイルストーン"
        rows={sheet.milestones.filter((one) => one.quarter <= lastQuarter)}
        empty="期限の来たマイルストーンはありません。"
        columns={[
          { key: "quarter", title: "時期", nowrap: true, cell: (row) => quarterWords[row.quarter] },
          { key: "text", title: "内容", rowHeader: true, cell: (row) => row.text },
          { key: "doneOn", title: "達成", nowrap: true, cell: (row) => (row.doneOn ? wareki(row.doneOn) : "－") },
          { key: "evidence", title: "根拠", cell: (row) => row.evidence || "－" },
        ]}
      />
    </section>
  )
}
