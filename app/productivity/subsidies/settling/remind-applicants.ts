import { sql } from "kysely"
import { addDays } from "../../../kernel/cases/index.ts"
import { civilDateOf, type CivilDate, type Work } from "../../../kernel/database/index.ts"
import { defineJob } from "../../../kernel/jobs/index.ts"
import { wareki } from "../../../kernel/ui/index.ts"
import { getApplication } from "../applications/read-application.ts"
import { tellApplicants } from "../applications/tell-of.ts"

/** What the applicant owes by a day; the office has its own reminder of the same deadline. */
const OWED = ["実績報告", "返還金の納付", "消費税仕入控除税額報告"]
/** A week before, the day before, and the day after it has passed. */
const DAYS = [7, 1, -1]

/** Every morning: what an applicant still owes by a day that is near or has just gone by. */
export const remindApplicants = defineJob<Record<string, never>>({
  name: "subsidies.remind-applicants",
  title: "報告や納付の期限が近いことを申請者に知らせる",
  run: async (work) => {
    await remindOfOwed(work)
  },
})

/** @returns how many were told of. */
export async function remindOfOwed(work: Work): Promise<number> {
  const today = civilDateOf(work.now)
  const days = DAYS.map((ahead) => addDays(today, ahead))
  const { rows } = await sql<{ id: string; name: string; dueOn: CivilDate }>`select a.id, d.name, d.due_on as "dueOn" from case_deadline d
    join subsidy_application a on a.case_id = d.case_id
    where d.due_on = any(${days}::date[]) and d.met_at is null and d.name = any(${OWED}::text[]) order by a.id`.execute(work.db)
  for (const { id, name, dueOn } of rows) {
    const late = dueOn < today
    await tellApplicants(work, await getApplication(work, id), late ? `${name}の期限が過ぎました` : `${name}の期限が近づいています`, `期限は${wareki(dueOn)}です。${late ? "すぐに手続をしてください。" : ""}`)
  }
  return rows.length
}
