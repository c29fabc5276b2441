import { record } from "../../kernel/audit/index.ts"
import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import { defineJob, enqueue } from "../../kernel/jobs/index.ts"
import { tell } from "../../kernel/notices/index.ts"
import { editionName, hashOf, indexEdition, loadContent, lockEdition } from "../editions/index.ts"
import { editionInForce } from "./notices/edition-in-force.ts"

/** An approved edition whose day is still to come takes force on that day. */
export const bringIntoForceJob = defineJob<{ editionId: string }>({
  name: "plan.bring-into-force",
  title: "決裁済みの版を施行日に施行する",
  run: async (work, { editionId }) => {
    const edition = await lockEdition(work, editionId)
    if (edition.status === "in-approval" && edition.frozenAt) await rule(work, editionId)
  },
})

/** Decided: the content is frozen with its hash, and rules from its day on. */
export async function editionApproved(work: Work, editionId: string): Promise<void> {
  const edition = await lockEdition(work, editionId)
  const content = await loadContent(work, edition)
  await work.db
    .updateTable("plan_edition")
    .set({ frozen_at: work.now, frozen_hash: hashOf(content), version: edition.version + 1 })
    .where("id", "=", editionId)
    .execute()
  const today = civilDateOf(work.now)
  const day = edition.inForceOn ?? today
  if (day <= today) return rule(work, editionId)
  // 00:01 in Japan on the day.
  await enqueue(work, bringIntoForceJob, { editionId }, { runAt: new Date(`${day}T00:01:00+09:00`), key: `plan.bring-into-force ${editionId}` })
}

/** Sent back or withdrawn: a draft again. */
export async function editionReturned(work: Work, editionId: string): Promise<void> {
  await lockEdition(work, editionId)
  await work.db.updateTable("plan_edition").set({ status: "draft" }).where("id", "=", editionId).execute()
  await record(work, { action: "plan.edition-returned", subject: { kind: "plan.edition", id: editionId } })
}

/** The edition before is closed on the same day; its content stays as it was frozen. */
async function rule(work: Work, editionId: string): Promise<void> {
  const today = civilDateOf(work.now)
  const former = await work.db
    .updateTable("plan_edition")
    .set({ status: "closed", closed_on: today })
    .where("status", "=", "in-force")
    .where("id", "<>", editionId)
    .returning("id")
    .executeTakeFirst()
  await work.db
    .updateTable("plan_edition")
    .set({ status: "in-force", in_force_on: today })
    .where("id", "=", editionId)
    .execute()
  const edition = await lockEdition(work, editionId)
  // What only a few could find in the draft, every member of staff finds now.
  await indexEdition(work, editionId)
  await record(work, {
    action: "plan.edition-in-force",
    subject: { kind: "plan.edition", id: editionId },
    detail: { closed: former?.id, hash: edition.frozenHash },
  })
  await tell(work, editionInForce, { editionId, name: editionName(edition), title: edition.title })
}
