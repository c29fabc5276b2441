import { sql } from "kysely"
import { addDays, workingDaysBefore } from "../../../../kernel/cases/index.ts"
import { type CivilDate, civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import { defineJob } from "../../../../kernel/jobs/index.ts"
import { tell } from "../../../../kernel/notices/index.ts"
import { roundNear, roundOverdue } from "../notices.ts"

/** Once before the deadline, then every week after it. */
const WORKING_DAYS_BEFORE = 3
const DAYS_BETWEEN = 7

export const remindSectionsJob = defineJob<Record<string, never>>({
  name: "findings.remind-sections",
  title: "照会の期限が近い所属と過ぎた所属に知らせる",
  run: async (work) => {
    await remindSections(work)
  },
})

interface Part {
  roundId: string
  unitId: string
  title: string
  message: string
  dueOn: CivilDate
  remindedOn: CivilDate | null
  overdueToldOn: CivilDate | null
  count: number
}

/** @returns how many sections were told. */
export async function remindSections(work: Work): Promise<number> {
  const today = civilDateOf(work.now)
  const { rows } = await sql<Part>`select u.round_id as "roundId", u.unit_id as "unitId", r.title, r.message, u.due_on as "dueOn", u.reminded_on as "remindedOn", u.overdue_told_on as "overdueToldOn",
      (select count(*)::int from analog_finding f join ordinance o on o.id = f.ordinance_id where o.unit_id = u.unit_id and f.state = 'found' and f.gone_at is null) as count
    from analog_round_unit u join analog_round r on r.id = u.round_id where u.answered_at is null and r.closed_at is null and u.due_on < ${addDays(today, 20)}::date
    order by u.round_id, u.unit_id limit 2000 for update of u skip locked`.execute(work.db)
  let told = 0
  for (const part of rows) {
    const set = isOverdue(part, today) ? { overdue_told_on: today } : isNear(part, today) ? { reminded_on: today } : undefined
    if (!set) continue
    await tell(work, "overdue_told_on" in set ? roundOverdue : roundNear, part)
    await work.db.updateTable("analog_round_unit").set(set).where("round_id", "=", part.roundId).where("unit_id", "=", part.unitId).execute()
    told++
  }
  return told
}

function isOverdue({ dueOn, overdueToldOn }: Part, today: CivilDate): boolean {
  return dueOn < today && (overdueToldOn === null || addDays(overdueToldOn, DAYS_BETWEEN) <= today)
}

function isNear({ dueOn, remindedOn }: Part, today: CivilDate): boolean {
  return remindedOn === null && dueOn >= today && workingDaysBefore(dueOn, WORKING_DAYS_BEFORE) <= today
}
