import type { ComponentChildren } from "preact"
import { classes } from "./markup.ts"

export interface Column<R> {
  key: string
  title: string
  align?: "left" | "right" | "center"
  /** What stands in the cell; default row[key]. */
  cell?: (row: R, at: number) => ComponentChildren
  /** Where a click on the heading leads: the same list in this column's order. */
  sort?: string
  /** The cell that names its row. */
  rowHeader?: boolean
  nowrap?: boolean
}

export interface TableProps<R> {
  caption: string
  /** Keep the caption for screen readers only, where a heading says the same. */
  captionHidden?: boolean
  columns: readonly Column<R>[]
  rows: readonly R[]
  sorted?: { key: string; direction: "ascending" | "descending" }
  /** Instead of rows when there are none. */
  empty?: ComponentChildren
  /** A last row of sums, by column key. */
  total?: Record<string, ComponentChildren>
  /** Comfortable spacing for reading; tables of staff are dense by default. */
  airy?: boolean
}

/** A table that scrolls sideways on its own when the screen is narrow, reachable by keyboard. */
export function Table<R>({ caption, captionHidden, columns, rows, sorted, empty, total, airy }: TableProps<R>) {
  const sides = columns.map((column) =>
    classes(column.align === "right" && "right", column.align === "center" && "center", column.nowrap && "nowrap"),
  )
  return (
    <div class="table-scroll" role="region" aria-label={caption} tabIndex={0}>
      <table class={airy ? "table table-airy" : "table"}>
        <caption class={captionHidden ? "vh" : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, at) => (
              <th
                scope="col"
                class={sides[at] || undefined}
                aria-sort={sorted?.key === column.key ? sorted.direction : undefined}
              >
                {column.sort ? (
                  <a class="sort" href={column.sort}>
                    {column.title}
                    <SortMark direction={sorted?.key === column.key ? sorted.direction : undefined} />
                  </a>
                ) : (
                  column.title
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.length === 0 ? (
            <tr>
              <td class="table-empty" colSpan={columns.length}>
                {empty ?? "該当するものはありません。"}
              </td>
            </tr>
          ) : (
            rows.map((row, rowAt) => (
              <tr>
                {columns.map((column, at) => {
                  const inside = column.cell
                    ? column.cell(row, rowAt)
                    : ((row as Record<string, ComponentChildren>)[column.key] as ComponentChildren)
                  return column.rowHeader ? (
                    <th scope="row" class={sides[at] || undefined}>
                      {inside}
                    </th>
                  ) : (
                    <td class={sides[at] || undefined}>{inside}</td>
                  )
                })}
              </tr>
            ))
          )}
        </tbody>
        {total && (
          <tfoot>
            <tr>
              {columns.map((column, at) => (
                <td class={sides[at] || undefined}>{total[column.key]}</td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  )
}

function SortMark({ direction }: { direction?: "ascending" | "descending" | undefined }) {
  return (
    <span class="sort-mark" aria-hidden="true">
      {direction === "ascending" ? "▲" : direction === "descending" ? "▼" : "△▽"}
    </span>
  )
}

/** Pages by cursor: before and after, and in words what is shown. */
export function Pagination({ previous, next, text }: { previous?: string; next?: string; text?: string }) {
  if (!previous && !next && !text) return null
  return (
    <nav class="pagination" aria-label="ページ送り">
      {previous && (
        <a class="button button-secondary button-small" rel="prev" href={previous}>
          前へ
        </a>
      )}
      {text && <span class="pagination-text">{text}</span>}
      {next && (
        <a class="button button-secondary button-small" rel="next" href={next}>
          次へ
        </a>
      )}
    </nav>
  )
}

export interface FilterBarProps {
  action: string
  /** Shown as a link that drops all conditions; pass when any is set. */
  clear?: string
  button?: string
  label?: string
  children: ComponentChildren
}

/** Conditions of a list, as a GET form: every state of the list has an address. */
export function FilterBar({ action, clear, button = "しぼり込む", label = "しぼり込み", children }: FilterBarProps) {
  return (
    <form class="filter-bar" method="get" action={action} role="search" aria-label={label}>
      {children}
      <div class="filter-actions">
        <button class="button button-secondary" type="submit">
          {button}
        </button>
        {clear && <a href={clear}>条件を消す</a>}
      </div>
    </form>
  )
}
