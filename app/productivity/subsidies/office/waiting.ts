import { type RawBuilder, sql } from "kysely"
import type { DeskItem, OwnedItem } from "../../../module.ts"
import { unitsOf } from "../../../kernel/access/index.ts"
import { civilDateOf, type CivilDate, type Question, question, type Work } from "../../../kernel/database/index.ts"
import { paths } from "../paths.ts"
import { type ApplicationState, stateWords } from "../application-states.ts"
import { addressOf } from "./list-filter.ts"
import { officePaths } from "./paths.ts"
import { type StateGroup, stateGroups } from "./state-groups.ts"

interface Row {
  kind: string
  id: string
  number: string
  title: string
  state: ApplicationState
  since: string
  dueOn: CivilDate | null
}

const MOST = 40

/**
 * What waits for the asking person: their own applications where the next step is the office's, and those of their
 * section that nobody has taken. One line for each, by what is most pressing.
 */
export function officeWaiting(work: Work): Question<DeskItem>[] {
  if (work.actor.kind !== "staff") return []
  const today = civilDateOf(work.now)
  const own = sql`a.filed_at is not null and a.unit_id = any(${[...unitsOf(work.actor)]}::uuid[]) and (a.clerk_id is null or a.clerk_id = ${work.actor.id}::uuid)`
  const due = sql`coalesce(a.process_by, '9999-12-31'::date)`
  const few = (where: RawBuilder<unknown>) => sql`(select a.id from subsidy_application a where ${own} and ${where} order by ${due} limit ${MOST})`
  const query = sql`with few as (
      ${few(sql`a.state in ('formal-check', 'in-review', 'decided')`)} union
      ${few(sql`a.state in ('in-committee', 'in-decision') and a.process_by < ${today}::date`)} union
      ${few(sql`a.state = 'in-correction' and exists (select from subsidy_correction c where c.application_id = a.id and c.answered_at is null and c.reply_by < ${today}::date)`)}
    )
    select a.id, a.number, a.title, a.state, a.updated_at as since, a.process_by as "dueOn",
      case when a.process_by < ${today}::date then '期限超過'
        when a.clerk_id is null then '担当者を決める'
        when a.state = 'decided' then '交付決定の通知'
        when a.state = 'in-review' then '審査'
        when a.state = 'in-correction' then '補正の期限切れ'
        when exists (select from subsidy_correction c where c.application_id = a.id and c.about = 'application' and c.answered_at is not null) then '補正の確認'
        else '形式審査' end as kind
    from few join subsidy_application a on a.id = few.id order by ${due}, a.filed_at limit ${MOST}`
  const itemOf = ({ kind, id, number, title, state, since, dueOn }: Row): DeskItem => ({
    kind,
    title: `補助金の申請「${title}」（${number}）`,
    link: paths.office(id),
    since: new Date(since),
    state: stateWords[state],
    ...(dueOn ? { dueOn } : {}),
  })
  return [question<Row, DeskItem>(query, (rows) => rows.map(itemOf))]
}

/** What the person's section has in hand, by where it stands. */
export function officeOwned(work: Work): Question<OwnedItem>[] {
  if (work.actor.kind !== "staff") return []
  const query = sql`select state, count(*)::int as n from subsidy_application
    where unit_id = any(${[...unitsOf(work.actor)]}::uuid[]) and filed_at is not null group by state`
  return [question(query, inGroups)]
}

function inGroups(rows: { state: ApplicationState; n: number }[]): OwnedItem[] {
  return (Object.keys(stateGroups) as StateGroup[]).flatMap((group) => {
    const states: readonly ApplicationState[] = stateGroups[group].states
    const n = rows.filter(({ state }) => states.includes(state)).reduce((total, row) => total + row.n, 0)
    if (n === 0 || group === "ended") return []
    return [{ kind: "補助金", title: `補助金の申請：${stateGroups[group].title}`, link: addressOf(officePaths.list, { group }), state: `${n}件` }]
  })
}
