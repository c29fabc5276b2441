import { sql } from "kysely"
import { appending } from "../audit/index.ts"
import { civilDateOf, type CivilDate, type Work } from "../database/index.ts"
import { refusal } from "../http/refusal.ts"
import { isCivilDate } from "./civil-dates.ts"
import { getCase } from "./read-cases.ts"

export interface NewDeadline {
  /** What is due: 「判定への対応」. One of a name per case. */
  name: string
  dueOn: CivilDate
  remindOn?: CivilDate
}

/** Sets a deadline, or moves the one of that name. */
export async function setDeadline(work: Work, caseId: string, deadline: NewDeadline): Promise<void> {
  mustBeADeadline(deadline)
  const { name, dueOn, remindOn } = deadline
  const file = await getCase(work, caseId)
  const event = {
    action: "cases.deadline-set",
    subject: { kind: "case", id: caseId },
    detail: { number: file.number, name, dueOn, ...(remindOn ? { remindOn } : {}) },
    unitId: file.unitId,
  }
  await sql`with put as (
      insert into case_deadline (case_id, name, due_on, remind_on) values (${caseId}::uuid, ${name}, ${dueOn}::date, ${remindOn ?? null}::date)
      on conflict (case_id, name) do update set due_on = excluded.due_on, remind_on = excluded.remind_on, reminded_at = null, met_at = null
      returning case_id
    ) select ${appending(work, event)} from put`.execute(work.db)
}

/** Refuses days that do not exist, and to be reminded of it after it is due. */
export function mustBeADeadline({ dueOn, remindOn }: NewDeadline): void {
  if (!isCivilDate(dueOn) || (remindOn !== undefined && !isCivilDate(remindOn))) {
    throw refusal("invalid", "cases.deadline-date", "期限は実在する日付を入力してください。", { field: "dueOn" })
  }
  if (remindOn !== undefined && remindOn > dueOn) {
    throw refusal("invalid", "cases.remind-after-due", "お知らせする日は、期限の日までの日付にしてください。", { field: "remindOn" })
  }
}

/** What was due is done. No deadline of that name, or one already met: nothing happens. */
export async function meetDeadline(work: Work, caseId: string, name: string): Promise<void> {
  await work.db
    .updateTable("case_deadline")
    .set({ met_at: work.now })
    .where("case_id", "=", caseId)
    .where("name", "=", name)
    .where("met_at", "is", null)
    .execute()
}

export interface Deadline {
  caseId: string
  kind: string
  number: string
  title: string
  link: string
  unitId: string
  assigneeId: string | null
  name: string
  dueOn: CivilDate
  metAt: Date | null
  setAt: Date
  overdue: boolean
}

export interface DeadlineFilter {
  unitIds?: readonly string[]
  personId?: string
  /** With `personId`: or of a case in these units that nobody is named for. */
  orOpenIn?: readonly string[]
  caseId?: string
  /** Up to and with this day. */
  until?: CivilDate
  /** Those already met, too. */
  met?: boolean
  limit?: number
}

/** The nearest first. */
export async function listDeadlines(work: Work, filter: DeadlineFilter): Promise<Deadline[]> {
  if (filter.unitIds?.length === 0) return []
  const today = civilDateOf(work.now)
  return (await deadlinesOf(work, filter).execute()).map((row) => ({ ...row, overdue: row.metAt === null && row.dueOn < today }))
}

/** The same as a query, for whoever asks more with it. */
export function deadlinesOf(work: Pick<Work, "db">, filter: DeadlineFilter) {
  let query = work.db
    .selectFrom("case_deadline as d")
    .innerJoin("case_file as f", "f.id", "d.case_id")
    .select([
      "f.id as caseId",
      "f.kind",
      "f.number",
      "f.title",
      "f.link",
      "f.unit_id as unitId",
      "f.assignee_id as assigneeId",
      "d.name",
      "d.due_on as dueOn",
      "d.met_at as metAt",
      "d.created_at as setAt",
    ])
    .orderBy("d.due_on")
    .orderBy("d.id")
    .limit(filter.limit ?? 200)
  if (!filter.met) query = query.where("d.met_at", "is", null)
  if (filter.unitIds) query = query.where("f.unit_id", "in", filter.unitIds)
  if (filter.personId) {
    const { personId, orOpenIn = [] } = filter
    query = query.where((eb) =>
      orOpenIn.length === 0
        ? eb("f.assignee_id", "=", personId)
        : eb.or([eb("f.assignee_id", "=", personId), eb.and([eb("f.assignee_id", "is", null), eb("f.unit_id", "=", eb.fn.any(eb.val([...orOpenIn])))])]),
    )
  }
  if (filter.caseId) query = query.where("f.id", "=", filter.caseId)
  if (filter.until) query = query.where("d.due_on", "<=", filter.until)
  return query
}
