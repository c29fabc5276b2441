import { states } from "../../../kernel/cases/index.ts"

const ownWork = "その所属の仕事の途中で、一覧と進み具合に出ます"

/**
 * What becomes of a provision that the rules found. A decision is undone only by opening it again with a reason; a text that
 * changes opens it by itself.
 */
export const findingStates = states({
  found: {
    judge: { to: "applicable", tellsNobody: ownWork },
    plan: { to: "planned", tellsNobody: ownWork },
    "leave-as-is": { to: "unneeded", tellsNobody: ownWork },
    dismiss: { to: "not-applicable", tellsNobody: ownWork },
  },
  applicable: {
    judge: { to: "applicable", tellsNobody: ownWork },
    plan: { to: "planned", tellsNobody: ownWork },
    "leave-as-is": { to: "unneeded", tellsNobody: ownWork },
    dismiss: { to: "not-applicable", tellsNobody: ownWork },
    reopen: { to: "found", tells: ["decider"] },
    "text-changed": { to: "found", tells: ["section"] },
  },
  planned: {
    plan: { to: "planned", tellsNobody: ownWork },
    complete: { to: "done", tells: ["rulebook-office"] },
    reopen: { to: "found", tells: ["decider"] },
    "text-changed": { to: "found", tells: ["section"] },
  },
  unneeded: {
    reopen: { to: "found", tells: ["decider"] },
    "text-changed": { to: "found", tells: ["section"] },
  },
  "not-applicable": {
    reopen: { to: "found", tells: ["decider"] },
    "text-changed": { to: "found", tells: ["section"] },
  },
  done: {
    reopen: { to: "found", tells: ["decider"] },
    "text-changed": { to: "found", tells: ["section"] },
  },
})

export type FindingState = keyof typeof findingStates
export type FindingMove = "judge" | "plan" | "leave-as-is" | "dismiss" | "complete" | "reopen" | "text-changed"

export const stateNames = Object.keys(findingStates) as FindingState[]

export const stateWords: Record<FindingState, string> = {
  found: "未判定",
  applicable: "該当（方針はまだ）",
  planned: "方針決定",
  unneeded: "見直し不要",
  done: "見直し済み",
  "not-applicable": "非該当",
}

/** The same in the words of the public page. */
export const publicStateWords: Record<FindingState, string> = { ...stateWords, found: "確認中", applicable: "見直しを検討中", planned: "見直しを予定" }

export const moveWords: Record<string, string> = {
  open: "判定を始めた",
  judge: "該当と判定した",
  plan: "見直しの方針を決めた",
  "leave-as-is": "見直し不要とした",
  dismiss: "非該当と判定した",
  complete: "見直しを終えた",
  reopen: "判定を開き直した",
  "text-changed": "条文が変わり、判定を開き直した",
  assign: "担当者を決めた",
  transfer: "所属を移した",
}

/** What somebody decided, as against what waits for it. */
export const decidedStates: readonly FindingState[] = ["applicable", "planned", "unneeded", "done", "not-applicable"]
export const applicableStates: readonly FindingState[] = ["applicable", "planned", "unneeded", "done"]
