import { type Refusal, refusal } from "../../../kernel/http/refusal.ts"
import type { Question } from "../read-questions.ts"

/** What was answered stays as it was asked, so that the answer still answers it. */
export function questionIsSettled(question: Pick<Question, "answer" | "answeredAt" | "hiddenAt">): Refusal | undefined {
  if (question.answeredAt !== null) {
    return refusal("conflict", "plan.question-is-answered", "回答の付いた質問は直せません。新しい質問をしてください。")
  }
  if (question.hiddenAt !== null) return refusal("conflict", "plan.question-is-hidden", "非表示になった質問は直せません。")
  return undefined
}

export function editedMeanwhile(field: string, theirs: Record<string, unknown>): Refusal {
  return refusal("conflict", "plan.question-edited-meanwhile", "ほかの人が先に書き込みました。いまの内容を確かめて、もう一度送ってください。", {
    field,
    detail: theirs,
  })
}
