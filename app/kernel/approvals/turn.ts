import { type Actor, personOf } from "../access/actor.ts"
import type { Work } from "../database/index.ts"
import { refusal } from "../http/refusal.ts"
import { dateTime } from "../ui/formats.ts"
import type { Approval, ApprovalAct, ApprovalStep } from "./approval.ts"
import { loadActs } from "./approval.ts"
import { canonicalJson, contentHash } from "./canonical-json.ts"
import { findApprovalKind } from "./approval-kind.ts"
import { type OwnPosts, postsOf } from "./posts.ts"
import { isSamePost } from "./rules/build-route.ts"

/** A step that is the person's to take now. */
export interface Turn {
  step: ApprovalStep
  /** The post they act in. */
  post: string
  /** 代決: whose place they take. */
  actingFor: string | undefined
}

/** The person's step now, if it is their turn. A drafter never takes a step of their own draft unless the rule allows it. */
export function findTurn(approval: Approval, steps: readonly ApprovalStep[], actor: Actor, posts: OwnPosts, ownDraft: boolean): Turn | undefined {
  const current = steps.filter((step) => step.state === "current")
  const drafted = personOf(actor) === approval.drafterId
  for (const step of current) {
    const own = posts.own.find((post) => isSamePost(post, step))
    if (own && (!drafted || ownDraft)) return { step, post: `${own.unitName}${own.title}`, actingFor: undefined }
  }
  if (drafted) return undefined
  for (const step of current) {
    if (step.kind === "post-review") continue
    const acting = posts.acting.find((post) => isSamePost(post, step))
    const post = acting && posts.own[0]
    if (acting && post) return { step, post: `${post.unitName}${post.title}`, actingFor: acting.forName }
  }
  return undefined
}

/** Refuses with the reason it is not the person's turn: somebody was faster, it is over, or it never is. */
export async function mustHaveTurn(work: Work, approval: Approval, steps: readonly ApprovalStep[]): Promise<Turn> {
  const posts = await postsOf(work)
  mustBeInProgress(approval, await loadActs(work, approval.id))
  const turn = findTurn(approval, steps, work.actor, posts, await mayDecideOwn(work, approval))
  if (turn) return turn
  const done = steps.find((step) => step.state === "done" && posts.own.concat(posts.acting).some((post) => isSamePost(post, step)))
  if (done) {
    const who = done.actedBy === personOf(work.actor) ? "あなた" : `${done.actedName}さん`
    throw refusal("conflict", "approvals.step-done", `この段階は、${who}が${dateTime(done.actedAt)}に済ませています。画面を開き直してください。`)
  }
  throw refusal("forbidden", "approvals.not-your-turn", "いまは、あなたの順番ではありません。")
}

export function mustBeInProgress(approval: Approval, acts: readonly ApprovalAct[]): void {
  if (approval.status === "in-progress") return
  const last = acts.at(-1)
  const words = { approved: "決裁", returned: "差戻し", withdrawn: "取下げ" }[approval.status]
  throw refusal("conflict", "approvals.over", `この案件は、${last?.actorName ?? ""}さんが${dateTime(last?.at)}に${words}をしています。画面を開き直してください。`)
}

async function mayDecideOwn(work: Work, approval: Approval): Promise<boolean> {
  if (!approval.ruleId || personOf(work.actor) !== approval.drafterId) return false
  const rule = await work.db.selectFrom("approval_rule").select("own_draft").where("id", "=", approval.ruleId).executeTakeFirst()
  return rule?.own_draft ?? false
}

/** What is approved must be what was drafted: the content is read again and must have the same hash. */
export async function mustBeUnchanged(work: Work, approval: Approval): Promise<void> {
  const content = await findApprovalKind(approval.kind)?.content?.(work, approval.subject.id)
  if (content === undefined) return
  if (contentHash(canonicalJson(content)) === approval.contentHash) return
  throw refusal("conflict", "approvals.content-changed", "起案のあとで内容が変わっています。差し戻して、起案し直してもらってください。")
}
