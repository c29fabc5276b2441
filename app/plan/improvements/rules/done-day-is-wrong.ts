import { type Refusal, refusal } from "../../../kernel/http/refusal.ts"

/** Done between the decision and today. */
export function doneDayIsWrong(doneOn: string, it: { decidedOn: string | null }, today: string): Refusal | undefined {
  const wrong = (message: string) => refusal("invalid", "improvements.done-day-is-wrong", message, { field: "doneOn" })
  if (doneOn > today) return wrong("実施日に先の日付は入力できません。")
  if (it.decidedOn && doneOn < it.decidedOn) return wrong("実施日は、採用が決まった日以後にしてください。")
  return undefined
}
