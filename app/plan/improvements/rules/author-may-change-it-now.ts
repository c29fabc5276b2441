import { type Refusal, refusal } from "../../../kernel/http/refusal.ts"
import type { ImprovementState } from "../improvement-states.ts"

/** The text is the author's while it is a draft or has come back; in between others rely on it. */
export function authorMayChangeItNow(it: { state: ImprovementState }): Refusal | undefined {
  if (it.state === "draft" || it.state === "returned") return undefined
  return refusal("conflict", "improvements.not-changeable", "提案した後は、差し戻されたときだけ内容を変えられます。")
}
