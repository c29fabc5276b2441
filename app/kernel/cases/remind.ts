import { civilDateOf, type Work } from "../database/index.ts"
import { defineJob } from "../jobs/index.ts"
import { defineNotice, tell } from "../notices/index.ts"
import { workersOf } from "../people/index.ts"
import { wareki } from "../ui/formats.ts"

interface Due {
  people: readonly string[]
  name: string
  dueOn: string
  title: string
  number: string
  link: string
}

const deadlineNear = defineNotice<Due>({
  name: "cases.deadline-near",
  title: "案件の期限が近づいたとき",
  to: (_, due) => due.people,
  subject: ({ name, dueOn, title }) => `【期限 ${wareki(dueOn)}】${name}：${title}`,
  body: ({ number }) => `案件番号 ${number}`,
  link: ({ link }) => link || "/desk",
})

export const remindJob = defineJob<Record<string, never>>({
  name: "cases.remind",
  title: "近づいた期限を担当者に知らせる",
  run: async (work) => {
    await remindOfDeadlines(work)
  },
})

/** Tells whoever is named for the case, or everybody of its unit, once per deadline. @returns how many were near. */
export async function remindOfDeadlines(work: Work): Promise<number> {
  const today = civilDateOf(work.now)
  const due = await work.db
    .selectFrom("case_deadline as d")
    .innerJoin("case_file as f", "f.id", "d.case_id")
    .select(["d.id", "d.name", "d.due_on as dueOn", "f.title", "f.number", "f.link", "f.unit_id as unitId", "f.assignee_id as assigneeId"])
    .where("d.remind_on", "<=", today)
    .where("d.met_at", "is", null)
    .where("d.reminded_at", "is", null)
    .limit(1000)
    .forUpdate("d")
    .skipLocked()
    .execute()
  for (const one of due) {
    const people = one.assigneeId ? [one.assigneeId] : await peopleOf(work, one.unitId, today)
    await tell(work, deadlineNear, { ...one, people })
  }
  if (due.length > 0) {
    await work.db.updateTable("case_deadline").set({ reminded_at: work.now }).where("id", "in", due.map((one) => one.id)).execute()
  }
  return due.length
}

async function peopleOf(work: Work, unitId: string, today: string): Promise<string[]> {
  return [...new Set((await workersOf(work.db, unitId, today)).map((member) => member.personId))]
}
