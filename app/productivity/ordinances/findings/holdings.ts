import { sql } from "kysely"
import { casesHeld } from "../../../kernel/cases/index.ts"
import type { Holding } from "../../../kernel/people/index.ts"
import { findingStates } from "./finding-states.ts"

/** A section's part in an open round; where the successor was asked too, its own part stands for both. */
const partsInRounds: Holding = {
  what: "アナログ規制の照会（回答前）",
  async count(work, unitIds) {
    const { rows } = await sql<{ unit: string; n: number }>`select u.unit_id as unit, count(*)::int as n from analog_round_unit u join analog_round r on r.id = u.round_id
      where u.unit_id = any(${[...unitIds]}::uuid[]) and u.answered_at is null and r.closed_at is null group by 1`.execute(work.db)
    return new Map(rows.map(({ unit, n }) => [unit, n]))
  },
  async handOver(work, { from, to }) {
    const { rows } = await sql<{ caseId: string }>`update analog_round_unit u set unit_id = ${to}::uuid from analog_round r
      where r.id = u.round_id and u.unit_id = ${from}::uuid and u.answered_at is null and r.closed_at is null
        and not exists (select from analog_round_unit other where other.round_id = u.round_id and other.unit_id = ${to}::uuid)
      returning u.case_id as "caseId"`.execute(work.db)
    if (rows.length > 0) await sql`update case_file set unit_id = ${to}::uuid where id = any(${rows.map(({ caseId }) => caseId)}::uuid[])`.execute(work.db)
    return rows.length
  },
}

/** Whose text it is says the rulebook; the cases of what was decided go along with it. */
export const findingHoldings: readonly Holding[] = [casesHeld({ what: "アナログ規制の判定", table: "analog_finding", states: findingStates }), partsInRounds]
