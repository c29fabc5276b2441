import { type RawBuilder, sql } from "kysely"
import type { CivilDate, Work } from "../../../kernel/database/index.ts"
import { isDayText, isIdText } from "../../../kernel/http/index.ts"
import { defineMeasure, type MeasureScope, type RecordPage } from "../../../kernel/measures/index.ts"
import { visibleTo } from "../applications/read-application.ts"
import { paths } from "../paths.ts"

const initiative = "productivity.subsidies"

/** Minutes of staff that filing online spares: estimates of the demo, to be measured by the prefecture and replaced. */
const SPARED = { application: 25, correction: 20, letter: 15 } as const

const decided = sql`a.decided_on is not null and (d.terms->>'workingDays') is not null`
const days = sql`(d.terms->>'workingDays')::int`
const standard = sql`(d.terms->>'standardDays')::int`
/** The decision on the application itself, 交付 or 不交付. */
const withDecision = sql`subsidy_application a join lateral (select terms from subsidy_decision d where d.application_id = a.id
  and d.kind in ('award', 'refusal') and d.state in ('decided', 'notified') order by d.decided_at limit 1) d on true`

export const officeMeasures = [
  defineMeasure({
    key: "subsidies.filed-online",
    initiative,
    title: "補助金の申請がオンラインで届いた割合",
    unit: "%",
    digits: 1,
    formula: "年度の初めからその日までに受け付けた申請のうち、申請者の側が画面から提出し、提出の控え（ハッシュ値）のあるものの割合。紙で届いた申請を職員が登録する道は、いまはない",
    denominator: "受け付けた申請（件）",
    evidence: "実績ログ",
    direction: "up",
    async value(work, { scope, until }) {
      const { rows } = await sql<{ online: number; n: number }>`select count(*) filter (where a.content_sha256 is not null)::int as online, count(*)::int as n
        from subsidy_application a where ${filedIn(until)} and ${within(scope)}`.execute(work.db)
      const { online, n } = rows[0]!
      return n === 0 ? undefined : { value: Math.round((online / n) * 1000) / 10, denominator: n, records: n }
    },
    records: (work, scope, cursor) => records(work, scope, cursor, sql`subsidy_application a`, sql`a.filed_at is not null`, sql`1`, sql`(a.filed_at at time zone 'Asia/Tokyo')::date`),
    scopes,
  }),
  defineMeasure({
    key: "subsidies.days-to-decision",
    initiative,
    title: "補助金の申請から決定までの日数",
    unit: "開庁日",
    digits: 1,
    formula: "年度の初めからその日までに交付・不交付を決めた申請について、受付の翌日から決定の日までの開庁日の数（補正を待った日を除く）の中央値",
    denominator: "決定した申請（件）",
    evidence: "実績ログ",
    direction: "down",
    async value(work, { scope, until }) {
      const { rows } = await sql<{ value: number | null; n: number }>`select percentile_cont(0.5) within group (order by ${days}) as value, count(*)::int as n
        from ${withDecision} where ${decided} and ${decidedIn(until)} and ${within(scope)}`.execute(work.db)
      const { value, n } = rows[0]!
      return value === null ? undefined : { value, denominator: n, records: n }
    },
    records: (work, scope, cursor) => records(work, scope, cursor, withDecision, decided, days, sql`a.decided_on`),
    scopes,
  }),
  defineMeasure({
    key: "subsidies.within-standard",
    initiative,
    title: "標準処理期間の内に決定した割合",
    unit: "%",
    digits: 1,
    formula: "年度の初めからその日までに交付・不交付を決めた、標準処理期間の定めのある申請のうち、その期間の内に決定したものの割合（補正を待った日を除く）",
    denominator: "標準処理期間の定めのある、決定した申請（件）",
    evidence: "実績ログ",
    direction: "up",
    async value(work, { scope, until }) {
      const { rows } = await sql<{ good: number; n: number }>`select count(*) filter (where ${days} <= ${standard})::int as good, count(*)::int as n
        from ${withDecision} where ${decided} and ${standard} is not null and ${decidedIn(until)} and ${within(scope)}`.execute(work.db)
      const { good, n } = rows[0]!
      return n === 0 ? undefined : { value: Math.round((good / n) * 1000) / 10, denominator: n, records: n }
    },
    records: (work, scope, cursor) => records(work, scope, cursor, withDecision, sql`${decided} and ${standard} is not null`, sql`case when ${days} <= ${standard} then 1 else 0 end`, sql`a.decided_on`),
    scopes,
  }),
  defineMeasure({
    key: "subsidies.hours-saved",
    initiative,
    title: "補助金の申請のオンライン化で減った職員の時間",
    unit: "時間",
    digits: 1,
    formula: `年度の初めからその日までに、受け付けた申請 × ${SPARED.application}分（受付と入力）＋ 求めた補正 × ${SPARED.correction}分（電話と郵送）＋ 作った通知書 × ${SPARED.letter}分（差し込み）。1件の時間はデモ県の見積り`,
    denominator: "受け付けた申請（件）",
    evidence: "推計",
    direction: "up",
    async value(work, { scope, until }) {
      const { rows } = await sql<{ filed: number; corrections: number; letters: number }>`select
        (select count(*)::int from subsidy_application a where ${filedIn(until)} and ${within(scope)}) as filed,
        (select count(*)::int from subsidy_correction c join subsidy_application a on a.id = c.application_id where ${between(sql`c.asked_at`, until)} and ${within(scope)}) as corrections,
        (select count(*)::int from subsidy_decision d join subsidy_application a on a.id = d.application_id
          where d.document_id is not null and ${between(sql`d.decided_at`, until)} and ${within(scope)}) as letters`.execute(work.db)
      const { filed, corrections, letters } = rows[0]!
      const minutes = filed * SPARED.application + corrections * SPARED.correction + letters * SPARED.letter
      return filed === 0 && minutes === 0 ? undefined : { value: Math.round(minutes / 6) / 10, denominator: filed, records: filed }
    },
    records: (work, scope, cursor) =>
      records(work, scope, cursor, sql`subsidy_application a`, sql`a.filed_at is not null`, sql`${SPARED.application}::numeric / 60`, sql`(a.filed_at at time zone 'Asia/Tokyo')::date`),
    scopes,
  }),
]

