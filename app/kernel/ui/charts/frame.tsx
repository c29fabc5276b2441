import type { ComponentChildren, VNode } from "preact"
import { NONE, numberText } from "../formats.ts"
import { Details } from "../blocks.tsx"
import { Table } from "../table.tsx"

/** Shapes and strokes tell series apart without colour. */
export const seriesMarks = ["circle", "square", "triangle", "diamond"] as const

export function Mark({ at, x, y, size = 4.5 }: { at: number; x: number; y: number; size?: number }): VNode {
  const kind = seriesMarks[at % seriesMarks.length]
  const name = `chart-mark series-${(at % 6) + 1}`
  if (kind === "square") return <rect class={name} x={x - size} y={y - size} width={size * 2} height={size * 2} />
  if (kind === "triangle") return <path class={name} d={`M${x} ${y - size * 1.2}l${size * 1.2} ${size * 2.1}h${-size * 2.4}z`} />
  if (kind === "diamond") return <path class={name} d={`M${x} ${y - size * 1.3}l${size * 1.3} ${size * 1.3}l${-size * 1.3} ${size * 1.3}l${-size * 1.3} ${-size * 1.3}z`} />
  return <circle class={name} cx={x} cy={y} r={size} />
}

export function Legend({ names, target, bars }: { names: readonly string[]; target?: string; bars?: boolean }) {
  return (
    <ul class="chart-legend" aria-hidden="true">
      {names.map((name, at) => (
        <li>
          {bars ? (
            <svg class="chart-key" viewBox="0 0 14 14" width="14" height="14" focusable="false">
              <rect class={`chart-bar series-${(at % 6) + 1}`} width="14" height="14" />
            </svg>
          ) : (
            <svg class="chart-key" viewBox="0 0 32 14" width="32" height="14" focusable="false">
              <path class={`chart-line series-${(at % 6) + 1}`} d="M0 7H32" />
              <Mark at={at} x={16} y={7} />
            </svg>
          )}
          {name}
        </li>
      ))}
      {target && (
        <li>
          <svg class="chart-key" viewBox="0 0 32 14" width="32" height="14" focusable="false">
            <path class="chart-target" d="M0 7H32" />
          </svg>
          {target}
        </li>
      )}
    </ul>
  )
}

export interface ChartTable {
  head: readonly string[]
  rows: readonly (readonly (string | number | null | undefined)[])[]
  unit?: string
}

export interface ChartFrameProps {
  title: string
  /** Written beside the title: 単位：枚 */
  unit?: string
  lead?: string
  table: ChartTable
  tableOpen?: boolean
  children: ComponentChildren
}

/** A picture, and the same as figures in a table under it. */
export function ChartFrame({ title, unit, lead, table, tableOpen, children }: ChartFrameProps) {
  const columns = table.head.map((name, at) => ({
    key: String(at),
    title: name,
    align: at === 0 ? ("left" as const) : ("right" as const),
    rowHeader: at === 0,
    nowrap: true,
    cell: (row: readonly (string | number | null | undefined)[]) => {
      const value = row[at]
      return typeof value === "string" ? value : value === null || value === undefined ? NONE : numberText(value, table.unit)
    },
  }))
  return (
    <figure class="chart">
      <figcaption class="chart-title">
        {title}
        {unit && <span class="chart-unit">単位：{unit}</span>}
      </figcaption>
      {lead && <p class="chart-lead">{lead}</p>}
      {children}
      <Details summary="数値を表で見る" open={tableOpen}>
        <Table caption={title} captionHidden columns={columns} rows={table.rows} />
      </Details>
    </figure>
  )
}

let counter = 0

/** An id unlike any other on the page, for a picture's title and description. */
export function pictureId(): string {
  counter = (counter + 1) % 1_000_000
  return `picture-${counter}`
}
