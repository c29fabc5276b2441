import { civilDateOf, type CivilDate, type Work } from "../database/index.ts"

export interface Reminder {
  number: string
  title: string
  link: string
  unitId: string
  assigneeId: string | null
  name: string
  dueOn: CivilDate
}

/** The deadlines to be reminded of by today, each given out once; a work that is undone gives them back. */
export async function takeReminders(work: Work): Promise<Reminder[]> {
  return work.db
    .updateTable("case_deadline as d")
    .from("case_file as f")
    .set({ reminded_at: work.now })
    .whereRef("f.id", "=", "d.case_id")
    .where("d.remind_on", "<=", civilDateOf(work.now))
    .where("d.reminded_at", "is", null)
    .where("d.met_at", "is", null)
    .returning(["f.number", "f.title", "f.link", "f.unit_id as unitId", "f.assignee_id as assigneeId", "d.name", "d.due_on as dueOn"])
    .execute()
}
