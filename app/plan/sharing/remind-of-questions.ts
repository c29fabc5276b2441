import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import { defineJob } from "../../kernel/jobs/index.ts"
import { tell } from "../../kernel/notices/index.ts"
import { questionOverdue } from "./notices/question-notices.ts"
import { findStandings } from "./standing.ts"

/** Once for each question whose five working days are over. */
export async function remindOfQuestions(work: Work): Promise<number> {
  const today = civilDateOf(work.now)
  const late = await work.db
    .updateTable("plan_question")
    .set({ reminded_at: work.now })
    .where("answer", "is", null)
    .where("hidden_at", "is", null)
    .where("reminded_at", "is", null)
    .where("due_on", "<", today)
    .returning(["id", "initiative_id"])
    .execute()
  const standings = await findStandings(work, late.map((row) => row.initiative_id))
  for (const row of late) {
    const standing = standings.get(row.initiative_id)
    if (standing) await tell(work, questionOverdue, { standing, questionId: row.id })
  }
  return late.length
}

export const remindOfQuestionsJob = defineJob<Record<string, never>>({
  name: "plan.remind-of-questions",
  title: "回答期限を過ぎた質問を主管課の長に知らせる",
  run: async (work) => void (await remindOfQuestions(work)),
})
