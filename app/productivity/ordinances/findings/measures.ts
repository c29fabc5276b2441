import { type RawBuilder, sql } from "kysely"
import type { CivilDate, Work } from "../../../kernel/database/index.ts"
import { isDayText, isIdText } from "../../../kernel/http/index.ts"
import { defineMeasure, type Measure, type MeasureScope, type RecordPage } from "../../../kernel/measures/index.ts"
import { categories } from "../scanner/categories.ts"
import { applicableStates, decidedStates } from "./finding-states.ts"
import { paths } from "./paths.ts"
import { visibleTo } from "./scope.ts"

const initiative = "productivity.ordinances"

/** Stable names of the categories in the measures' keys. */
const categoryKeys: Record<(typeof categories)[number], string> = {
  目視: "eyes",
  実地監査: "on-site",
  "定期検査・点検": "periodic",
  "常駐・専任": "presence",
  対面講習: "lectures",
  書面掲示: "posting",
  "往訪閲覧・縦覧": "reading",
  記録媒体: "media",
}

const from = sql`analog_finding f join ordinance o on o.id = f.ordinance_id`
const dayOf = (column: RawBuilder<unknown>) => sql`(${column} at time zone 'Asia/Tokyo')::date`
const foundBy = (until: CivilDate) => sql`${dayOf(sql`f.created_at`)} <= ${until}::date and (f.gone_at is null or ${dayOf(sql`f.gone_at`)} > ${until}::date)`
const isDecided = sql`f.state = any(${[...decidedStates]}::text[])`
const isApplicable = sql`f.state = any(${[...applicableStates]}::text[])`
const decidedBy = (until: CivilDate) => sql`${isDecided} and ${dayOf(sql`f.decided_at`)} <= ${until}::date`
const doneBy = (until: CivilDate) => sql`f.state = 'done' and f.done_on <= ${until}::date`
const within = (scope: MeasureScope) => (scope.unitId ? sql`o.unit_id = ${scope.unitId}::uuid` : sql`true`)
const ofCategory = (category: string | undefined, more = sql`true`) =>
  category ? sql`exists (select from analog_finding_category c where c.finding_id = f.id and c.category = ${category} and (c.hit or c.verdict is not null) and ${more})` : sql`true`

const evidence = "実績ログ" as const
const place = sql`o.title || ' ' || f.article_no`

function found(category?: (typeof categories)[number]): Measure {
  return defineMeasure({
    key: category ? `ordinances.found.${categoryKeys[category]}` : "ordinances.found",
    initiative,
    title: category ? `アナログ規制の該当候補（${category}）` : "アナログ規制の該当候補",
    unit: "件",
    formula: `検出の規則で見つかったか職員が加えた条文のうち、その日に候補であるもの${category ? `で、区分「${category}」のあるもの` : ""}の数`,
    denominator: "",
    evidence,
    direction: "down",
    async value(work, { scope, until }) {
      const n = await count(work, sql`${foundBy(until)} and ${within(scope)} and ${ofCategory(category)}`)
      // 0 is a figure only where somebody has looked.
      return n === 0 && !(await wasScanned(work, until)) ? undefined : { value: n, records: n }
    },
    records: (work, scope, cursor) => records(work, scope, cursor, sql`f.gone_at is null and ${ofCategory(category)}`, sql`1`, dayOf(sql`f.created_at`)),
    ...(category ? {} : { scopes }),
  })
}

function decided(category?: (typeof categories)[number]): Measure {
  return share({
    key: category ? `ordinances.decided.${categoryKeys[category]}` : "ordinances.decided",
    title: category ? `該当候補を判定した割合（${category}）` : "該当候補を判定した割合",
    formula: `該当候補${category ? `（区分「${category}」）` : ""}のうち、その日までに該当か非該当かを判定したものの割合。条文が変わって開き直したものは判定前に数える`,
    denominator: "該当候補（件）",
    category,
    whole: (until) => sql`${foundBy(until)} and ${ofCategory(category)}`,
    part: decidedBy,
    on: dayOf(sql`f.decided_at`),
  })
}

