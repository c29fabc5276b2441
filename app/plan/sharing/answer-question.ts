import { mustBeAllowed, personOf } from "../../kernel/access/index.ts"
import { record } from "../../kernel/audit/index.ts"
import type { Work } from "../../kernel/database/index.ts"
import { refusal } from "../../kernel/http/index.ts"
import { tell } from "../../kernel/notices/index.ts"
import type { AnswerInput } from "./inputs.ts"
import { questionAnswered } from "./notices/question-notices.ts"
import { getQuestion } from "./read-questions.ts"
import { editedMeanwhile } from "./rules/question-is-settled.ts"
import { indexQuestion } from "./search.ts"

/** The owner unit or the plan office answers. A later correction replaces the answer; the record keeps the former. */
export async function answerQuestion(work: Work, initiativeId: string, questionId: string, input: AnswerInput): Promise<void> {
  const { question, standing } = await getQuestion(work, initiativeId, questionId)
  mustBeAllowed(work.actor, "plan.answer-question", { unitId: standing.ownerUnitId })
  if (question.hiddenAt !== null) throw refusal("conflict", "plan.question-is-hidden", "非表示になった質問には回答できません。")
  const seen = input.expectedVersion ?? question.version
  if (seen !== question.version) throw editedMeanwhile("answer", { text: question.text, answer: question.answer })
  const changed = await work.db
    .updateTable("plan_question")
    .set({
      answer: input.answer,
      answered_by: personOf(work.actor) ?? null,
      answered_unit_id: work.actor.kind === "staff" ? work.actor.unitId : null,
      answered_at: work.now,
      version: question.version + 1,
    })
    .where("id", "=", questionId)
    .where("version", "=", seen)
    .returning("id")
    .executeTakeFirst()
  if (!changed) throw editedMeanwhile("answer", { text: question.text, answer: question.answer })
  await record(work, {
    action: question.answer === null ? "plan.question-answered" : "plan.answer-corrected",
    subject: { kind: "plan.initiative", id: initiativeId },
    unitId: standing.ownerUnitId,
    detail: { questionId, ...(question.answer === null ? {} : { before: question.answer }), after: input.answer },
  })
  await indexQuestion(work, questionId)
  await tell(work, questionAnswered, { standing, questionId, askedBy: question.askedBy })
}
