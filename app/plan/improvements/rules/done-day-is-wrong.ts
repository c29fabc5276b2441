import { wareki } from "../../../kernel/ui/formats.ts"
import { type Refusal, refusal } from "../../../kernel/http/index.ts"

/** Done between the decision and today. */
export function doneDayIsWrong(doneOn: string, it: { decidedOn: string | null }, today: string): Refusal | undefined {
  const wrong = (message: string) => refusal("invalid", "improvements.done-day-is-wrong", message, { field: "doneOn" })
  if (doneOn > today) return wrong("実施日に先の日付は入力できません。")
  if (it.decidedOn && doneOn < it.decidedOn) return wrong(`実施日は採用の日（${wareki(it.decidedOn)}）以後にしてください。`)
  return undefined
}
