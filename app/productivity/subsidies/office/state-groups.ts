import type { Tone } from "../../../kernel/ui/index.ts"
import type { ApplicationState } from "../application-states.ts"

/** The tabs of the work list: where in its life an application is, and who has it. */
export const stateGroups = {
  fresh: { title: "新着・形式審査", states: ["formal-check"] },
  correction: { title: "補正待ち", states: ["in-correction"] },
  review: { title: "審査", states: ["in-review", "in-committee"] },
  decision: { title: "決裁・通知", states: ["in-decision", "decided"] },
  "under-way": { title: "事業実施中", states: ["under-way", "change-asked", "discontinuation-asked", "accident-reported", "stopped", "suspended"] },
  report: { title: "実績報告", states: ["report-due", "in-inspection", "report-in-correction", "correction-ordered"] },
  payment: { title: "額の確定・支払", states: ["settled", "payment-claimed"] },
  after: { title: "事後管理・返還", states: ["after-care", "disposal-asked", "cancelled", "cancelled-in-part", "repayment-ordered"] },
  ended: { title: "終わったもの", states: ["withdrawn", "dismissed", "rejected", "closed"] },
} as const satisfies Record<string, { title: string; states: readonly ApplicationState[] }>

export type StateGroup = keyof typeof stateGroups
export const groupNames = Object.keys(stateGroups) as [StateGroup, ...StateGroup[]]

export interface StateCount {
  state: ApplicationState
  n: number
}

export function inGroups(rows: readonly StateCount[]): Record<StateGroup, number> {
  const of = (states: readonly ApplicationState[]) => rows.filter(({ state }) => states.includes(state)).reduce((total, { n }) => total + n, 0)
  return Object.fromEntries(groupNames.map((name) => [name, of(stateGroups[name].states)])) as Record<StateGroup, number>
}

/** Before the decision: what the standard period and the clerks' load are counted over. */
export const undecided: readonly ApplicationState[] = ["formal-check", "in-correction", "in-review", "in-committee", "in-decision"]

export const stateTones: Readonly<Record<ApplicationState, Tone>> = {
  draft: "neutral",
  "formal-check": "info",
  "in-correction": "warning",
  "in-review": "info",
  "in-committee": "info",
  "in-decision": "accent",
  decided: "warning",
  "under-way": "success",
  "change-asked": "warning",
  "discontinuation-asked": "warning",
  "accident-reported": "danger",
  stopped: "danger",
  suspended: "warning",
  "report-due": "warning",
  "in-inspection": "info",
  "report-in-correction": "warning",
  "correction-ordered": "danger",
  settled: "success",
  "payment-claimed": "warning",
  "after-care": "success",
  "disposal-asked": "warning",
  cancelled: "danger",
  "cancelled-in-part": "danger",
  "repayment-ordered": "danger",
  withdrawn: "neutral",
  dismissed: "neutral",
  rejected: "neutral",
  closed: "neutral",
}
