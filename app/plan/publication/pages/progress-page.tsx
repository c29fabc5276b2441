import { BarChart, Card, EmptyState, Grid, Page, StackedBar, StatNumber, numberText, wareki } from "../../../kernel/ui/index.ts"
import { circled, editionName, PlanStyle, quartersOf, QuarterStrip } from "../../editions/index.ts"
import { paths } from "../../paths.ts"
import type { PublishedGrade } from "../../review/index.ts"
import { initiativesOf, milestonesReached, type PublicDirection, type PublicInitiative, type PublicPlan } from "../public-plan.ts"

/** How the plan goes, for residents: what was promised, how far it is, from records. */
export interface ProgressPageProps {
  plan: PublicPlan | undefined
  grades: ReadonlyMap<string, PublishedGrade>
  today: string
  /** Titles of the scale, best first. */
  scale: readonly string[]
}

export function ProgressPage({ plan, grades, today, scale }: ProgressPageProps) {
  const crumbs = [{ title: "トップ", href: "/" }]
  if (!plan) {
    return (
      <Page title="推進プランの進み具合" crumbs={crumbs}>
        <EmptyState title="公開中の推進プランはまだありません">
          <p>県の行政運営・働き方改革推進プランが施行されると、目指す姿と取組の進み具合をここで見られます。</p>
        </EmptyState>
      </Page>
    )
  }
  const all = initiativesOf(plan)
  const reached = milestonesReached(all)
  return (
    <Page
      title="推進プランの進み具合"
      kicker={editionName(plan)}
      lead={plan.title}
      crumbs={crumbs}
      width="wide"
    >
      <PlanStyle />
      <section>
        <h2>目指す姿</h2>
        <ol>
          {plan.ideals.map((ideal) => (
            <li>{ideal}</li>
          ))}
        </ol>
      </section>
      <section>
        <h2>いまどこまで</h2>
        <Grid small>
          <StatNumber label="主な取組" value={all.length} unit="件" evidence="推進プランに掲げた数" />
          <StatNumber
            label="達成したマイルストーン"
            value={reached.planned > 0 ? reached.done : null}
            unit="件"
            denominator={`予定 ${numberText(reached.planned)}件のうち`}
            evidence="計測（達成日と根拠の記録から）"
          />
          <StatNumber
            label="数字で測っている取組"
            value={all.filter((one) => one.indicators.length > 0).length}
            unit="件"
            denominator={`${numberText(all.length)}件のうち。残りは「指標なし」とその理由を示しています`}
          />
        </Grid>
        <MilestoneChart plan={plan} today={today} />
        <GradeChart grades={grades} scale={scale} of={all.length} />
        {plan.inForceOn && <p>この版は{wareki(plan.inForceOn)}から施行しています。</p>}
      </section>
      {plan.directions.map((direction) => (
        <section>
          <h2>
            {direction.numeral} {direction.title}
          </h2>
          {direction.aim && <p>{direction.aim}</p>}
          <Grid small>
            {direction.initiatives.map((one) => (
              <InitiativeCard one={one} grade={grades.get(one.initiativeId)} year={plan.fiscalYear} today={today} />
            ))}
          </Grid>
        </section>
      ))}
      <section>
        <h2>データと更新の知らせ</h2>
        <ul>
          <li>
            <a href={paths.publicData}>オープンデータ（CSV・JSON）</a>
          </li>
          <li>
            <a href={paths.publicFeed}>更新の知らせ（Atom フィード）</a>
          </li>
        </ul>
      </section>
    </Page>
  )
}

function MilestoneChart({ plan, today }: { plan: PublicPlan; today: string }) {
  const bar = (direction: PublicDirection) => {
    const states = quartersOf(direction.initiatives.flatMap((one) => one.milestones), plan.fiscalYear, today)
    const missed = states.filter((one) => one.time === "ended").reduce((sum, one) => sum + one.planned - one.done, 0)
    const { done, planned } = milestonesReached(direction.initiatives)
    return { label: `${direction.numeral} ${direction.title}`, values: [done, planned - done - missed, missed] }
  }
  return (
    <StackedBar
      title="方向性ごとのマイルストーン"
      unit="件"
      parts={["達成", "これから", "期限を過ぎて未達"]}
      bars={plan.directions.map(bar)}
    />
  )
}

function GradeChart({ grades, scale, of }: { grades: ReadonlyMap<string, PublishedGrade>; scale: readonly string[]; of: number }) {
  const counts = new Map<string, number>(scale.map((title) => [title, 0]))
  for (const grade of grades.values()) counts.set(grade.title, (counts.get(grade.title) ?? 0) + 1)
  if (grades.size === 0) return <p>評価：まだ公表していません。</p>
  return (
    <BarChart
      title="評価の区分ごとの取組"
      lead={`評価者の判定が終わった${numberText(grades.size)}件（全${numberText(of)}件のうち）`}
      unit="件"
      max={of}
      bars={[...counts].map(([label, value]) => ({ label, value }))}
    />
  )
}

interface CardProps {
  one: PublicInitiative
  grade: PublishedGrade | undefined
  year: number
  today: string
}

function InitiativeCard({ one, grade, year, today }: CardProps) {
  const reached = milestonesReached([one])
  return (
    <Card
      level={3}
      kicker={`${one.numeral}-${circled(one.number)}${one.ownerUnitName ? `　${one.ownerUnitName}` : ""}`}
      title={one.title}
      href={paths.publicInitiative(one.initiativeId)}
      footer={grade ? `評価：${grade.title}（${grade.period}）` : "評価：まだ公表していません"}
    >
      {reached.planned > 0 ? (
        <>
          <p>
            マイルストーン {reached.done} / {reached.planned}件
          </p>
          <QuarterStrip quarters={quartersOf(one.milestones, year, today)} />
        </>
      ) : (
        <p>マイルストーン：－</p>
      )}
      {one.indicators.length === 0 && <p>指標なし</p>}
      {one.indicators.map((indicator) => (
        <p>
          {indicator.name}：<strong>{numberText(indicator.value === null ? null : Number(indicator.value), indicator.unit)}</strong>
          {indicator.target !== null && <>（目標 {numberText(Number(indicator.target), indicator.unit)}）</>}
        </p>
      ))}
    </Card>
  )
}
