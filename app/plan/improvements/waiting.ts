import { sql } from "kysely"
import { unitsOf } from "../../kernel/access/index.ts"
import { civilDateOf, type Question, question, type Work } from "../../kernel/database/index.ts"
import { partsOf } from "../../kernel/people/index.ts"
import type { DeskItem, OwnedItem } from "../../module.ts"
import type { ImprovementState } from "./improvement-states.ts"
import { stateWords } from "./improvement-states.ts"
import { paths } from "./paths.ts"
import { sightOf } from "./visibility.ts"

interface Row {
  kind: string
  id: string
  title: string
  state: ImprovementState
  since: string
  dueOn: string | null
}

const MOST = 30

/** What waits for the asking person: their drafts and returned ones, the head's word, the decision, carrying out, measuring. */
export function improvementsWaiting(work: Work): Question<DeskItem>[] {
  if (work.actor.kind !== "staff") return []
  const sight = sightOf(work.actor)
  const me = work.actor.id
  const today = civilDateOf(work.now)
  const headed = sql`any(${[...sight.headUnits]}::uuid[])`
  const inside = sight.headUnits.length > 0 ? partsOf(work.actor.unitId, today) : sql`select null::uuid`
  // Deciding is for those who lead the owner unit or work in it; a director above has their heads for it.
  const unit = sql`any(${[...unitsOf(work.actor)]}::uuid[])`
  const part = (kind: string, since: string, dueOn: string, where: ReturnType<typeof sql>) => sql`(select ${kind}::text as kind, i.id,
    i.title, i.state, ${sql.raw(since)} as since, ${sql.raw(dueOn)} as "dueOn" from improvement i where ${where} order by i.filed_at limit ${MOST})`
  const query = sql`
    ${part("差戻し", "i.updated_at", "null::date", sql`i.author_id = ${me} and i.state = 'returned'`)} union all
    ${part("下書き", "i.updated_at", "null::date", sql`i.author_id = ${me} and i.state = 'draft'`)} union all
    ${part("所属長の意見", "i.filed_at", "null::date", sql`i.state = 'filed' and i.head_commented_at is null and i.author_unit_id = ${headed} and i.author_unit_id in (${inside}) and i.author_id <> ${me}`)} union all
    ${part("採否の起案", "i.filed_at", DECIDE_BY, sql`i.state = 'filed' and i.owner_unit_id = ${unit}`)} union all
    ${part("実施", "i.updated_at", "i.planned_on", sql`i.state = 'adopted' and i.author_id = ${me}`)} union all
    ${part("効果の測定", "i.updated_at", "i.measure_due_on", sql`i.state = 'done' and i.measure_due_on <= ${today}::date + 14 and (i.author_id = ${me} or i.owner_unit_id = ${unit})`)}`
  const itemOf = ({ kind, id, title, state, since, dueOn }: Row): DeskItem => ({
    kind,
    title: `業務改善提案「${title}」`,
    link: paths.one(id),
    since: new Date(since),
    state: stateWords[state],
    ...(dueOn ? { dueOn } : {}),
  })
  return [question<Row, DeskItem>(query, (rows) => rows.map(itemOf))]
}

/** 標準処理期間: thirty days from filing. */
const DECIDE_BY = "((i.filed_at at time zone 'Asia/Tokyo')::date + 30)"

/** What the asking person's unit answers for: the improvements of its initiatives that are under way, by state. */
export function improvementsOwned(work: Work): Question<OwnedItem>[] {
  if (work.actor.kind !== "staff") return []
  const query = sql`select state, count(*)::int as n from improvement
    where owner_unit_id = any(${[...unitsOf(work.actor)]}::uuid[]) and state in ('filed', 'returned', 'in-approval', 'adopted', 'done')
    group by state order by min(filed_at)`
  const itemOf = ({ state, n }: { state: ImprovementState; n: number }): OwnedItem => ({
    kind: "改善提案",
    title: `担当する取組への業務改善提案：${stateWords[state]}`,
    link: `${paths.list}?whose=owned&state=${state}`,
    state: `${n}件`,
  })
  return [question(query, (rows: Parameters<typeof itemOf>[0][]) => rows.map(itemOf))]
}
