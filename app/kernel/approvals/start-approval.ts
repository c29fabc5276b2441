import { personOf } from "../access/actor.ts"
import { civilDateOf, type Work } from "../database/index.ts"
import { headOf } from "../people/index.ts"
import { Refusal, refusal } from "../http/refusal.ts"
import { isTaken } from "../http/submissions.ts"
import { approvalKindTitle } from "./approval-kind.ts"
import { type Approval, loadApproval } from "./approval.ts"
import { canonicalJson, contentHash } from "./canonical-json.ts"
import { listRules } from "./delegation-rules.ts"
import { type Holder, holdersOf, lineOf } from "./posts.ts"
import { buildRoute, type RouteStep } from "./rules/build-route.ts"
import { type DelegationRule, noRule, pickRule } from "./rules/pick-rule.ts"
import { openNext, writeAct } from "./take-step.ts"

export interface NewApproval {
  kind: string
  title: string
  /** Yen; the delegation rules go by it. */
  amount?: number
  /** The drafting unit: its line is the way up. */
  unitId: string
  subject: { kind: string; id: string }
  /** What is decided on. Kept as canonical JSON with its sha256. */
  content: object
  /** What the people on the route read first. */
  summary: readonly { label: string; value: string }[]
  link: string
  /** Further units whose heads must agree. */
  concurrence?: readonly string[]
  comment?: string
}

/**
 * Drafts (起案): the route is made from the delegation rules and the posts of today, and the first people are told. A
 * subject that was sent back goes on in its own approval: the next round, with every earlier step kept.
 * @returns the approval's id.
 */
export async function startApproval(work: Work, draft: NewApproval): Promise<string> {
  if (work.actor.kind !== "staff") throw refusal("forbidden", "approvals.drafter-is-staff", "起案できるのは職員だけです。")
  const before = await work.db
    .selectFrom("approval")
    .select(["id", "status", "round", "version", "drafter_id as drafterId", "unit_id as unitId"])
    .where("kind", "=", draft.kind)
    .where("subject_kind", "=", draft.subject.kind)
    .where("subject_id", "=", draft.subject.id)
    .where("status", "in", ["in-progress", "returned"])
    .forUpdate()
    .executeTakeFirst()
  if (before?.status === "in-progress") throw alreadyRunning()

  const { rule, steps, drafterPost } = await routeFor(work, draft)
  const content = canonicalJson(draft.content)
  const values = {
    title: draft.title,
    amount: draft.amount ?? null,
    unit_id: draft.unitId,
    drafter_id: work.actor.id,
    drafter_name: work.actor.name,
    drafter_post: drafterPost,
    link: draft.link,
    summary: JSON.stringify(draft.summary),
    content,
    content_hash: contentHash(content),
    rule_id: rule.id,
    extra_concurrence: [...(draft.concurrence ?? [])],
    status: "in-progress" as const,
    submitted_at: work.now,
    ended_at: null,
    decided_by: null,
  }
  const id = before
    ? await again(work, before.id, { ...values, round: before.round + 1, version: before.version + 1 })
    : await first(work, { ...values, kind: draft.kind, subject_kind: draft.subject.kind, subject_id: draft.subject.id, started_at: work.now })
  const approval = await loadApproval(work, id)
  await insertSteps(work, approval, steps)
  await writeAct(work, approval, {
    act: before ? "resubmitted" : "drafted",
    post: drafterPost,
    comment: draft.comment ?? "",
    detail: { rule: rule.id, article: rule.article, amount: draft.amount ?? null },
  })
  await openNext(work, approval)
  return id
}

type Written = Parameters<ReturnType<Work["db"]["insertInto"]>["values"]>[0]

async function first(work: Work, values: Record<string, unknown>): Promise<string> {
  try {
    const { id } = await work.db.insertInto("approval").values(values as Written as never).returning("id").executeTakeFirstOrThrow()
    return id
  } catch (error) {
    // Two people drafted the same at once: the index on running approvals lets one through.
    if (isTaken(error)) throw alreadyRunning()
    throw error
  }
}

async function again(work: Work, id: string, values: Record<string, unknown>): Promise<string> {
  await work.db.updateTable("approval").set(values as never).where("id", "=", id).execute()
  return id
}

function alreadyRunning(): Refusal {
  return refusal("conflict", "approvals.already-running", "この案件は、すでに決裁の途中です。")
}

export interface PlannedRoute {
  rule: DelegationRule
  steps: RouteStep[]
  drafterPost: string
}

/** The way an approval would take today, before anything is written: to show it to the drafter. */
export async function routeFor(
  work: Work,
  draft: Pick<NewApproval, "kind" | "amount" | "unitId" | "concurrence">,
): Promise<PlannedRoute> {
  const today = civilDateOf(work.now)
  const rule = pickRule(await listRules(work, { kind: draft.kind, on: today }), draft.kind, draft.amount, today)
  if (!rule) throw noRule(approvalKindTitle(draft.kind))
  const line = await lineOf(work.db, draft.unitId, today)
  const deciderLine = rule.deciderUnitId ? await lineOf(work.db, rule.deciderUnitId, today) : undefined
  const drafterId = personOf(work.actor) ?? ""
  const posts = line.filter((holder) => holder.personId === drafterId)
  const own = posts.sort((a, b) => a.distance - b.distance || a.rank - b.rank)[0]
  const heads = await headsOf(work, [...new Set([...rule.concurrenceUnitIds, ...(draft.concurrence ?? [])])])
  const route = buildRoute({
    rule,
    drafter: { personId: drafterId, rank: own?.rank ?? 999 },
    line,
    deciderLine,
    concurrence: heads,
  })
  if (route instanceof Refusal) throw route
  const drafterPost = own ? `${own.unitName}${own.title}` : work.actor.kind === "staff" ? `${work.actor.unitName}${work.actor.postTitle}` : ""
  return { rule, steps: route, drafterPost }
}

async function headsOf(work: Work, unitIds: readonly string[]): Promise<Holder[]> {
  const today = civilDateOf(work.now)
  const heads: Holder[] = []
  for (const unitId of unitIds) {
    const head = await headOf(work.db, unitId, today)
    if (head) heads.push(...(await holdersOf(work, [head])).filter((holder) => holder.personId === head.personId))
  }
  return heads
}

async function insertSteps(work: Work, approval: Approval, steps: readonly RouteStep[]): Promise<void> {
  await work.db
    .insertInto("approval_step")
    .values(
      steps.map(({ kind, position, holder }) => ({
        approval_id: approval.id,
        round: approval.round,
        position,
        kind,
        unit_id: holder.unitId,
        rank: holder.rank,
        unit_name: holder.unitName,
        post_title: holder.title,
        person_name: holder.personName,
        state: "waiting" as const,
      })),
    )
    .execute()
}
