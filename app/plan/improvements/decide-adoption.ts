import { followersOf } from "../../desk/index.ts"
import { system } from "../../kernel/access/index.ts"
import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import { refusal } from "../../kernel/http/index.ts"
import { tell } from "../../kernel/notices/index.ts"
import { addComment } from "./add-comment.ts"
import { lockImprovement } from "./get-improvement.ts"
import type { Improvement } from "./improvement.ts"
import { moveImprovement } from "./move-improvement.ts"
import { adopted } from "./notices/adopted.ts"
import { askedBackForAuthor } from "./notices/asked-back-for-author.ts"
import { declined } from "./notices/declined.ts"
import { pulledBackForAuthor } from "./notices/pulled-back-for-author.ts"
import { headsOf } from "./people.ts"
import { makeFindable } from "./search.ts"

/** The approval has decided: what its proposal asked for happens, in the decision's own transaction. */
export async function decideAdoption(work: Work, id: string, comment: string): Promise<void> {
  const it = await lockForDecision(work, id)
  const { proposal } = it
  if (!proposal) throw refusal("conflict", "improvements.no-proposal", "採否の案がないため、決裁できません。")
  const reason = [proposal.reason, comment].filter(Boolean).join("\n")
  const adopts = proposal.verdict === "adopt"
  const moved = await moveImprovement(work, it, adopts ? "adopt" : "decline", {
    event: adopts ? "adopted" : "declined",
    reason,
    set: { decided_on: civilDateOf(work.now), decision_reason: reason, planned_on: proposal.plannedOn },
    detail: { approvalId: it.approvalId },
  })
  // From here on every member of staff finds an adopted one.
  await makeFindable(work, moved)
  const people = [it.authorId, ...(await headsOf(work, [it.authorUnitId])), ...(await followersOf(work, { kind: "improvement", id }))]
  await tell(work, adopts ? adopted : declined, { it: moved, people, reason })
}

/** The decider wants to know more: it goes back to its author with the decider's words. */
export async function sendBackToAuthor(work: Work, id: string, comment: string): Promise<void> {
  const it = await lockForDecision(work, id)
  const moved = await moveImprovement(work, it, "send-back", { event: "sent-back", reason: comment })
  await addComment(work, it, "ask-back", comment || "決裁で差し戻されました。内容を補って出し直してください。")
  await tell(work, askedBackForAuthor, { it: moved, people: [it.authorId], reason: comment })
}

/** The drafter took the draft decision back; the improvement is the owner unit's to think about again. */
export async function pullBackProposal(work: Work, id: string, comment: string): Promise<void> {
  const it = await lockForDecision(work, id)
  // When the author withdraws, the approval ends with it and there is nothing left to pull back.
  if (it.state !== "in-approval") return
  const moved = await moveImprovement(work, it, "pull-back", { event: "pulled-back", reason: comment })
  await tell(work, pulledBackForAuthor, { it: moved, people: [it.authorId], reason: comment })
}

/** Whoever the delegation rules let decide may do so, whether or not the improvement is in their scope otherwise. */
function lockForDecision(work: Work, id: string): Promise<Improvement> {
  return lockImprovement({ ...work, actor: system("improvement.adoption") }, id)
}
