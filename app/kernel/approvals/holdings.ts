import { sql } from "kysely"
import { personOf } from "../access/index.ts"
import { countBy, type Holding } from "../people/index.ts"

/** Steps nobody has taken belong to a post of a unit: without the unit they would wait for ever. What was done stays as it was done. */
const openSteps: Holding = {
  what: "決裁の途中の段階",
  count: (work, unitIds) => countBy(work, sql`select unit_id as unit, 1 as n from approval_step where unit_id = any(${[...unitIds]}::uuid[]) and state in ('waiting', 'current')`),
  async handOver(work, { from, to, on }) {
    const { numAffectedRows } = await sql`update approval_step set unit_id = ${to}::uuid, unit_name = coalesce((select name from unit_period
        where unit_id = ${to}::uuid and valid_from <= ${on}::date and (valid_until is null or valid_until > ${on}::date) limit 1), unit_name)
      where unit_id = ${from}::uuid and state in ('waiting', 'current')`.execute(work.db)
    // A returned one is submitted again with the same units to agree.
    await sql`update approval set extra_concurrence = array_replace(extra_concurrence, ${from}::uuid, ${to}::uuid)
      where status in ('in-progress', 'returned') and ${from}::uuid = any(extra_concurrence)`.execute(work.db)
    return Number(numAffectedRows ?? 0)
  },
}

const named = "decider_unit_id = u.id or u.id = any(concurrence_unit_ids)"

/** Rules that name the unit are ended and set again with the one that takes over: past decisions keep the rule they were made under. */
const rules: Holding = {
  what: "専決規程の定め",
  count: (work, unitIds) =>
    countBy(
      work,
      sql`select u.id as unit, 1 as n from unnest(${[...unitIds]}::uuid[]) u(id) join approval_rule on ${sql.raw(named)} where valid_until is null or valid_until > (now() at time zone 'Asia/Tokyo')::date`,
    ),
  async handOver(work, { from, to, on }) {
    const renamed = sql`case when decider_unit_id = ${from}::uuid then ${to}::uuid else decider_unit_id end, array_replace(concurrence_unit_ids, ${from}::uuid, ${to}::uuid)`
    const held = sql`(decider_unit_id = ${from}::uuid or ${from}::uuid = any(concurrence_unit_ids)) and (valid_until is null or valid_until > ${on}::date)`
    const { rows } = await sql<{ count: number }>`with running as (
        select * from approval_rule where ${held} and valid_from < ${on}::date
      ), ended as (
        update approval_rule set valid_until = ${on}::date where id in (select id from running)
      ), later as (
        update approval_rule set (decider_unit_id, concurrence_unit_ids) = (${renamed}) where ${held} and valid_from >= ${on}::date returning id
      ), made as (
        insert into approval_rule (kind, amount_from, amount_below, decider_rank, circulation_ranks, own_draft, article, note, valid_from, valid_until, created_by,
          decider_unit_id, concurrence_unit_ids)
        select kind, amount_from, amount_below, decider_rank, circulation_ranks, own_draft, article, note, ${on}::date, valid_until, ${personOf(work.actor) ?? null}::uuid, ${renamed}
        from running returning id
      ) select ((select count(*) from later) + (select count(*) from made))::int as count`.execute(work.db)
    return rows[0]!.count
  },
}

export const approvalHoldings: readonly Holding[] = [openSteps, rules]