function revised(category?: (typeof categories)[number]): Measure {
  return share({
    key: category ? `ordinances.revised.${categoryKeys[category]}` : "ordinances.revised",
    title: category ? `見直しを終えた割合（${category}）` : "アナログ規制の見直しを終えた割合",
    formula: `該当と判定し見直しが要るとした条文${category ? `（区分「${category}」が該当）` : ""}のうち、その日までに通知や改正を終えたものの割合`,
    denominator: "見直しが要る条文（件）",
    category,
    whole: (until) => sql`${decidedBy(until)} and ${isApplicable} and f.state <> 'unneeded' and ${ofCategory(category, sql`c.verdict = 'applicable'`)}`,
    part: doneBy,
    on: sql`f.done_on`,
  })
}

function phase(target: 2 | 3): Measure {
  const entry = sql`exists (select from analog_finding_category c where c.finding_id = f.id and c.verdict = 'applicable' and c.target_phase = ${target}::int)`
  return share({
    key: `ordinances.phase-${target}`,
    title: `目標がPHASE${target}の条文の見直しを終えた割合`,
    formula: `目標をPHASE${target}とした区分のある、見直しが要る条文のうち、その日までに通知や改正を終えたものの割合`,
    denominator: `目標がPHASE${target}の条文（件）`,
    category: undefined,
    whole: (until) => sql`${decidedBy(until)} and ${isApplicable} and f.state <> 'unneeded' and ${entry}`,
    part: doneBy,
    on: sql`f.done_on`,
  })
}

interface Share {
  key: string
  title: string
  formula: string
  denominator: string
  category: string | undefined
  whole: (until: CivilDate) => RawBuilder<unknown>
  part: (until: CivilDate) => RawBuilder<unknown>
  on: RawBuilder<unknown>
}

function share({ key, title, formula, denominator, category, whole, part, on }: Share): Measure {
  const always = "9999-12-31"
  return defineMeasure({
    key,
    initiative,
    title,
    unit: "%",
    digits: 1,
    formula,
    denominator,
    evidence,
    direction: "up",
    async value(work, { scope, until }) {
      const { rows } = await sql<{ good: number; n: number }>`select count(*) filter (where ${part(until)})::int as good, count(*)::int as n from ${from} where ${whole(until)} and ${within(scope)}`.execute(work.db)
      const { good, n } = rows[0]!
      return n === 0 ? undefined : { value: Math.round((good / n) * 1000) / 10, denominator: n, records: n }
    },
    records: (work, scope, cursor) => records(work, scope, cursor, whole(always), sql`case when ${part(always)} then 1 else 0 end`, sql`coalesce(${on}, ${dayOf(sql`f.created_at`)})`),
    ...(category || key.includes("phase") ? {} : { scopes }),
  })
}

export const findingMeasures: readonly Measure[] = [
  found(),
  decided(),
  revised(),
  phase(2),
  phase(3),
  ...categories.flatMap((category) => [found(category), decided(category), revised(category)]),
]

async function count(work: Work, where: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${from} where ${where}`.execute(work.db)
  return rows[0]!.n
}

async function wasScanned(work: Work, until: CivilDate): Promise<boolean> {
  const { rows } = await sql`select 1 from analog_scan where state = 'done' and ${dayOf(sql`ended_at`)} <= ${until}::date limit 1`.execute(work.db)
  return rows.length > 0
}

/** Every section that owns a candidate. */
async function scopes(work: Work): Promise<MeasureScope[]> {
  const { rows } = await sql<{ unitId: string }>`select distinct o.unit_id as "unitId" from ${from} where o.unit_id is not null`.execute(work.db)
  return rows.map(({ unitId }) => ({ initiativeKey: initiative, unitId }))
}

const PAGE = 50

/** Those behind the figure that the asking person may see; the latest first. */
async function records(work: Work, scope: MeasureScope, cursor: string | undefined, counted: RawBuilder<unknown>, value: RawBuilder<unknown>, on: RawBuilder<unknown>): Promise<RecordPage> {
  const [day, id] = cursor?.split("_") ?? []
  const after = isDayText(day) && isIdText(id) ? sql`and (${on}, f.id) < (${day}::date, ${id}::uuid)` : sql``
  const { rows } = await sql<{ id: string; title: string; value: number; on: string }>`select f.id, ${place} as title, (${value})::int as value, (${on})::text as on
    from ${from} where ${counted} and ${within(scope)} and ${visibleTo(work)} ${after} order by ${on} desc, f.id desc limit ${sql.lit(PAGE + 1)}`.execute(work.db)
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  return { items: shown.map((row) => ({ title: row.title, link: paths.finding(row.id), value: row.value, on: row.on })), next: rows.length > PAGE && last ? `${last.on}_${last.id}` : undefined }
}
