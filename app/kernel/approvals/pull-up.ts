import { personOf } from "../access/actor.ts"
import { civilDateOf, type Work } from "../database/index.ts"
import { refusal } from "../http/refusal.ts"
import { tell } from "../notices/index.ts"
import { type Approval, type ApprovalStep, loadActs, loadApproval, loadSteps } from "./approval.ts"
import { pulledUp } from "./notices/approval-notices.ts"
import { type Holder, holdersOf, lineOf, type OwnPosts, postsOf } from "./posts.ts"
import { isSamePost } from "./rules/build-route.ts"
import { openNext, touch, writeAct } from "./take-step.ts"
import { mustBeInProgress } from "./turn.ts"

/** Where a person would pull an approval to: a later step of the route that is theirs, or the decision itself. */
export type PullTarget = { step: ApprovalStep } | { above: Holder; decide: ApprovalStep }

/**
 * A superior may pull what lies with people below up to themselves (引上げ): a later step of their own, or the decision
 * of somebody they stand above in the line.
 */
export async function findPullTarget(work: Work, approval: Approval, steps: readonly ApprovalStep[], posts: OwnPosts): Promise<PullTarget | undefined> {
  if (approval.status !== "in-progress" || personOf(work.actor) === approval.drafterId) return undefined
  const waiting = steps.filter((step) => step.state === "waiting" && step.kind !== "concur")
  const current = steps.filter((step) => step.state === "current")
  const own = waiting.find((step) => posts.own.some((post) => isSamePost(post, step)))
  // 合議 is another unit's word: it is not skipped, so there is nothing to pull past it.
  if (own) return current.some((step) => step.kind === "circulate") ? { step: own } : undefined
  const decide = steps.find((step) => step.kind === "decide")
  if (!decide || decide.state === "done" || posts.own.some((post) => isSamePost(post, decide))) return undefined
  const line = await lineOf(work.db, decide.unitId, civilDateOf(work.now))
  const above = line.find((holder) => holder.rank < decide.rank && posts.own.some((post) => isSamePost(post, holder)))
  return above ? { above, decide } : undefined
}

/** The steps below are left out and their people told; units that must agree still must. */
export async function pullUp(work: Work, approvalId: string, input: { reason: string }): Promise<Approval> {
  const approval = await loadApproval(work, approvalId, { lock: true })
  mustBeInProgress(approval, await loadActs(work, approvalId))
  const steps = await loadSteps(work, approval)
  const posts = await postsOf(work)
  const target = await findPullTarget(work, approval, steps, posts)
  if (!target) throw refusal("forbidden", "approvals.no-pull-up", "引上げができるのは、これより上の段階の人か、決裁者の上司です。")

  const skipped = steps.filter((step) => {
    if (step.state !== "waiting" && step.state !== "current") return false
    if ("step" in target) return step.kind === "circulate" && step.position < target.step.position
    return step.kind !== "concur"
  })
  if (skipped.length > 0) {
    await work.db.updateTable("approval_step").set({ state: "skipped" }).where("id", "in", skipped.map((step) => step.id)).execute()
  }
  if ("above" in target) await insertDecision(work, approval, steps, target.above)
  const own = posts.own.find((post) => isSamePost(post, "step" in target ? target.step : target.above))
  const post = own ? `${own.unitName}${own.title}` : ""
  await writeAct(work, approval, {
    act: "pulled-up",
    post,
    comment: input.reason,
    detail: { skipped: skipped.map((step) => `${step.unitName}${step.postTitle}`) },
  })
  await touch(work, approval)
  const people = (await holdersOf(work, skipped)).map((holder) => holder.personId)
  await tell(work, pulledUp, { id: approval.id, title: approval.title, people, by: post, comment: input.reason })
  await openNext(work, approval)
  return loadApproval(work, approvalId)
}

async function insertDecision(work: Work, approval: Approval, steps: readonly ApprovalStep[], above: Holder): Promise<void> {
  await work.db
    .insertInto("approval_step")
    .values({
      approval_id: approval.id,
      round: approval.round,
      position: Math.max(...steps.map((step) => step.position)) + 1,
      kind: "decide",
      unit_id: above.unitId,
      rank: above.rank,
      unit_name: above.unitName,
      post_title: above.title,
      person_name: above.personName,
      state: "waiting",
    })
    .execute()
}
