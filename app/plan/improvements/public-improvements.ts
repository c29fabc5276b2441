import type { CivilDate, Work } from "../../kernel/database/index.ts"
import { hoursOf } from "./durations.ts"

/** What residents may know of an adopted improvement: no person, no unit, no internal text. */
export interface PublicImprovement {
  id: string
  title: string
  initiativeId: string
  adoptedOn: CivilDate
  doneOn: CivilDate | null
  /** Hours a year as the proposer estimated (推計). */
  estimatedHours: number
  /** Hours a year as measured (実績ログ); null: not measured yet. */
  measuredHours: number | null
}

/** Adopted and later, the latest first. Asks nobody's permission: these fields are public. */
export async function publicImprovements(work: Pick<Work, "db">, initiativeId: string, limit = 50): Promise<PublicImprovement[]> {
  const rows = await work.db
    .selectFrom("improvement")
    .select(["id", "title", "initiative_id", "decided_on", "done_on", "saved_minutes", "measured_saved_minutes"])
    .where("initiative_id", "=", initiativeId)
    .where("open", "=", true)
    .orderBy("decided_on", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    initiativeId: row.initiative_id,
    adoptedOn: row.decided_on!,
    doneOn: row.done_on,
    estimatedHours: hoursOf(Number(row.saved_minutes)),
    measuredHours: row.measured_saved_minutes === null ? null : hoursOf(Number(row.measured_saved_minutes)),
  }))
}
