import { type RawBuilder, sql } from "kysely"
import { may, personOf, scopeOf } from "../access/index.ts"
import type { Work } from "../database/index.ts"
import { isIdText, isInstantText } from "../http/cursor.ts"
import { notFound } from "../http/refusal.ts"
import type { DeskItem } from "../../module.ts"
import { approvalKindTitle } from "./approval-kind.ts"
import { type Approval, type ApprovalAct, type ApprovalStep, loadActs, loadApproval, loadSteps } from "./approval.ts"
import { paths } from "./paths.ts"
import { type OwnPosts, postsOf } from "./posts.ts"
import { findPullTarget } from "./pull-up.ts"
import type { ApprovalStatus, StepKind } from "./tables.ts"
import { findTurn } from "./turn.ts"
import { canonicalJson, contentHash } from "./canonical-json.ts"
import { findApprovalKind } from "./approval-kind.ts"
import { getRule } from "./delegation-rules.ts"
import type { DelegationRule } from "./rules/pick-rule.ts"

const atPosts = (alias: string, posts: readonly { unitId: string; rank: number }[]): RawBuilder<boolean> =>
  sql`(${sql.raw(alias)}.unit_id, ${sql.raw(alias)}.rank) in (select * from unnest(
    ${posts.map((post) => post.unitId)}::uuid[], ${posts.map((post) => post.rank)}::int[]))`

/** Those on its route, its drafter, the heads of the drafting unit, the auditors. */
function visible(work: Work, posts: OwnPosts): RawBuilder<boolean> {
  const self = personOf(work.actor) ?? null
  const units = scopeOf(work.actor, "approvals.see-unit")
  if (units === "all" || may(work.actor, "approvals.see-all")) return sql`true`
  return sql`(approval.drafter_id = ${self}::uuid or approval.unit_id = any(${units}::uuid[])
    or exists (select 1 from approval_act a where a.approval_id = approval.id and a.actor_id = ${self}::uuid)
    or exists (select 1 from approval_step s where s.approval_id = approval.id and ${atPosts("s", [...posts.own, ...posts.acting])}))`
}

export interface ApprovalView {
  approval: Approval
  /** Of the round that runs or ended. */
  steps: ApprovalStep[]
  acts: ApprovalAct[]
  rule: DelegationRule | undefined
  /** What the person can do now. */
  turn: { kind: StepKind; actingFor: string | undefined } | undefined
  earlier: ApprovalStep[]
  mayPullUp: boolean
  mayWithdraw: boolean
  /** undefined: the module does not say. */
  contentUnchanged: boolean | undefined
}

/** One approval as the asking person sees it. Whoever may not see it is told that there is none. */
export async function getApproval(work: Work, id: string): Promise<ApprovalView> {
  const posts = await postsOf(work)
  const seen = await work.db.selectFrom("approval").select("id").where("id", "=", id).where(visible(work, posts)).executeTakeFirst()
  if (!seen) throw notFound("決裁")
  const approval = await loadApproval(work, id)
  const [steps, acts, rule, content] = await Promise.all([
    loadSteps(work, approval),
    loadActs(work, id),
    approval.ruleId ? getRule(work, approval.ruleId) : undefined,
    approval.status === "in-progress" ? findApprovalKind(approval.kind)?.content?.(work, approval.subject.id) : undefined,
  ])
  const turn = findTurn(approval, steps, work.actor, posts, rule?.ownDraft ?? false)
  const open = approval.status === "in-progress" || (approval.status === "approved" && turn?.step.kind === "post-review")
  const mine = open ? turn : undefined
  return {
    approval,
    steps,
    acts,
    rule,
    turn: mine && { kind: mine.step.kind, actingFor: mine.actingFor },
    earlier: mine && approval.status === "in-progress" ? steps.filter((step) => step.state === "done" && step.position < mine.step.position) : [],
    mayPullUp: (await findPullTarget(work, approval, steps, posts)) !== undefined,
    mayWithdraw: personOf(work.actor) === approval.drafterId && (approval.status === "in-progress" || approval.status === "returned"),
    contentUnchanged: content === undefined ? undefined : contentHash(canonicalJson(content)) === approval.contentHash,
  }
}

/** The approval of a subject that runs, or the last one that ended; undefined when there is none or it is not seen. */
export async function findApprovalOf(work: Work, subject: { kind: string; id: string }): Promise<Approval | undefined> {
  const row = await work.db
    .selectFrom("approval")
    .select("id")
    .where("subject_kind", "=", subject.kind)
    .where("subject_id", "=", subject.id)
    .orderBy("submitted_at", "desc")
    .limit(1)
    .executeTakeFirst()
  return row && loadApproval(work, row.id)
}

export type Box = "mine" | "drafted" | "handled" | "unit"

export interface ApprovalFilter {
  box: Box
  kind?: string | undefined
  status?: ApprovalStatus | undefined
  text?: string | undefined
  sort?: "new" | "old" | undefined
  after?: string | undefined
  limit?: number
}

