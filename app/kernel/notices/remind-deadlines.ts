import { type Reminder, takeReminders } from "../cases/index.ts"
import { civilDateOf, type Work } from "../database/index.ts"
import { defineJob } from "../jobs/index.ts"
import { headOf } from "../people/index.ts"
import { wareki } from "../ui/formats.ts"
import { defineNotice } from "./notice.ts"
import { tell } from "./tell.ts"

const deadlineIsNear = defineNotice<Reminder>({
  name: "cases.deadline-near",
  title: "期限が近づいたとき",
  to: (work, reminder) => whoIsReminded(work, reminder),
  subject: ({ number, name, dueOn }) => `期限のお知らせ：${number} ${name}（${wareki(dueOn)}まで）`,
  body: ({ title }) => title,
  link: ({ link }) => link,
})

/** The person in charge; for a case nobody has, the head of its unit. */
async function whoIsReminded(work: Work, { assigneeId, unitId }: Reminder): Promise<string[]> {
  if (assigneeId) return [assigneeId]
  const head = await headOf(work.db, unitId, civilDateOf(work.now))
  return head ? [head.personId] : []
}

export const remindJob = defineJob({
  name: "notices.remind-deadlines",
  title: "期限の近い案件を知らせる",
  async run(work) {
    for (const reminder of await takeReminders(work)) {
      // A case without an address of its own is reminded of on the desk only.
      if (reminder.link.startsWith("/")) await tell(work, deadlineIsNear, reminder)
    }
  },
})
