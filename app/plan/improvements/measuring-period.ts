import { periodEnd } from "../../kernel/cases/index.ts"

/** The deadline's name in the case. */
export const MEASURING = "効果の測定"

/** Three months after it was done (民法140条・143条): from this day on it can be measured. */
export function measurableFrom(doneOn: string): string {
  return periodEnd(doneOn, { months: 3 }, { closedEnd: "as-is" })
}

/** And by then it shall be: the same day, or the next on which the offices are open. */
export function measuringDueOn(doneOn: string): string {
  return periodEnd(doneOn, { months: 3 })
}
