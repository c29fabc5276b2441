import { type Refusal, refusal } from "../../../kernel/http/refusal.ts"
import { wareki } from "../../../kernel/ui/formats.ts"

export type DismissalGround = "correction-not-answered" | "not-eligible" | "filed-twice" | "filed-too-late"

/**
 * 却下 for want of a correction comes only after one was asked and its day has passed unanswered; what can be corrected is
 * not dismissed at once. The other grounds cannot be corrected. Refusal: conflict.
 */
export function dismissalIsPremature(
  ground: DismissalGround,
  correction: { replyBy: string; answeredOn?: string } | undefined,
  today: string,
): Refusal | undefined {
  if (ground !== "correction-not-answered") return undefined
  const no = (message: string) => refusal("conflict", "subsidies.dismissal-is-premature", message)
  if (!correction) return no("補正を求めずに、不備を理由に却下することはできません。")
  if (correction.answeredOn !== undefined) return no("補正の回答が届いています。内容を審査してください。")
  if (today <= correction.replyBy) return no(`補正の期限（${wareki(correction.replyBy)}）までは却下できません。`)
  return undefined
}
