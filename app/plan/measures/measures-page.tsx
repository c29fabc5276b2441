import { LineChart, numberText, NONE, Page, Section, StatNumber, SummaryList, Grid, Banner } from "../../kernel/ui/index.ts"
import { type Measure, measurePaths, type MeasureScope, type MeasureValue } from "../../kernel/measures/index.ts"
import { type Indicator, indicatorKindWords, initiativeNumber, InitiativeTabs, PlanStyle, type SheetInEdition } from "../editions/index.ts"
import { paths } from "../paths.ts"
import type { MonthValue } from "../review/index.ts"

export interface OtherFigure {
  measure: Measure
  value: MeasureValue
  scope: MeasureScope
}

export interface MeasuresPageProps {
  found: SheetInEdition
  figures: readonly { indicator: Indicator; points: readonly MonthValue[]; measure: Measure | undefined; live: MeasureValue | undefined }[]
  others: readonly OtherFigure[]
  scope: MeasureScope
  today: string
}

export function MeasuresPage({ found, figures, others, scope, today }: MeasuresPageProps) {
  const { edition, sheet } = found
  return (
    <Page
      title="指標と実測値"
      kicker={`${initiativeNumber(sheet)} ${sheet.title}`}
      crumbs={[
        { title: "推進プラン", href: paths.home },
        { title: initiativeNumber(sheet), href: paths.initiative(edition.id, sheet.initiativeId) },
        { title: "指標と実測値" },
      ]}
    >
      <PlanStyle />
      <InitiativeTabs editionId={edition.id} initiativeId={sheet.initiativeId} current="measures" today={today} />
      {figures.length === 0 && (
        <Banner title="指標なし">
          <p class="prose">{sheet.noIndicatorReason || "理由はまだ書かれていません。"}</p>
        </Banner>
      )}
      {figures.map((figure) => (
        <Figure {...figure} editionId={edition.id} initiativeId={sheet.initiativeId} scope={scope} />
      ))}
      {others.length > 0 && (
        <Section title="この取組で数えているほかの数字" id="others">
          <Grid small>
            {others.map(({ measure, value }) => (
              <StatNumber
                label={measure.title}
                value={value.value}
                unit={measure.unit}
                evidence={measure.evidence}
                denominator={denominatorOf(measure, value)}
                href={measurePaths.measure(measure.key, scope)}
              />
            ))}
          </Grid>
        </Section>
      )}
    </Page>
  )
}

type FigureProps = MeasuresPageProps["figures"][number] & { editionId: string; initiativeId: string; scope: MeasureScope }

function Figure({ indicator, points, measure, live, editionId, initiativeId, scope }: FigureProps) {
  const latest = live?.value ?? (measure ? undefined : points.at(-1)?.value)
  const target = indicator.target === null ? undefined : { value: Number(indicator.target) }
  return (
    <Section
      title={indicator.name}
      id={indicator.lineageId}
      actions={
        measure ? (
          <a href={measurePaths.measure(measure.key, scope)}>
            元の記録を見る<span class="vh">：{indicator.name}</span>
          </a>
        ) : (
          <a href={paths.indicatorValues(editionId, initiativeId, indicator.id)}>
            入力した値と根拠<span class="vh">：{indicator.name}</span>
          </a>
        )
      }
    >
      <SummaryList
        dense
        rows={[
          { key: "いまの値", value: <strong>{latest === undefined ? NONE : numberText(latest, indicator.unit)}</strong> },
          { key: "目標", value: indicator.target === null ? `目標値なし（${indicator.noTargetReason}）` : `${numberText(indicator.target, indicator.unit)}${indicator.targetBasis && `（${indicator.targetBasis}）`}` },
          { key: "基準", value: indicator.baseline === null ? NONE : `${numberText(indicator.baseline, indicator.unit)}${indicator.baselineNote && `（${indicator.baselineNote}）`}` },
          { key: "種類", value: `${indicatorKindWords[indicator.kind]}・${indicator.better === "up" ? "多いほど良い" : "少ないほど良い"}` },
          ...(measure
            ? [
                { key: "数え方", value: measure.formula },
                { key: "分母", value: (live && denominatorOf(measure, live)) ?? measure.denominator },
                { key: "根拠の種類", value: measure.evidence },
              ]
            : [{ key: "根拠の種類", value: indicator.measureKey ? "実測値の出所が見つかりません" : "手入力（月ごとに根拠を添える）" }]),
        ]}
      />
      <LineChart
        title={`${indicator.name}の推移`}
        unit={indicator.unit}
        series={[{ name: indicator.name, points }]}
        {...(target ? { target } : {})}
      />
    </Section>
  )
}

function denominatorOf(measure: Measure, value: MeasureValue): string | undefined {
  return value.denominator === undefined ? undefined : `${measure.denominator} ${numberText(value.denominator)}`
}
