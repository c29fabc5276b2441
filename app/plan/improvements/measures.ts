import { type RawBuilder, sql } from "kysely"
import type { CivilDate, Work } from "../../kernel/database/index.ts"
import { defineMeasure, type MeasureScope, type MeasureValue, type RecordPage } from "../../kernel/measures/index.ts"
import { FORMULA, hoursOf } from "./durations.ts"
import { paths } from "./paths.ts"
import { isDayText, isIdText } from "../../kernel/http/index.ts"
import { isId } from "../editions/read-edition.ts"
import { sightOf, visibleTo } from "./visibility.ts"

/** Minutes are summed before they become hours (小数第2位を四捨五入). */
export const improvementMeasures = [
  defineMeasure({
    key: "improvements.hours-saved",
    title: "業務改善提案で減った時間（測定）",
    unit: "時間",
    digits: 1,
    formula: `測定済みの改善提案ごとに ${FORMULA}（1年あたり、改善後の時間・回数・人数は実施3か月後以降の測定値）を求めて合計したもの`,
    denominator: "測定した改善提案（件）",
    evidence: "実績ログ",
    direction: "up",
    value: (work, { scope, until }) =>
      one(work, sql<Row>`select sum(saved_minutes)::float8 / 60 as value, count(*)::int as n from (
        select distinct on (m.improvement_id) m.saved_minutes from improvement_measurement m
        join improvement i on i.id = m.improvement_id
        where m.measured_on <= ${until}::date and ${within(scope)}
        order by m.improvement_id, m.id desc) latest`, (value) => hoursOf(value * 60)),
    records: (work, scope, cursor) => records(work, scope, cursor, sql`i.state = 'measured'`, sql`i.measured_saved_minutes / 60`, sql`i.measured_on`),
    scopes,
  }),
  defineMeasure({
    key: "improvements.hours-estimated",
    title: "業務改善提案で減る見込みの時間",
    unit: "時間",
    digits: 1,
    formula: `採用した改善提案ごとに ${FORMULA}（1年あたり、提案者の見積り）を求めて合計したもの。測定した時間とは別の数`,
    denominator: "採用した改善提案（件）",
    evidence: "推計",
    direction: "up",
    value: (work, { scope, until }) =>
      one(work, sql<Row>`select sum(i.saved_minutes)::float8 / 60 as value, count(*)::int as n from improvement i
        where i.open and i.decided_on <= ${until}::date and ${within(scope)}`, (value) => hoursOf(value * 60)),
    records: (work, scope, cursor) => records(work, scope, cursor, sql`i.open`, sql`i.saved_minutes / 60`, sql`i.decided_on`),
    scopes,
  }),
  defineMeasure({
    key: "improvements.adopted",
    title: "採用した業務改善提案",
    unit: "件",
    formula: "年度の初めからその日までに採用と決まった改善提案の数",
    denominator: "採否が決まった改善提案（件）",
    evidence: "実績ログ",
    direction: "up",
    async value(work, { scope, until }) {
      const { rows } = await sql<{ adopted: number; decided: number }>`
        select count(*) filter (where i.open)::int as adopted, count(*)::int as decided from improvement i
        where i.decided_on between ${yearStart(until)}::date and ${until}::date and ${within(scope)}`.execute(work.db)
      const { adopted, decided } = rows[0]!
      return decided === 0 ? undefined : { value: adopted, denominator: decided, records: adopted }
    },
    records: (work, scope, cursor) => records(work, scope, cursor, sql`i.open`, sql`1`, sql`i.decided_on`),
    scopes,
  }),
  defineMeasure({
    key: "improvements.filed",
    title: "業務改善提案の件数",
    unit: "件",
    formula: "年度の初めからその日までに受け付けた改善提案の数（取下げを除く）",
    denominator: "提案した職員（人）",
    evidence: "実績ログ",
    direction: "up",
    async value(work, { scope, until }) {
      const { rows } = await sql<{ filed: number; authors: number }>`
        select count(*)::int as filed, count(distinct i.author_id)::int as authors from improvement i
        where i.filed_at >= ${`${yearStart(until)}T00:00:00+09:00`}::timestamptz
          and i.filed_at < (${`${until}T00:00:00+09:00`}::timestamptz + interval '1 day') and i.state <> 'withdrawn' and ${within(scope)}`.execute(work.db)
      const { filed, authors } = rows[0]!
      return filed === 0 ? undefined : { value: filed, denominator: authors, records: filed }
    },
    records: (work, scope, cursor) =>
      records(work, scope, cursor, sql`i.filed_at is not null and i.state <> 'withdrawn'`, sql`1`, sql`(i.filed_at at time zone 'Asia/Tokyo')::date`),
    scopes,
  }),
  defineMeasure({
    key: "improvements.days-to-decision",
    title: "業務改善提案の採否までの日数",
    unit: "日",
    digits: 1,
    formula: "年度の初めからその日までに採否が決まった改善提案について、受付から決裁までの日数（暦日）の中央値",
    denominator: "採否が決まった改善提案（件）",
    evidence: "実績ログ",
    direction: "down",
    value: (work, { scope, until }) =>
      one(work, sql<Row>`select percentile_cont(0.5) within group (order by i.decided_on - (i.filed_at at time zone 'Asia/Tokyo')::date) as value,
        count(*)::int as n from improvement i
        where i.decided_on between ${yearStart(until)}::date and ${until}::date and ${within(scope)}`),
    records: (work, scope, cursor) =>
      records(work, scope, cursor, sql`i.decided_on is not null`, sql`i.decided_on - (i.filed_at at time zone 'Asia/Tokyo')::date`, sql`i.decided_on`),
    scopes,
  }),
]

