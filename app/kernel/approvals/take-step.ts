import { actorName, personOf } from "../access/actor.ts"
import { record } from "../audit/index.ts"
import type { Work } from "../database/index.ts"
import { tell } from "../notices/index.ts"
import type { Approval, ApprovalStep } from "./approval.ts"
import { yourTurn } from "./notices/approval-notices.ts"
import { holdersOf } from "./posts.ts"
import type { Act } from "./tables.ts"

export interface ActDone {
  act: Act
  post: string
  stepId?: string
  actingFor?: string | undefined
  comment?: string
  detail?: Record<string, unknown>
}

/** Writes what was done into the history that never changes, and into the audit. */
export async function writeAct(work: Work, approval: Approval, done: ActDone): Promise<void> {
  await work.db
    .insertInto("approval_act")
    .values({
      approval_id: approval.id,
      round: approval.round,
      act: done.act,
      step_id: done.stepId ?? null,
      actor_id: personOf(work.actor) ?? null,
      actor_name: actorName(work.actor),
      actor_post: done.post,
      acting_for: done.actingFor ?? null,
      comment: done.comment ?? "",
      content_hash: approval.contentHash,
      at: work.now,
    })
    .execute()
  await record(work, {
    action: `approvals.${done.act}`,
    subject: { kind: "approval", id: approval.id },
    detail: {
      kind: approval.kind,
      title: approval.title,
      subject: approval.subject,
      hash: approval.contentHash,
      ...(done.actingFor ? { actingFor: done.actingFor } : {}),
      ...(done.comment ? { comment: done.comment } : {}),
      ...done.detail,
    },
    unitId: approval.unitId,
  })
}

export async function finishStep(work: Work, step: ApprovalStep, done: { post: string; actingFor?: string | undefined; comment: string }): Promise<void> {
  await work.db
    .updateTable("approval_step")
    .set({
      state: "done",
      acted_by: personOf(work.actor) ?? null,
      acted_name: actorName(work.actor),
      acted_post: done.post,
      acted_at: work.now,
      acting_for: done.actingFor ?? null,
      comment: done.comment,
    })
    .where("id", "=", step.id)
    .execute()
}

/** Opens the next steps of the round when nothing is open, and tells those whose turn it is. */
export async function openNext(work: Work, approval: Approval): Promise<void> {
  const open = await work.db
    .selectFrom("approval_step")
    .select(["id", "position", "unit_id as unitId", "rank", "state"])
    .where("approval_id", "=", approval.id)
    .where("round", "=", approval.round)
    .where("state", "in", ["waiting", "current"])
    .orderBy("position")
    .execute()
  const next = open.filter((step) => step.position === open[0]?.position && step.state === "waiting")
  if (next.length === 0) return
  await work.db
    .updateTable("approval_step")
    .set({ state: "current", since: work.now })
    .where("id", "in", next.map((step) => step.id))
    .execute()
  const holders = await holdersOf(work, next)
  await tell(work, yourTurn, { id: approval.id, title: approval.title, people: holders.map((holder) => holder.personId) })
}

/** Its version tells a page that something has happened since. */
export async function touch(work: Work, approval: Approval, set: { status?: Approval["status"]; ended_at?: Date; decided_by?: string | null } = {}): Promise<void> {
  await work.db
    .updateTable("approval")
    .set({ ...set, version: approval.version + 1 })
    .where("id", "=", approval.id)
    .execute()
}
