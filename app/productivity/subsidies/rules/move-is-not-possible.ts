import type { ApplicationMove, ApplicationMoveRule, ApplicationState, Mover } from "../application-states.ts"
import { type Refusal, refusal } from "../../../kernel/http/refusal.ts"

type Table = Readonly<Record<ApplicationState, Partial<Record<ApplicationMove, ApplicationMoveRule>>>>

/**
 * A move is made from a state that has it, by those who may, and with a reason where the law wants one
 * (理由の提示, 適正化法21条の2 [L]). Answers the first refusal: conflict, forbidden or invalid.
 */
export function moveIsNotPossible(
  table: Table,
  it: { state: ApplicationState },
  move: ApplicationMove,
  { by, reason = "" }: { by: Mover; reason?: string },
): Refusal | undefined {
  const rule = table[it.state][move]
  if (!rule) return refusal("conflict", "subsidies.wrong-state", "いまの状態では、この操作はできません。画面を開き直してください。", { detail: { state: it.state, move } })
  if (!rule.by.includes(by)) return refusal("forbidden", "subsidies.not-your-move", "この操作をする権限がありません。", { detail: { state: it.state, move } })
  if (rule.reason === "required" && reason.trim() === "") return refusal("invalid", "subsidies.reason-is-missing", "理由を入力してください。", { field: "reason" })
  return undefined
}
