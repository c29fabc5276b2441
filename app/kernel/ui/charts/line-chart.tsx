import { scaleLinear, scalePoint } from "d3-scale"
import { line } from "d3-shape"
import { axisText, fiscalYearName, NONE, numberText, warekiMonth } from "../formats.ts"
import { ChartFrame, Legend, Mark, pictureId } from "./frame.tsx"

export interface MonthPoint {
  /** "YYYY-MM" */
  month: string
  /** null: nothing measured; the line has a gap there. */
  value: number | null
}

export interface LineSeries {
  name: string
  points: readonly MonthPoint[]
}

export interface LineChartProps {
  title: string
  unit: string
  series: readonly LineSeries[]
  target?: { value: number; label?: string }
  /** Where the axis begins; 0 unless the reader is better served otherwise. */
  from?: number
  lead?: string
  digits?: number
  tableOpen?: boolean
}

const width = 640
const height = 300
const box = { left: 76, right: 18, top: 16, bottom: 52 }

/** Monthly figures. A missing month is a gap, never a zero. */
export function LineChart({ title, unit, series, target, from = 0, lead, digits, tableOpen }: LineChartProps) {
  const months = [...new Set(series.flatMap((one) => one.points.map((point) => point.month)))].sort()
  const values = series.flatMap((one) => one.points.map((point) => point.value)).filter((value) => value !== null)
  const id = pictureId()
  const names = series.map((one) => one.name)
  const byName = series.map((one) => new Map(one.points.map((point) => [point.month, point.value])))
  const table = {
    head: ["月", ...names],
    rows: months.map((month) => [
      warekiMonth(month),
      ...byName.map((points) => numberText(points.get(month), unit, digits)),
    ]),
  }
  const targetWords = target && `${target.label ?? "目標"} ${numberText(target.value, unit)}`
  if (values.length === 0) {
    return (
      <ChartFrame title={title} lead={lead} table={table} tableOpen={tableOpen}>
        <p class="chart-none">
          {NONE}
          <span>まだ測った月がありません。{targetWords && `（${targetWords}）`}</span>
        </p>
      </ChartFrame>
    )
  }
  const top = Math.max(...values, target?.value ?? from, from + 1e-9)
  const bottom = Math.min(from, ...values)
  const y = scaleLinear()
    .domain([bottom, top === bottom ? bottom + 1 : top])
    .nice(5)
    .range([height - box.bottom, box.top])
  const x = scalePoint<string>()
    .domain(months)
    .range([box.left + 12, width - box.right - 12])
  const at = (month: string) => x(month) ?? 0
  const draw = line<MonthPoint>()
    .defined((point) => point.value !== null)
    .x((point) => at(point.month))
    .y((point) => y(point.value ?? 0))
  const ticks = y.ticks(5)
  return (
    <ChartFrame title={title} unit={unit} lead={lead} table={table} tableOpen={tableOpen}>
      {(series.length > 1 || target) && <Legend names={names} target={targetWords} />}
      <svg class="chart-picture" viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`${id}-t ${id}-d`}>
        <title id={`${id}-t`}>{title}</title>
        <desc id={`${id}-d`}>{describe(series, unit, targetWords)}</desc>
        {ticks.map((tick) => (
          <>
            <path class={tick === 0 ? "chart-axis" : "chart-grid"} d={`M${box.left} ${y(tick)}H${width - box.right}`} />
            <text class="chart-text" x={box.left - 8} y={y(tick)} dy="0.35em" text-anchor="end">
              {axisText(tick)}
            </text>
          </>
        ))}
        {months.map((month, index) => (
          <MonthLabel month={month} first={index === 0} count={months.length} index={index} x={at(month)} />
        ))}
        {target && (
          <path class="chart-target" d={`M${box.left} ${y(target.value)}H${width - box.right}`} />
        )}
        {series.map((one, index) => {
          const points = [...one.points].sort((a, b) => (a.month < b.month ? -1 : 1))
          return (
            <g>
              <path class={`chart-line series-${(index % 6) + 1}`} d={draw(points) ?? ""} />
              {points.map((point) => point.value !== null && <Mark at={index} x={at(point.month)} y={y(point.value)} />)}
            </g>
          )
        })}
      </svg>
    </ChartFrame>
  )
}

function MonthLabel({ month, first, count, index, x }: { month: string; first: boolean; count: number; index: number; x: number }) {
  const number = Number(month.slice(5))
  const step = count > 24 ? 6 : count > 13 ? 3 : 1
  const yearToo = first || number === 4
  const offset = step === 1 ? index : number - 4
  if (offset % step !== 0 && !first) return null
  return (
    <>
      <text class={index % 2 ? "chart-text chart-text-extra" : "chart-text"} x={x} y={height - box.bottom + 20} text-anchor="middle">
        {number}月
      </text>
      {yearToo && (
        <text class="chart-text chart-text-year" x={x - 10} y={height - 8} text-anchor="start">
          {fiscalYearName(number < 4 ? Number(month.slice(0, 4)) - 1 : Number(month.slice(0, 4)))}
        </text>
      )}
    </>
  )
}

function describe(series: readonly LineSeries[], unit: string, target: string | undefined): string {
  const parts = series.map((one) => {
    const known = one.points.filter((point) => point.value !== null).toSorted((a, b) => (a.month < b.month ? -1 : 1))
    const first = known[0]
    const last = known.at(-1)
    if (!first || !last) return `${one.name}はデータなし。`
    return `${one.name}は${warekiMonth(first.month)}の${numberText(first.value, unit)}から${warekiMonth(last.month)}の${numberText(last.value, unit)}。`
  })
  return parts.join("") + (target ? `${target}。` : "") + "数値は下の表にあります。"
}