/** 地方自治法208条 */
function yearStart(day: CivilDate): CivilDate {
  return `${Number(day.slice(0, 4)) - (day.slice(5, 7) < "04" ? 1 : 0)}-04-01`
}

function between(column: RawBuilder<unknown>, until: CivilDate): RawBuilder<unknown> {
  return sql`${column} >= ${`${yearStart(until)}T00:00:00+09:00`}::timestamptz and ${column} < (${`${until}T00:00:00+09:00`}::timestamptz + interval '1 day')`
}

function filedIn(until: CivilDate): RawBuilder<unknown> {
  return between(sql`a.filed_at`, until)
}

function decidedIn(until: CivilDate): RawBuilder<unknown> {
  return sql`a.decided_on between ${yearStart(until)}::date and ${until}::date`
}

function within(scope: MeasureScope): RawBuilder<unknown> {
  return scope.unitId ? sql`a.unit_id = ${scope.unitId}::uuid` : sql`true`
}

/** Every section that has received an application. */
async function scopes(work: Work): Promise<MeasureScope[]> {
  const { rows } = await sql<{ unitId: string }>`select distinct unit_id as "unitId" from subsidy_application where filed_at is not null`.execute(work.db)
  return rows.map(({ unitId }) => ({ initiativeKey: initiative, unitId }))
}

const PAGE = 50

/** Those behind the figure that the asking person may see; the latest first. */
async function records(
  work: Work,
  scope: MeasureScope,
  cursor: string | undefined,
  from: RawBuilder<unknown>,
  counted: RawBuilder<unknown>,
  value: RawBuilder<unknown>,
  on: RawBuilder<unknown>,
): Promise<RecordPage> {
  const [day, id] = cursor?.split("_") ?? []
  const after = isDayText(day) && isIdText(id) ? sql`and (${on}, a.id) < (${day}::date, ${id}::uuid)` : sql``
  const { rows } = await sql<{ id: string; number: string; title: string; value: number; on: string }>`
    select a.id, a.number, a.title, (${value})::float8 as value, (${on})::text as on from ${from}
    where ${counted} and ${within(scope)} and ${visibleTo(work)} ${after} order by ${on} desc, a.id desc limit ${PAGE + 1}`.execute(work.db)
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => ({ title: `${row.number} ${row.title}`, link: paths.office(row.id), value: Math.round(row.value * 10) / 10, on: row.on })),
    next: rows.length > PAGE && last ? `${last.on}_${last.id}` : undefined,
  }
}
