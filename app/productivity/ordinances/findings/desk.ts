import { sql } from "kysely"
import { unitsOf } from "../../../kernel/access/index.ts"
import type { CivilDate, Work } from "../../../kernel/database/index.ts"
import type { DeskItem, OwnedItem } from "../../../module.ts"
import { type FindingState, stateNames, stateWords } from "./finding-states.ts"
import { addressOf } from "./list/list-filter.ts"
import { paths } from "./paths.ts"

/** What waits for the asking person's section: one line for what is undecided, one for what changed, one for each open round. */
export async function findingsWaiting(work: Work): Promise<DeskItem[]> {
  if (work.actor.kind !== "staff") return []
  const units = [...unitsOf(work.actor)]
  const [open, rounds] = await Promise.all([
    sql<{ found: number; changed: number; late: number; since: Date | null }>`select count(*) filter (where f.state = 'found' and f.attention = '')::int as found, count(*) filter (where f.state = 'found' and f.attention = 'text-changed')::int as changed,
        count(*) filter (where f.state = 'planned' and f.planned_month < to_char(${work.now}::timestamptz at time zone 'Asia/Tokyo', 'YYYY-MM'))::int as late,
        min(f.updated_at) filter (where f.state in ('found', 'planned')) as since
      from analog_finding f join ordinance o on o.id = f.ordinance_id where o.unit_id = any(${units}::uuid[]) and f.gone_at is null`.execute(work.db),
    sql<{ id: string; title: string; dueOn: CivilDate; since: Date; n: number }>`select r.id, r.title, u.due_on as "dueOn", r.opened_at as since,
        (select count(*)::int from analog_finding f join ordinance o on o.id = f.ordinance_id where o.unit_id = u.unit_id and f.state = 'found' and f.gone_at is null) as n
      from analog_round_unit u join analog_round r on r.id = u.round_id
      where u.unit_id = any(${units}::uuid[]) and u.answered_at is null and r.closed_at is null order by u.due_on limit 20`.execute(work.db),
  ])
  const { found, changed, late, since } = open.rows[0]!
  const at = since ?? work.now
  return [
    ...rounds.rows.map((round): DeskItem => ({ kind: "照会", title: `${round.title}（未判定${round.n}件）`, link: paths.round(round.id), since: round.since, dueOn: round.dueOn, state: "回答待ち" })),
    ...(changed > 0 ? [{ kind: "判定", title: `条文が変わった該当候補 ${changed}件`, link: addressOf(paths.list, { attention: "text-changed" }), since: at, state: "条文が変わりました" }] : []),
    ...(found > 0 && rounds.rows.length === 0 ? [{ kind: "判定", title: `アナログ規制の該当候補 ${found}件`, link: addressOf(paths.list, { state: "found" }), since: at, state: "未判定" }] : []),
    ...(late > 0 ? [{ kind: "見直し", title: `予定の月を過ぎたアナログ規制の見直し ${late}件`, link: addressOf(paths.list, { state: "planned", sort: "month" }), since: at, state: "予定超過" }] : []),
  ]
}

/** What the person's section answers for, by where it stands. */
export async function findingsOwned(work: Work): Promise<OwnedItem[]> {
  if (work.actor.kind !== "staff") return []
  const { rows } = await sql<{ state: FindingState; n: number }>`select f.state, count(*)::int as n from analog_finding f join ordinance o on o.id = f.ordinance_id
    where o.unit_id = any(${[...unitsOf(work.actor)]}::uuid[]) and f.gone_at is null group by f.state`.execute(work.db)
  return stateNames.flatMap((state) => {
    const n = rows.find((row) => row.state === state)?.n ?? 0
    return n === 0 ? [] : [{ kind: "アナログ規制", title: `アナログ規制の該当候補：${stateWords[state]}`, link: addressOf(paths.list, { state }), state: `${n}件` }]
  })
}
