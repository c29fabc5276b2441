import type { Work } from "../database/index.ts"
import { refusal } from "../http/refusal.ts"
import { tell } from "../notices/index.ts"
import { findApprovalKind } from "./approval-kind.ts"
import { type Approval, type ApprovalStep, loadApproval, loadSteps } from "./approval.ts"
import { returned, sentBack } from "./notices/approval-notices.ts"
import { holdersOf } from "./posts.ts"
import { touch, writeAct } from "./take-step.ts"
import { mustHaveTurn } from "./turn.ts"

export interface ReturnInput {
  reason: string
  /** An earlier step of the route; without it, back to the drafter. */
  toStep?: string | undefined
}

/** 差戻し by whoever's turn it is. What was done so far stays in the history. */
export async function returnApproval(work: Work, approvalId: string, input: ReturnInput): Promise<Approval> {
  const approval = await loadApproval(work, approvalId, { lock: true })
  const steps = await loadSteps(work, approval)
  const turn = await mustHaveTurn(work, approval, steps)
  const written = { post: turn.post, stepId: turn.step.id, actingFor: turn.actingFor, comment: input.reason }
  if (input.toStep) {
    const target = steps.find((step) => step.id === input.toStep)
    if (!target || target.state !== "done" || target.position >= turn.step.position) {
      throw refusal("invalid", "approvals.return-target", "差戻し先は、済んだ段階から選んでください。", { field: "toStep" })
    }
    await writeAct(work, approval, { act: "sent-back", ...written, detail: { to: `${target.unitName}${target.postTitle}` } })
    await reopenFrom(work, steps, target)
    await touch(work, approval)
    const people = (await holdersOf(work, [target])).map((holder) => holder.personId)
    await tell(work, sentBack, { id: approval.id, title: approval.title, people, comment: input.reason })
  } else {
    await writeAct(work, approval, { act: "returned", ...written })
    await work.db.updateTable("approval_step").set({ state: "waiting", since: null }).where("id", "in", steps.filter((step) => step.state === "current").map((step) => step.id)).execute()
    await touch(work, approval, { status: "returned" })
    await findApprovalKind(approval.kind)?.returned(work, { ...(await loadApproval(work, approvalId)), comment: input.reason })
    await tell(work, returned, { id: approval.id, title: approval.title, people: [approval.drafterId], comment: input.reason })
  }
  return loadApproval(work, approvalId)
}

/** The target is open again, and everything after it is still to come. */
async function reopenFrom(work: Work, steps: readonly ApprovalStep[], target: ApprovalStep): Promise<void> {
  const after = steps.filter((step) => step.id !== target.id && step.position > target.position && step.state !== "skipped")
  const clear = { acted_by: null, acted_name: null, acted_post: null, acted_at: null, acting_for: null, comment: "" }
  if (after.length > 0) {
    await work.db.updateTable("approval_step").set({ ...clear, state: "waiting", since: null }).where("id", "in", after.map((step) => step.id)).execute()
  }
  await work.db.updateTable("approval_step").set({ ...clear, state: "current", since: work.now }).where("id", "=", target.id).execute()
}
