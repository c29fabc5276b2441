import { scaleLinear } from "d3-scale"
import { numberText, percentText } from "../formats.ts"
import { ChartFrame, Legend, pictureId } from "./frame.tsx"

export interface Bar {
  label: string
  /** null: no data. */
  value: number | null
  href?: string
  note?: string
}

export interface BarChartProps {
  title: string
  unit: string
  bars: readonly Bar[]
  max?: number
  lead?: string
  digits?: number
  target?: { value: number; label?: string }
}

/** Bars lying down, each with its name and figure in text: the list is its own table and reads at any width. */
export function BarChart({ title, unit, bars, max, lead, digits, target }: BarChartProps) {
  const top = max ?? Math.max(1e-9, target?.value ?? 0, ...bars.map((bar) => bar.value ?? 0))
  const x = scaleLinear().domain([0, top]).range([0, 100]).clamp(true)
  return (
    <figure class="chart">
      <figcaption class="chart-title">{title}</figcaption>
      {lead && <p class="chart-lead">{lead}</p>}
      {target && <Legend names={[]} target={`${target.label ?? "目標"} ${numberText(target.value, unit)}`} />}
      <table class="bars">
        <caption class="vh">{title}</caption>
        <thead class="vh">
          <tr>
            <th scope="col">項目</th>
            <th scope="col">図</th>
            <th scope="col">値</th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr>
              <th scope="row">
                {bar.href ? <a href={bar.href}>{bar.label}</a> : bar.label}
                {bar.note && <small>{bar.note}</small>}
              </th>
              <td class="bars-picture">
                <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                  <rect class="chart-rail" width="100" height="10" />
                  {bar.value !== null && <rect class="chart-bar series-1" width={x(bar.value).toFixed(2)} height="10" />}
                  {target && <path class="chart-target-ground" d={`M${x(target.value).toFixed(2)} 0V10`} />}
                  {target && <path class="chart-target" d={`M${x(target.value).toFixed(2)} 0V10`} />}
                </svg>
              </td>
              <td class="bars-value">{numberText(bar.value, bar.value === null ? "" : unit, digits)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}

export interface StackedBarProps {
  title: string
  unit: string
  /** The parts' names, in order. */
  parts: readonly string[]
  /** One bar for each; values in the order of parts. */
  bars: readonly { label: string; values: readonly number[] }[]
  lead?: string
  tableOpen?: boolean
}

/** Shares of a whole. Parts are told apart by pattern of light and dark with the figure written on them. */
export function StackedBar({ title, unit, parts, bars, lead, tableOpen }: StackedBarProps) {
  const table = {
    head: ["区分", ...parts, "計"],
    rows: bars.map((bar) => [bar.label, ...bar.values, bar.values.reduce((a, b) => a + b, 0)]),
    unit,
  }
  return (
    <ChartFrame title={title} lead={lead} table={table} tableOpen={tableOpen}>
      <Legend names={parts} bars />
      <div class="stacked">
        {bars.map((bar) => {
          const whole = bar.values.reduce((a, b) => a + b, 0)
          const id = pictureId()
          let start = 0
          return (
            <div class="stacked-row">
              <p class="stacked-label">
                {bar.label}
                <span>{numberText(whole, unit)}</span>
              </p>
              <svg class="stacked-picture" viewBox="0 0 640 34" role="img" aria-labelledby={id}>
                <title id={id}>
                  {`${bar.label}：${parts.map((part, at) => `${part} ${numberText(bar.values[at], unit)}（${percentText(whole ? (bar.values[at] ?? 0) / whole : null, 0)}）`).join("、")}`}
                </title>
                <rect class="chart-rail" width="640" height="34" />
                {bar.values.map((value, at) => {
                  const wide = whole > 0 ? (value / whole) * 640 : 0
                  const from = start
                  start += wide
                  return (
                    wide > 0 && (
                      <>
                        <rect class={`chart-bar series-${(at % 6) + 1}`} x={from.toFixed(2)} width={Math.max(0, wide - 1.5).toFixed(2)} height="34" />
                        {wide > 56 && (
                          <text class={`chart-on series-on-${(at % 6) + 1}`} x={(from + wide / 2).toFixed(2)} y="17" dy="0.35em" text-anchor="middle">
                            {numberText(value)}
                          </text>
                        )}
                      </>
                    )
                  )
                })}
              </svg>
            </div>
          )
        })}
      </div>
    </ChartFrame>
  )
}
