import { personOf } from "../access/actor.ts"
import type { Work } from "../database/index.ts"
import { refusal } from "../http/refusal.ts"
import { tell } from "../notices/index.ts"
import { findApprovalKind } from "./approval-kind.ts"
import { type Approval, type ApprovalStep, loadApproval, loadSteps } from "./approval.ts"
import { actedFor, decided } from "./notices/approval-notices.ts"
import { holdersOf, postsOf } from "./posts.ts"
import type { StepKind } from "./tables.ts"
import { finishStep, openNext, touch, writeAct } from "./take-step.ts"
import { findTurn, mustBeUnchanged, mustHaveTurn, type Turn } from "./turn.ts"

const actOf: Record<StepKind, "approved" | "concurred" | "decided" | "post-reviewed"> = {
  circulate: "approved",
  concur: "concurred",
  decide: "decided",
  "post-review": "post-reviewed",
}

export interface ApproveInput {
  comment?: string | undefined
  /** The content hash the person saw: nobody approves what was put in its place meanwhile. */
  hash?: string | undefined
}

/**
 * 承認, 合議への同意, or 決裁, as the person's turn is; 代決 when they stand in for somebody away. Of two people at one
 * step the second is told who was faster. The decision runs the module's own consequences in the same transaction.
 */
export async function approve(work: Work, approvalId: string, input: ApproveInput = {}): Promise<{ act: string; approval: Approval }> {
  const approval = await loadApproval(work, approvalId, { lock: true })
  if (input.hash !== undefined && input.hash !== approval.contentHash) {
    throw refusal("conflict", "approvals.resubmitted-since", "画面を開いたあとで、内容を直して出し直されています。もう一度内容を確かめてください。")
  }
  const steps = await loadSteps(work, approval)
  const turn = await mustHaveTurn(work, approval, steps)
  await mustBeUnchanged(work, approval)
  const comment = input.comment ?? ""
  await finishStep(work, turn.step, { ...turn, comment })
  await writeAct(work, approval, { act: actOf[turn.step.kind], post: turn.post, stepId: turn.step.id, actingFor: turn.actingFor, comment })
  if (turn.step.kind === "decide") await end(work, approval, steps, turn, comment)
  else {
    await touch(work, approval)
    await openNext(work, approval)
  }
  return { act: actOf[turn.step.kind], approval: await loadApproval(work, approvalId) }
}

async function end(work: Work, approval: Approval, steps: readonly ApprovalStep[], turn: Turn, comment: string): Promise<void> {
  await touch(work, approval, { status: "approved", ended_at: work.now, decided_by: personOf(work.actor) ?? null })
  if (turn.actingFor) await askForPostReview(work, approval, steps, turn)
  const ended = await loadApproval(work, approval.id)
  await findApprovalKind(approval.kind)?.approved(work, { ...ended, comment })
  await tell(work, decided, { id: approval.id, title: approval.title, people: [approval.drafterId], comment })
}

/** 後閲: the decider reads afterwards what was decided in their place. */
async function askForPostReview(work: Work, approval: Approval, steps: readonly ApprovalStep[], turn: Turn): Promise<void> {
  const { step } = turn
  await work.db
    .insertInto("approval_step")
    .values({
      approval_id: approval.id,
      round: approval.round,
      position: Math.max(...steps.map((each) => each.position)) + 1,
      kind: "post-review",
      unit_id: step.unitId,
      rank: step.rank,
      unit_name: step.unitName,
      post_title: step.postTitle,
      person_name: turn.actingFor ?? step.personName,
      state: "current",
      since: work.now,
    })
    .execute()
  const people = (await holdersOf(work, [step])).map((holder) => holder.personId)
  await tell(work, actedFor, { id: approval.id, title: approval.title, people, by: turn.post })
}

/** 後閲 by the decider, after a 代決. */
export async function reviewAfterwards(work: Work, approvalId: string, input: { comment?: string | undefined } = {}): Promise<Approval> {
  const approval = await loadApproval(work, approvalId, { lock: true })
  const steps = (await loadSteps(work, approval)).filter((step) => step.kind === "post-review")
  const turn = findTurn(approval, steps, work.actor, await postsOf(work), true)
  if (!turn) {
    if (steps.length > 0 && steps.every((step) => step.state === "done")) throw refusal("conflict", "approvals.post-review-done", "後閲は済んでいます。")
    throw refusal("forbidden", "approvals.not-your-turn", "後閲をするのは、代決された本人です。")
  }
  const comment = input.comment ?? ""
  await finishStep(work, turn.step, { ...turn, comment })
  await writeAct(work, approval, { act: "post-reviewed", post: turn.post, stepId: turn.step.id, comment })
  await touch(work, approval)
  return loadApproval(work, approvalId)
}
