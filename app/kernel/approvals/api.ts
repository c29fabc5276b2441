import { z } from "zod"
import type { Work } from "../database/index.ts"
import { type Api, type InputSchema, pageOf } from "../http/index.ts"
import { civilDateOf } from "../database/index.ts"
import { scopeOf } from "../access/index.ts"
import { declareAbsence, endAbsence, listAbsences } from "./absences.ts"
import { approve, reviewAfterwards } from "./approve.ts"
import { endRule, listRules, type RuleInput, setRule } from "./delegation-rules.ts"
import {
  absenceInput,
  approveInput,
  endRuleInput,
  listQuery,
  postReviewInput,
  pullUpInput,
  returnInput,
  ruleInput,
  statuses,
  withdrawInput,
} from "./inputs.ts"
import { pullUp } from "./pull-up.ts"
import { type ApprovalLine, type ApprovalView, getApproval, listApprovals } from "./read-approvals.ts"
import { returnApproval } from "./return-approval.ts"
import { withdrawOwnApproval } from "./withdraw-approval.ts"

const shared = { who: "staff", tag: "決裁" } as const
const params = z.object({ id: z.uuid().meta({ title: "決裁のID" }) })
const instant = z.iso.datetime()
const stepKind = z.enum(["circulate", "concur", "decide", "post-review"])

const line = z.object({
  id: z.string(),
  kind: z.string(),
  kindTitle: z.string(),
  title: z.string(),
  amount: z.number().nullable(),
  drafterName: z.string(),
  unitName: z.string(),
  status: z.enum(statuses),
  submittedAt: instant,
  endedAt: instant.nullable(),
  lies: z.string(),
  asked: stepKind.nullable(),
})

const full = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  amount: z.number().nullable(),
  unitId: z.string(),
  drafter: z.object({ id: z.string(), name: z.string(), post: z.string() }),
  subject: z.object({ kind: z.string(), id: z.string() }),
  link: z.string(),
  summary: z.array(z.object({ label: z.string(), value: z.string() })),
  contentHash: z.string(),
  status: z.enum(statuses),
  round: z.number(),
  submittedAt: instant,
  endedAt: instant.nullable(),
  steps: z.array(
    z.object({
      id: z.string(),
      position: z.number(),
      kind: stepKind,
      unitName: z.string(),
      postTitle: z.string(),
      personName: z.string(),
      state: z.enum(["waiting", "current", "done", "skipped"]),
      actedName: z.string().nullable(),
      actedAt: instant.nullable(),
      actingFor: z.string().nullable(),
      comment: z.string(),
    }),
  ),
  acts: z.array(
    z.object({
      round: z.number(),
      act: z.string(),
      actorName: z.string(),
      actorPost: z.string(),
      actingFor: z.string().nullable(),
      comment: z.string(),
      contentHash: z.string(),
      at: instant,
    }),
  ),
  /** What the asker can do now. */
  may: z.object({ take: stepKind.nullable(), actingFor: z.string().nullable(), pullUp: z.boolean(), withdraw: z.boolean() }),
})

