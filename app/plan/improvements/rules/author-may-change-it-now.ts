import { type Refusal, refusal } from "../../../kernel/http/index.ts"
import { type ImprovementState, stateWords } from "../improvement-states.ts"

/** The text is the author's while it is a draft or has come back; in between others rely on it. */
export function authorMayChangeItNow(it: { state: ImprovementState }): Refusal | undefined {
  if (it.state === "draft" || it.state === "returned") return undefined
  return refusal("conflict", "improvements.not-changeable", `この提案は「${stateWords[it.state]}」のため、内容を変えられません。`)
}
