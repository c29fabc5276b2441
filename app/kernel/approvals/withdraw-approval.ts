import { actorName, personOf } from "../access/actor.ts"
import type { Work } from "../database/index.ts"
import { refusal } from "../http/refusal.ts"
import { tell } from "../notices/index.ts"
import { findApprovalKind } from "./approval-kind.ts"
import { type Approval, loadActs, loadApproval, loadSteps } from "./approval.ts"
import { withdrawnNotice } from "./notices/approval-notices.ts"
import { holdersOf } from "./posts.ts"
import { touch, writeAct } from "./take-step.ts"
import { mustBeInProgress } from "./turn.ts"

/** 取下げ by the drafter, until it is decided. */
export async function withdrawOwnApproval(work: Work, approvalId: string, input: { reason: string }): Promise<Approval> {
  const approval = await loadApproval(work, approvalId, { lock: true })
  if (personOf(work.actor) !== approval.drafterId) {
    throw refusal("forbidden", "approvals.withdraw-is-the-drafters", "取り下げられるのは、起案した本人だけです。")
  }
  await mustBeOpen(work, approval)
  await close(work, approval, input.reason)
  const ended = await loadApproval(work, approvalId)
  await findApprovalKind(approval.kind)?.withdrawn?.(work, { ...ended, comment: input.reason })
  return ended
}

/** Holds an approval until the change is committed, for a module that will end it: the approval is taken before its subject, as by whoever approves. */
export async function holdApproval(work: Work, approvalId: string): Promise<void> {
  await loadApproval(work, approvalId, { lock: true })
}

/**
 * For the module that owns the subject: the matter is gone, so its approval ends with it. The module has asked who may;
 * its own `withdrawn` is not called back. An approval that is over already stays as it is.
 */
export async function withdrawApproval(work: Work, approvalId: string, reason: string): Promise<void> {
  const approval = await loadApproval(work, approvalId, { lock: true })
  if (approval.status !== "in-progress" && approval.status !== "returned") return
  await close(work, approval, reason)
}

async function mustBeOpen(work: Work, approval: Approval): Promise<void> {
  if (approval.status === "returned") return
  mustBeInProgress(approval, await loadActs(work, approval.id))
}

async function close(work: Work, approval: Approval, reason: string): Promise<void> {
  const steps = await loadSteps(work, approval)
  const concerned = steps.filter((step) => step.state === "current" || step.state === "done")
  const open = steps.filter((step) => step.state === "current" || step.state === "waiting").map((step) => step.id)
  if (open.length > 0) await work.db.updateTable("approval_step").set({ state: "skipped" }).where("id", "in", open).execute()
  const post = work.actor.kind === "staff" ? `${work.actor.unitName}${work.actor.postTitle}` : actorName(work.actor)
  await writeAct(work, approval, { act: "withdrawn", post, comment: reason })
  await touch(work, approval, { status: "withdrawn", ended_at: work.now })
  const people = (await holdersOf(work, concerned)).map((holder) => holder.personId)
  const told = [...people, approval.drafterId]
  await tell(work, withdrawnNotice, { id: approval.id, title: approval.title, people: told, comment: reason })
}
