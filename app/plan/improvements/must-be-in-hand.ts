import type { Work } from "../../kernel/database/index.ts"
import { refusal } from "../../kernel/http/index.ts"
import type { Improvement } from "./improvement.ts"
import { type Deed, isInHand } from "./what-may-be-done.ts"

const whose: Partial<Record<Deed, string>> = {
  "ask-back": "提案者の所属長か、取組の担当所属",
  propose: "取組の担当所属",
  "change-plan": "取組の担当所属",
  "carry-out": "提案者、提案者の所属長、取組の担当所属",
  measure: "提案者、提案者の所属長、取組の担当所属",
}

/** Of somebody who may see it: that it is not theirs to do is no secret. */
export function mustBeInHand(work: Work, it: Improvement, deed: Deed): void {
  if (isInHand(work.actor, it, deed)) return
  const words = whose[deed] ?? "提案した本人"
  throw refusal("forbidden", `improvements.not-in-hand.${deed}`, `この操作は${words}だけができます。`)
}