export interface ApprovalLine {
  id: string
  kind: string
  kindTitle: string
  title: string
  amount: number | null
  drafterName: string
  unitName: string
  status: ApprovalStatus
  submittedAt: Date
  endedAt: Date | null
  /** Where it lies now: 「行政経営課 課長」. */
  lies: string
  /** What is asked of the person, in the box of what waits for them. */
  asked: StepKind | null
  /** Since when. */
  since: Date | null
}

export interface ApprovalList {
  items: ApprovalLine[]
  next: string | undefined
}

export async function listApprovals(work: Work, filter: ApprovalFilter, known?: OwnPosts): Promise<ApprovalList> {
  const posts = known ?? (await postsOf(work))
  const limit = filter.limit ?? 25
  const after = cursorOf(filter.after)
  const ascending = filter.sort === "old"
  const compare = sql.raw(ascending ? ">" : "<")
  const words = (filter.text ?? "").normalize("NFKC").split(/\s+/).filter(Boolean).slice(0, 5)
  const matches = words.map((word) => {
    const pattern = `%${word.replace(/[\\%_]/g, "\\$&")}%`
    return sql` and (approval.title ilike ${pattern} or approval.drafter_name ilike ${pattern})`
  })
  const { rows } = await sql<Omit<ApprovalLine, "kindTitle">>`select approval.id, approval.kind, approval.title, approval.amount,
      approval.drafter_name as "drafterName", approval.status, approval.submitted_at as "submittedAt", approval.ended_at as "endedAt",
      coalesce((select up.name from unit_period up where up.unit_id = approval.unit_id order by up.valid_from desc limit 1), '') as "unitName",
      coalesce((select string_agg(s.unit_name || s.post_title, '、' order by s.unit_name) from approval_step s
        where s.approval_id = approval.id and s.state = 'current'), '') as lies,
      my.kind as asked, my.since
    from approval left join lateral (select s.kind, s.since from approval_step s
      where s.approval_id = approval.id and s.state = 'current' and ${turnOf(work, posts)} order by s.position limit 1) my on true
    where ${boxed(work, filter.box, posts)}
      and (${filter.kind ?? null}::text is null or approval.kind = ${filter.kind ?? null}::text)
      and (${filter.status ?? null}::text is null or approval.status = ${filter.status ?? null}::text)
      and (${after?.at ?? null}::timestamptz is null
        or (date_trunc('milliseconds', approval.submitted_at), approval.id) ${compare} (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
      ${sql.join(matches, sql``)}
    order by date_trunc('milliseconds', approval.submitted_at) ${sql.raw(ascending ? "asc" : "desc")}, approval.id ${sql.raw(ascending ? "asc" : "desc")}
    limit ${limit + 1}`.execute(work.db)
  const items = rows.slice(0, limit).map((row) => ({ ...row, kindTitle: approvalKindTitle(row.kind) }))
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? Buffer.from(JSON.stringify([last.submittedAt, last.id])).toString("base64url") : undefined }
}

/** A current step at one of the person's posts, or at one they act for; never of their own draft unless the rule allows it. */
function turnOf(work: Work, posts: OwnPosts): RawBuilder<boolean> {
  const self = personOf(work.actor) ?? null
  return sql`((${atPosts("s", posts.own)} or (s.kind <> 'post-review' and ${atPosts("s", posts.acting)}))
    and (approval.drafter_id is distinct from ${self}::uuid
      or exists (select 1 from approval_rule r where r.id = approval.rule_id and r.own_draft)))`
}

function boxed(work: Work, box: Box, posts: OwnPosts): RawBuilder<boolean> {
  const self = personOf(work.actor) ?? null
  switch (box) {
    case "mine":
      return sql`my.kind is not null`
    case "drafted":
      return sql`approval.drafter_id = ${self}::uuid`
    case "handled":
      return sql`approval.id in (select a.approval_id from approval_act a where a.actor_id = ${self}::uuid
        and a.act not in ('drafted', 'resubmitted'))`
    case "unit":
      return visible(work, posts)
  }
}

function cursorOf(text: string | undefined): { at: string; id: string } | undefined {
  if (!text) return undefined
  try {
    const [at, id] = JSON.parse(Buffer.from(text, "base64url").toString()) as unknown[]
    return isInstantText(at) && isIdText(id) ? { at, id } : undefined
  } catch {
    return undefined
  }
}

export const askedWords: Record<StepKind, string> = { circulate: "回議", concur: "合議", decide: "決裁", "post-review": "後閲" }

/** What waits for the person, for their desk. */
export async function waitingFor(work: Work): Promise<DeskItem[]> {
  if (work.actor.kind !== "staff") return []
  const returned = work.db
    .selectFrom("approval")
    .select(["id", "title", "submitted_at as submittedAt"])
    .where("drafter_id", "=", work.actor.id)
    .where("status", "=", "returned")
    .limit(50)
    .execute()
  const [{ items }, own] = await Promise.all([listApprovals(work, { box: "mine", sort: "old", limit: 100 }), returned])
  return [
    ...items.map((item) => ({
      kind: askedWords[item.asked ?? "decide"],
      title: item.title,
      link: paths.approval(item.id),
      since: item.since ?? item.submittedAt,
    })),
    ...own.map((item) => ({ kind: "差戻し", title: item.title, link: paths.approval(item.id), since: item.submittedAt, state: "差戻し" })),
  ]
}
