import { sql } from "kysely"
import { actorName, personOf } from "../access/index.ts"
import { countBy, type Holding } from "../people/index.ts"
import type { States } from "./states.ts"

/**
 * A module's cases that have not ended: the case goes to who takes over, with a step that names both units; the number stays,
 * and so does whoever works on it, if they go along. `column`: the module's own copy of the unit, moved with it.
 */
export function casesHeld(of: { what: string; table: string; states: States; column?: string }): Holding {
  const table = sql.table(of.table)
  const ended = Object.entries(of.states).flatMap(([state, moves]) => (Object.keys(moves).length === 0 ? [state] : []))
  const open = sql`h.state <> all(${ended}::text[])`
  return {
    what: of.what,
    count: (work, unitIds) =>
      countBy(work, sql`select f.unit_id as unit, 1 as n from case_file f join ${table} h on h.case_id = f.id where f.unit_id = any(${[...unitIds]}::uuid[]) and ${open}`),
    async handOver(work, { from, to, on, reason }) {
      const column = of.column && sql.id(of.column)
      const copy = column ? sql`, copies as (update ${table} h set ${column} = ${to}::uuid where h.${column} = ${from}::uuid and ${open})` : sql``
      const { rows } = await sql<{ count: number }>`with moved as (
          update case_file f set unit_id = ${to}::uuid, assignee_id = case when exists (select from staff_post sp where sp.person_id = f.assignee_id
            and sp.unit_id = ${to}::uuid and sp.valid_from <= ${on}::date and (sp.valid_until is null or sp.valid_until > ${on}::date)) then f.assignee_id end
          from ${table} h where h.case_id = f.id and f.unit_id = ${from}::uuid and ${open}
          returning f.id, f.state
        ), steps as (
          insert into case_step (case_id, move, from_state, to_state, at, actor_kind, actor_id, actor_name, reason, detail)
          select id, 'transfer', state, state, ${work.now}, ${work.actor.kind}, ${personOf(work.actor) ?? null}::uuid, ${actorName(work.actor)},
            ${reason}, jsonb_build_object('from', ${from}::text, 'to', ${to}::text, 'on', ${on}::text) from moved
        )${copy} select count(*)::int as count from moved`.execute(work.db)
      return rows[0]!.count
    },
  }
}