interface Row {
  value: number | null
  n: number
}

async function one(work: Work, query: RawBuilder<Row>, shape = (value: number) => value): Promise<MeasureValue | undefined> {
  const { rows } = await query.execute(work.db)
  const { value, n } = rows[0]!
  return value === null || n === 0 ? undefined : { value: shape(value), denominator: n, records: n }
}

/** 地方自治法208条 */
function yearStart(day: CivilDate): CivilDate {
  return `${Number(day.slice(0, 4)) - (day.slice(5, 7) < "04" ? 1 : 0)}-04-01`
}

function within(scope: MeasureScope): RawBuilder<unknown> {
  const wanted: RawBuilder<unknown>[] = [sql`true`]
  const id = scope.initiativeId ?? (scope.initiativeKey && isId(scope.initiativeKey) ? scope.initiativeKey : undefined)
  if (id) wanted.push(sql`i.initiative_id = ${id}::uuid`)
  else if (scope.initiativeKey) wanted.push(sql`i.initiative_id = (select id from plan_initiative where key = ${scope.initiativeKey})`)
  if (scope.unitId) wanted.push(sql`i.author_unit_id = ${scope.unitId}::uuid`)
  return sql.join(wanted, sql` and `)
}

/** Every initiative against which something was filed. */
async function scopes(work: Work): Promise<MeasureScope[]> {
  const { rows } = await sql<{ id: string; key: string | null }>`select p.id, p.key from plan_initiative p
    where exists (select 1 from improvement i where i.initiative_id = p.id and i.filed_at is not null)`.execute(work.db)
  return rows.map(({ id, key }) => ({ initiativeId: id, initiativeKey: key ?? id }))
}

const PAGE = 50

/** Those behind the figure that the asking person may see; the latest first. */
async function records(
  work: Work,
  scope: MeasureScope,
  cursor: string | undefined,
  counted: RawBuilder<unknown>,
  value: RawBuilder<unknown>,
  on: RawBuilder<unknown>,
): Promise<RecordPage> {
  const [day, id] = cursor?.split("_") ?? []
  const after = isDayText(day) && isIdText(id) ? sql`and (${on}, i.id) < (${day}::date, ${id}::uuid)` : sql``
  const { rows } = await sql<{ id: string; title: string; number: string; value: number; on: string }>`
    select i.id, i.title, i.number, (${value})::float8 as value, (${on})::text as on from improvement i
    where ${counted} and ${within(scope)} and ${visibleTo(sightOf(work.actor))} ${after}
    order by ${on} desc, i.id desc limit ${PAGE + 1}`.execute(work.db)
  const shown = rows.slice(0, PAGE)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => ({ title: `${row.number} ${row.title}`, link: paths.one(row.id), value: Math.round(row.value * 10) / 10, on: row.on })),
    next: rows.length > PAGE && last ? `${last.on}_${last.id}` : undefined,
  }
}
