import { record } from "../../kernel/audit/index.ts"
import type { Work } from "../../kernel/database/index.ts"
import { refusal } from "../../kernel/http/index.ts"
import type { QuestionEdit } from "./inputs.ts"
import { getQuestion } from "./read-questions.ts"
import { editedMeanwhile, questionIsSettled } from "./rules/question-is-settled.ts"
import { indexQuestion } from "./search.ts"

/** The asker rewords their own question, until it is answered. */
export async function editQuestion(work: Work, initiativeId: string, questionId: string, input: QuestionEdit): Promise<void> {
  const { question } = await getQuestion(work, initiativeId, questionId)
  if (!("id" in work.actor) || question.askedBy !== work.actor.id) {
    throw refusal("forbidden", "plan.not-own-question", "質問を直せるのは、質問した本人だけです。")
  }
  const settled = questionIsSettled(question)
  if (settled) throw settled
  const seen = input.expectedVersion ?? question.version
  if (seen !== question.version) throw editedMeanwhile("text", { text: question.text })
  const changed = await work.db
    .updateTable("plan_question")
    .set({ text: input.text, edited_at: work.now, version: question.version + 1 })
    .where("id", "=", questionId)
    .where("version", "=", seen)
    .where("answer", "is", null)
    .returning("id")
    .executeTakeFirst()
  if (!changed) throw editedMeanwhile("text", { text: question.text })
  await record(work, {
    action: "plan.question-edited",
    subject: { kind: "plan.initiative", id: initiativeId },
    detail: { questionId, before: question.text, after: input.text },
  })
  await indexQuestion(work, questionId)
}