export function approvalApi(api: Api): void {
  api.route({ ...shared, method: "get", path: "/approvals", summary: "決裁の一覧", query: listQuery, answer: pageOf(line) }, async (work, { query }, c) => {
    const { items, next } = await listApprovals(work, query)
    c.next(next)
    return { items: items.map(lineJson), next: next ?? null }
  })
  const absence = z.object({ id: z.string() })
  api.route(
    { ...shared, method: "post", path: "/approvals/absences", summary: "不在を届け出る", body: absenceInput, answer: absence, status: 201 },
    async (work, { body }) => ({ id: await declareAbsence(work, body) }),
  )
  api.route(
    { ...shared, method: "get", path: "/approvals/absences", summary: "届け出ている不在（自分と、所属長なら所属の職員）", answer: z.object({ items: z.array(absenceAnswer) }) },
    async (work) => {
      const scope = scopeOf(work.actor, "approvals.declare-for-others")
      const items = await listAbsences(work, scope === "all" ? [] : scope)
      return { items: items.map(({ id, personId, personName, fromOn, untilOn, reason }) => ({ id, personId, personName, fromOn, untilOn, reason })) }
    },
  )
  api.route(
    { ...shared, method: "delete", path: "/approvals/absences/{id}", summary: "不在をやめる", params, answer: z.null(), status: 204 },
    async (work, { params }) => {
      await endAbsence(work, params.id)
      return null
    },
  )
  api.route(
    { ...shared, method: "post", path: "/approvals/rules", summary: "専決規程に定めを加える", body: ruleBody, answer: absence, status: 201 },
    async (work, { body }) => ({ id: await setRule(work, body) }),
  )
  api.route(
    { ...shared, method: "put", path: "/approvals/rules/{id}", summary: "定めを適用開始日から改める（前の定めは残る）", params, body: ruleBody, answer: absence },
    async (work, { params, body }) => ({ id: await setRule(work, body, params.id) }),
  )
  api.route(
    { ...shared, method: "post", path: "/approvals/rules/{id}/end", summary: "定めを廃止する", params, body: endRuleInput, answer: z.null(), status: 204 },
    async (work, { params, body }) => {
      await endRule(work, params.id, body.from)
      return null
    },
  )
  api.route(
    { ...shared, method: "get", path: "/approvals/rules", summary: "いまの専決規程", answer: z.object({ items: z.array(ruleAnswer) }) },
    async (work) => ({ items: await listRules(work, { on: civilDateOf(work.now) }) }),
  )
  api.route({ ...shared, method: "get", path: "/approvals/{id}", summary: "決裁1件", params, answer: full }, async (work, { params }, c) => {
    const view = await getApproval(work, params.id)
    c.version(view.approval.version)
    return viewJson(view)
  })
  deed(api, "approve", "承認・合議・決裁する（自分の番の段階）", approveInput, approve)
  deed(api, "return", "差し戻す", returnInput, returnApproval)
  deed(api, "pull-up", "引き上げる", pullUpInput, pullUp)
  deed(api, "withdraw", "取り下げる", withdrawInput, withdrawOwnApproval)
  deed(api, "post-review", "後閲する", postReviewInput, reviewAfterwards)
}

/** What is done answers the approval as it then stands. */
function deed<T>(api: Api, name: string, summary: string, body: InputSchema<T>, act: (work: Work, id: string, input: T) => Promise<unknown>): void {
  api.route({ ...shared, method: "post", path: `/approvals/{id}/${name}`, summary, params, body, answer: full, status: 200 }, async (work, { params, body }, c) => {
    // Whoever may not see it is told that there is none, not that it is somebody else's turn.
    await getApproval(work, params.id)
    await act(work, params.id, body)
    const view = await getApproval(work, params.id)
    c.version(view.approval.version)
    return viewJson(view)
  })
}

const ruleBody = ruleInput as InputSchema<RuleInput>
const absenceAnswer = z.object({
  id: z.string(),
  personId: z.string(),
  personName: z.string(),
  fromOn: z.iso.date(),
  untilOn: z.iso.date(),
  reason: z.string(),
})
const ruleAnswer = z.object({
  id: z.string(),
  kind: z.string(),
  amountFrom: z.number(),
  amountBelow: z.number().nullable(),
  deciderRank: z.number(),
  deciderUnitId: z.string().nullable(),
  circulationRanks: z.array(z.number()),
  concurrenceUnitIds: z.array(z.string()),
  ownDraft: z.boolean(),
  article: z.string(),
  note: z.string(),
  validFrom: z.iso.date(),
  validUntil: z.iso.date().nullable(),
})

function lineJson({ since: _, ...item }: ApprovalLine): z.infer<typeof line> {
  return { ...item, submittedAt: item.submittedAt.toISOString(), endedAt: item.endedAt?.toISOString() ?? null }
}

function viewJson({ approval, steps, acts, turn, mayPullUp, mayWithdraw }: ApprovalView): z.infer<typeof full> {
  const { id, kind, title, amount, unitId, subject, link, summary, contentHash, status, round } = approval
  return {
    ...{ id, kind, title, amount, unitId, subject, link, summary, contentHash, status, round },
    drafter: { id: approval.drafterId, name: approval.drafterName, post: approval.drafterPost },
    submittedAt: approval.submittedAt.toISOString(),
    endedAt: approval.endedAt?.toISOString() ?? null,
    steps: steps.map(({ id, position, kind, unitName, postTitle, personName, state, actedName, actedAt, actingFor, comment }) => ({
      ...{ id, position, kind, unitName, postTitle, personName, state, actedName, actingFor, comment },
      actedAt: actedAt?.toISOString() ?? null,
    })),
    acts: acts.map(({ actorId: _, at, ...act }) => ({ ...act, at: at.toISOString() })),
    may: { take: turn?.kind ?? null, actingFor: turn?.actingFor ?? null, pullUp: mayPullUp, withdraw: mayWithdraw },
  }
}
