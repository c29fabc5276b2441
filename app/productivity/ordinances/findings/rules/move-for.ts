import type { FindingMove, FindingState } from "../finding-states.ts"
import type { Method, Verdict } from "../finding.ts"

/** Which way of the state table a decision takes. */
export function moveFor(verdicts: readonly Verdict[], method: Method | undefined): Extract<FindingMove, "judge" | "plan" | "leave-as-is" | "dismiss"> {
  if (!verdicts.includes("applicable")) return "dismiss"
  if (!method) return "judge"
  return method === "none" ? "leave-as-is" : "plan"
}

/** States in which what was decided is changed in place; from the others it is opened again first. */
export const changeableStates: readonly FindingState[] = ["found", "applicable", "planned"]
