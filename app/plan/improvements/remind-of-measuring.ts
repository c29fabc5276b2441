import { civilDateOf } from "../../kernel/database/index.ts"
import { defineJob } from "../../kernel/jobs/index.ts"
import { tell } from "../../kernel/notices/index.ts"
import { measuringDue } from "./notices/measuring-due.ts"
import { headsOf } from "./people.ts"

/** On the day three months after it was done, and a fortnight later if it still has not been measured. */
export const remindOfMeasuring = defineJob<Record<string, never>>({
  name: "improvements.remind-of-measuring",
  title: "効果を測る日が来た改善提案を知らせる",
  async run(work) {
    const today = civilDateOf(work.now)
    const fortnightAgo = new Date(Date.parse(today) - 14 * 86_400_000).toISOString().slice(0, 10)
    const due = await work.db
      .selectFrom("improvement")
      .select(["id", "title", "number", "author_id", "author_unit_id", "owner_unit_id"])
      .where("state", "=", "done")
      .where("measure_due_on", "in", [today, fortnightAgo])
      .execute()
    for (const it of due) {
      await tell(work, measuringDue, { it, people: [it.author_id, ...(await headsOf(work, [it.author_unit_id, it.owner_unit_id]))] })
    }
  },
})
