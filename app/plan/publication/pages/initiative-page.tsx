import { BarChart, EmptyState, Grid, LineChart, Page, StatNumber, Table, numberText, wareki, warekiMonth } from "../../../kernel/ui/index.ts"
import { circled, editionName, indicatorKindWords, PlanStyle, quartersOf, QuarterStrip, quarterWords } from "../../editions/index.ts"
import type { PublicImprovement } from "../../improvements/public-improvements.ts"
import { paths } from "../../paths.ts"
import type { PublishedGrade } from "../../review/index.ts"
import type { PublicIndicator, PublicInitiative, PublicPlan } from "../public-plan.ts"
import type { PublicMeasure } from "../public-measures.ts"

export interface PublicInitiativePageProps {
  plan: PublicPlan
  one: PublicInitiative
  today: string
  grade: PublishedGrade | undefined
  /** Months with a value, by the indicator's lineage. */
  history: ReadonlyMap<string, { month: string; value: number }[]>
  measures: readonly PublicMeasure[]
  improvements: readonly PublicImprovement[]
}

export function PublicInitiativePage({ plan, one, today, grade, history, measures, improvements }: PublicInitiativePageProps) {
  return (
    <Page
      title={one.title}
      kicker={`${editionName(plan)}　${one.numeral}-${circled(one.number)}`}
      lead={one.text}
      crumbs={[
        { title: "トップ", href: "/" },
        { title: "推進プランの進み具合", href: paths.publicHome },
      ]}
      width="wide"
    >
      <PlanStyle />
      {grade && (
        <section>
          <h2>評価</h2>
          <p>
            {grade.period}の自己評価は「<strong>{grade.title}</strong>」、評価者の判定は「{grade.verdict}」です。
          </p>
          <p>{grade.reason}</p>
        </section>
      )}
      {one.actions && (
        <section>
          <h2>今年度の取組</h2>
          <p class="prose">{one.actions}</p>
        </section>
      )}
      <section>
        <h2>マイルストーン</h2>
        {one.milestones.length > 0 && <QuarterStrip quarters={quartersOf(one.milestones, plan.fiscalYear, today)} />}
        <Table
          caption="四半期ごとのマイルストーン"
          captionHidden
          airy
          rows={one.milestones}
          empty="マイルストーンは置いていません。"
          columns={[
            { key: "quarter", title: "時期", nowrap: true, cell: (row) => quarterWords[row.quarter] },
            { key: "text", title: "内容", rowHeader: true, cell: (row) => row.text },
            { key: "doneOn", title: "達成した日", nowrap: true, cell: (row) => (row.doneOn ? wareki(row.doneOn) : "－") },
          ]}
        />
      </section>
      <section>
        <h2>指標</h2>
        {one.indicators.length === 0 ? (
          <EmptyState title="指標なし">
            <p>{one.noIndicatorReason || "理由は準備中です。"}</p>
          </EmptyState>
        ) : (
          one.indicators.map((indicator) => <Indicator indicator={indicator} points={history.get(indicator.lineageId) ?? []} />)
        )}
      </section>
      {measures.length > 0 && (
        <section>
          <h2>仕事の記録から数えた実測値</h2>
          <Grid>
            {measures.map((measure) => (
              <StatNumber
                label={measure.title}
                value={measure.value}
                unit={measure.unit}
                {...(measure.digits === null ? {} : { digits: measure.digits })}
                denominator={`${measure.denominator}：${numberText(measure.denominatorValue)}`}
                evidence={`${measure.evidence}：${measure.formula}`}
              />
            ))}
          </Grid>
        </section>
      )}
      <section>
        <h2>職員の提案から生まれた改善</h2>
        {improvements.length === 0 ? (
          <p>採用した改善はまだありません。</p>
        ) : (
          <Table
            caption="採用した改善"
            captionHidden
            rows={improvements}
            columns={[
              { key: "title", title: "改善", rowHeader: true, cell: (row) => row.title },
              { key: "adoptedOn", title: "採用", nowrap: true, cell: (row) => wareki(row.adoptedOn) },
              { key: "doneOn", title: "実施", nowrap: true, cell: (row) => (row.doneOn ? wareki(row.doneOn) : "－") },
              { key: "estimated", title: "見込み（推計、年）", align: "right", cell: (row) => numberText(row.estimatedHours, "時間") },
              { key: "measured", title: "測った結果（実績ログ、年）", align: "right", cell: (row) => numberText(row.measuredHours, "時間") },
            ]}
          />
        )}
        {improvements.some((row) => row.measuredHours !== null) && (
          <BarChart
            title="改善ごとに減った時間（測った結果、年）"
            unit="時間"
            bars={improvements
              .filter((row) => row.measuredHours !== null)
              .slice(0, 12)
              .map((row) => ({ label: row.title, value: row.measuredHours }))}
          />
        )}
      </section>
    </Page>
  )
}

function Indicator({ indicator, points }: { indicator: PublicIndicator; points: { month: string; value: number }[] }) {
  const target = indicator.target === null ? null : Number(indicator.target)
  return (
    <section>
      <h3>{indicator.name}</h3>
      <StatNumber
        label={indicatorKindWords[indicator.kind]}
        value={indicator.value === null ? null : Number(indicator.value)}
        unit={indicator.unit}
        {...(target === null ? {} : { target: numberText(target, indicator.unit) })}
        note={
          <>
            {indicator.month && `${warekiMonth(indicator.month)}の値。`}
            {indicator.baseline !== null && `基準値 ${numberText(Number(indicator.baseline), indicator.unit)}。`}
            {indicator.target === null && `目標値なし：${indicator.noTargetReason}`}
          </>
        }
      />
      {points.length > 1 && (
        <LineChart
          title={`${indicator.name}の推移`}
          unit={indicator.unit}
          series={[{ name: indicator.name, points }]}
          {...(target === null ? {} : { target: { value: target } })}
        />
      )}
    </section>
  )
}
