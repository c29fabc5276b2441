import { mustBeAllowed, personOf } from "../../kernel/access/index.ts"
import { record } from "../../kernel/audit/index.ts"
import type { Work } from "../../kernel/database/index.ts"
import { refusal } from "../../kernel/http/index.ts"
import { tell } from "../../kernel/notices/index.ts"
import type { HideInput } from "./inputs.ts"
import { questionHidden } from "./notices/question-notices.ts"
import { getQuestion } from "./read-questions.ts"
import { indexQuestion } from "./search.ts"

/** Out of sight of all but the asker and the plan office; that there was a question, and why it is hidden, stays. */
export async function hideQuestion(work: Work, initiativeId: string, questionId: string, input: HideInput): Promise<void> {
  const { question, standing } = await getQuestion(work, initiativeId, questionId)
  mustBeAllowed(work.actor, "plan.hide-question")
  if (question.hiddenAt !== null) throw refusal("conflict", "plan.question-is-hidden", "この質問はすでに非表示です。")
  await work.db
    .updateTable("plan_question")
    .set({
      hidden_at: work.now,
      hidden_by: personOf(work.actor) ?? null,
      hidden_reason: input.reason,
      version: question.version + 1,
    })
    .where("id", "=", questionId)
    .execute()
  await record(work, {
    action: "plan.question-hidden",
    subject: { kind: "plan.initiative", id: initiativeId },
    detail: { questionId, reason: input.reason },
  })
  await indexQuestion(work, questionId)
  await tell(work, questionHidden, { standing, questionId, askedBy: question.askedBy, reason: input.reason })
}

/** Takes a hiding back. */
export async function showQuestion(work: Work, initiativeId: string, questionId: string): Promise<void> {
  const { question } = await getQuestion(work, initiativeId, questionId)
  mustBeAllowed(work.actor, "plan.hide-question")
  if (question.hiddenAt === null) return
  await work.db
    .updateTable("plan_question")
    .set({ hidden_at: null, hidden_by: null, hidden_reason: null, version: question.version + 1 })
    .where("id", "=", questionId)
    .execute()
  await record(work, {
    action: "plan.question-shown-again",
    subject: { kind: "plan.initiative", id: initiativeId },
    detail: { questionId, reason: question.hiddenReason },
  })
  await indexQuestion(work, questionId)
}
