import { sql } from "kysely"
import { unitsOf } from "../../../kernel/access/index.ts"
import { type CivilDate, type Question, question, type Work } from "../../../kernel/database/index.ts"
import type { DeskItem, OwnedItem } from "../../../module.ts"
import { type FindingState, stateNames, stateWords } from "./finding-states.ts"
import { addressOf } from "./list/list-filter.ts"
import { paths } from "./paths.ts"

interface RoundOfSection {
  id: string
  title: string
  dueOn: CivilDate
  since: string
  n: number
}

interface Counts {
  found: number
  changed: number
  late: number
  since: string | null
  /** Somebody has asked the section already: one line for both is enough. */
  asked: boolean
}

/** What waits for the asking person's section: one line for each open round, for what is undecided, changed or late. */
export function findingsWaiting(work: Work): Question<DeskItem>[] {
  if (work.actor.kind !== "staff") return []
  const units = sql`${[...unitsOf(work.actor)]}::uuid[]`
  const openRounds = sql`analog_round_unit u join analog_round r on r.id = u.round_id where u.unit_id = any(${units}) and u.answered_at is null and r.closed_at is null`
  const rounds = sql`select r.id, r.title, u.due_on as "dueOn", r.opened_at as since,
      (select count(*)::int from analog_finding f join ordinance o on o.id = f.ordinance_id where o.unit_id = u.unit_id and f.state = 'found' and f.gone_at is null) as n
    from ${openRounds} order by u.due_on limit 20`
  const counts = sql`select count(*) filter (where f.state = 'found' and f.attention = '')::int as found, count(*) filter (where f.state = 'found' and f.attention = 'text-changed')::int as changed,
      count(*) filter (where f.state = 'planned' and f.planned_month < to_char(${work.now}::timestamptz at time zone 'Asia/Tokyo', 'YYYY-MM'))::int as late,
      min(f.updated_at) filter (where f.state in ('found', 'planned')) as since, exists (select 1 from ${openRounds}) as asked
    from analog_finding f join ordinance o on o.id = f.ordinance_id where o.unit_id = any(${units}) and f.gone_at is null`
  return [
    question<RoundOfSection, DeskItem>(rounds, (rows) =>
      rows.map(({ id, title, dueOn, since, n }) => ({ kind: "照会", title: `${title}（未判定${n}件）`, link: paths.round(id), since: new Date(since), dueOn, state: "回答待ち" })),
    ),
    question<Counts, DeskItem>(counts, ([row]) => (row ? linesOf(row, work.now) : [])),
  ]
}

function linesOf({ found, changed, late, since: first, asked }: Counts, now: Date): DeskItem[] {
  const since = first ? new Date(first) : now
  return [
    ...(changed > 0 ? [{ kind: "判定", title: `条文が変わった該当候補 ${changed}件`, link: addressOf(paths.list, { attention: "text-changed" }), since, state: "条文が変わりました" }] : []),
    ...(found > 0 && !asked ? [{ kind: "判定", title: `アナログ規制の該当候補 ${found}件`, link: addressOf(paths.list, { state: "found" }), since, state: "未判定" }] : []),
    ...(late > 0 ? [{ kind: "見直し", title: `予定の月を過ぎたアナログ規制の見直し ${late}件`, link: addressOf(paths.list, { state: "planned", sort: "month" }), since, state: "予定超過" }] : []),
  ]
}

/** What the person's section answers for, by where it stands. */
export function findingsOwned(work: Work): Question<OwnedItem>[] {
  if (work.actor.kind !== "staff") return []
  const query = sql`select f.state, count(*)::int as n from analog_finding f join ordinance o on o.id = f.ordinance_id
    where o.unit_id = any(${[...unitsOf(work.actor)]}::uuid[]) and f.gone_at is null group by f.state`
  return [
    question<{ state: FindingState; n: number }, OwnedItem>(query, (rows) =>
      stateNames.flatMap((state) => {
        const n = rows.find((row) => row.state === state)?.n ?? 0
        return n === 0 ? [] : [{ kind: "アナログ規制", title: `アナログ規制の該当候補：${stateWords[state]}`, link: addressOf(paths.list, { state }), state: `${n}件` }]
      }),
    ),
  ]
}
