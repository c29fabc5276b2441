import { type Refusal, refusal } from "../../kernel/http/index.ts"
import { type ImprovementMove, type ImprovementState, moveFrom, stateWords } from "./improvement-states.ts"

/** The state table decides. Somebody was faster, or the page is old. */
export function moveIsNotPossible(it: { state: ImprovementState }, move: ImprovementMove): Refusal | undefined {
  if (moveFrom(it.state, move)) return undefined
  return refusal("conflict", "improvements.wrong-state", `この提案はいま「${stateWords[it.state]}」のため、この操作はできません。画面を開き直してください。`)
}
