import { numberText, NONE } from "../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import type { LatestValue } from "../latest-values.ts"
import { quartersOf } from "../quarters.ts"
import type { Direction, EditionContent, Sheet } from "../types.ts"
import { circled } from "../words.ts"
import { QuarterStrip } from "./quarter-strip.tsx"

export interface EditionGridProps {
  content: EditionContent
  values: ReadonlyMap<string, LatestValue>
  today: string
}

/** The whole plan at a glance: a column a direction, a card an initiative. */
export function EditionGrid({ content, values, today }: EditionGridProps) {
  const year = content.edition.fiscalYear
  const rows = Math.max(1, ...content.directions.map((direction) => direction.sheets.length))
  return (
    <div class={rows <= 8 ? `plan-grid plan-rows-${rows}` : "plan-grid"}>
      {content.directions.map((direction) => (
        <DirectionColumn direction={direction} year={year} values={values} today={today} editionId={content.edition.id} />
      ))}
    </div>
  )
}

interface ColumnProps {
  direction: Direction
  year: number
  editionId: string
  values: ReadonlyMap<string, LatestValue>
  today: string
}

function DirectionColumn({ direction, year, editionId, values, today }: ColumnProps) {
  return (
    <section class="plan-direction">
      <h2>
        <span class="numeral">{direction.numeral}</span>
        {direction.title}
      </h2>
      <ol>
        {direction.sheets.map((sheet) => (
          <li class="plan-card">
            <h3>
              <span aria-hidden="true">{circled(sheet.number)}</span>
              <a href={paths.initiative(editionId, sheet.initiativeId)}>{sheet.title}</a>
            </h3>
            <p class="plan-owner">{sheet.ownerUnitName ?? "主管課未定"}</p>
            <QuarterStrip quarters={quartersOf(sheet.milestones, year, today)} />
            <IndicatorLine sheet={sheet} values={values} />
          </li>
        ))}
      </ol>
      {direction.sheets.length === 0 && <p class="muted">取組はまだありません。</p>}
    </section>
  )
}

function IndicatorLine({ sheet, values }: { sheet: Sheet; values: ReadonlyMap<string, LatestValue> }) {
  const first = sheet.indicators[0]
  if (!first) {
    return <p class="plan-figure">{sheet.noIndicatorReason ? <span class="tag tag-neutral">指標なし</span> : <span class="muted">指標 未設定</span>}</p>
  }
  const latest = values.get(first.lineageId)
  return (
    <p class="plan-figure">
      <span class="plan-figure-name">{first.name}</span>
      <strong>{latest ? numberText(latest.value, first.unit) : NONE}</strong>
      {first.target !== null && <span class="plan-target">目標 {numberText(first.target, first.unit)}</span>}
      {sheet.indicators.length > 1 && <span class="muted">ほか{sheet.indicators.length - 1}</span>}
    </p>
  )
}

/** What the marks mean, once a page. */
export function GridLegend() {
  return (
    <p class="plan-legend" aria-hidden="true">
      <span>マイルストーン（左から第1～第4四半期）</span>
      <Key mark="quarter-done" word="達成" />
      <Key mark="quarter-open" word="予定" />
      <Key mark="quarter-late" word="期限を過ぎて未達" />
      <Key mark="quarter-none" word="予定なし" />
      <span>－ はまだ測っていないことを表します</span>
    </p>
  )
}

function Key({ mark, word }: { mark: string; word: string }) {
  return (
    <span>
      <svg viewBox="0 0 22 12" width="22" height="12">
        <rect class={mark} x="0.5" y="1.5" width="21" height="9" rx="2" />
      </svg>
      {word}
    </span>
  )
}
