import { type Refusal, refusal } from "../../http/refusal.ts"
import type { Holder } from "../posts.ts"
import type { DelegationRule } from "./pick-rule.ts"

export interface RouteStep {
  kind: "circulate" | "concur" | "decide"
  position: number
  holder: Holder
}

export interface RouteInput {
  rule: Pick<DelegationRule, "deciderRank" | "deciderUnitId" | "circulationRanks" | "ownDraft">
  drafter: { personId: string; rank: number }
  /** Posts of the drafting unit and of the units above it. */
  line: readonly Holder[]
  /** The same for the unit the rule names, when it names one. */
  deciderLine: readonly Holder[] | undefined
  /** Heads of the units that must agree. */
  concurrence: readonly Holder[]
}

/**
 * 起案 → 回議 up the drafter's line → 合議 side by side → 決裁. A vacant post is left out on the way; a vacant decider's
 * post passes the decision up, as does a decider who drafted it themselves (unless the rule allows it).
 */
export function buildRoute(input: RouteInput): RouteStep[] | Refusal {
  const decider = deciderOf(input)
  if (!decider) {
    return refusal("conflict", "approvals.no-decider", "決裁できる職の人が、いま一人もいません。人事の登録を確かめてください。")
  }
  const circulation = circulationOf(input, decider)
  const taken = [decider, ...circulation]
  const concurrence: Holder[] = []
  for (const head of input.concurrence) {
    if (head.personId === input.drafter.personId || [...taken, ...concurrence].some((post) => isSamePost(post, head))) continue
    concurrence.push(head)
  }
  const after = circulation.length + 1
  return [
    ...circulation.map((holder, at): RouteStep => ({ kind: "circulate", position: at + 1, holder })),
    ...concurrence.map((holder): RouteStep => ({ kind: "concur", position: after, holder })),
    { kind: "decide", position: concurrence.length > 0 ? after + 1 : after, holder: decider },
  ]
}

function deciderOf({ rule, drafter, line, deciderLine }: RouteInput): Holder | undefined {
  const candidates = (deciderLine ?? line)
    .filter((holder) => holder.rank <= rule.deciderRank)
    .sort((a, b) => b.rank - a.rank || a.distance - b.distance)
  return candidates.find((holder) => {
    const sharedWithDrafter = candidates.some((other) => isSamePost(other, holder) && other.personId === drafter.personId)
    if (sharedWithDrafter) return rule.ownDraft
    // Nobody below or beside the drafter decides on what the drafter wrote.
    return deciderLine !== undefined || holder.rank < drafter.rank
  })
}

function circulationOf({ rule, drafter, line }: RouteInput, decider: Holder): Holder[] {
  const inLine = line.some((holder) => isSamePost(holder, decider))
  const posts: Holder[] = []
  const upwards = [...line].sort((a, b) => b.rank - a.rank || a.distance - b.distance)
  for (const holder of upwards) {
    if (!rule.circulationRanks.includes(holder.rank) || holder.rank >= drafter.rank) continue
    if (holder.personId === drafter.personId || isSamePost(holder, decider)) continue
    if (inLine && holder.rank <= decider.rank) continue
    if (posts.some((post) => isSamePost(post, holder))) continue
    posts.push(holder)
  }
  return posts
}

export function isSamePost(a: { unitId: string; rank: number }, b: { unitId: string; rank: number }): boolean {
  return a.unitId === b.unitId && a.rank === b.rank
}
