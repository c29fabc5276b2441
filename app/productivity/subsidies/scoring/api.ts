import { z } from "zod"
import type { Api } from "../../../kernel/http/index.ts"
import { reasonInput } from "../programmes/inputs.ts"
import { assignApplications, changeTerm } from "./assign-applications.ts"
import { addReviewer, endReviewer, saveCommittee } from "./committee.ts"
import { adjustmentInput, assignmentInput, committeeInput, invitationInput, reviewerInput, sheetInput, termInput } from "./inputs.ts"
import { inviteReviewer, listInvitations } from "./invite-reviewer.ts"
import { adjust, concludeScoring, pointsText, publishSummary, resultOf, summaryOf } from "./result.ts"
import { listReviews, saveSheet, stepBack } from "./sheets.ts"

const staff = { who: "staff", tag: "補助金の審査会" } as const
const seated = { who: "signedIn", tag: "補助金の審査会" } as const
const params = z.object({ id: z.uuid().meta({ title: "公募のID" }) })
const applicationParams = z.object({ id: z.uuid().meta({ title: "申請のID" }) })
const nothing = z.object({})
const base = "/subsidies/own-calls/{id}/committee" as const

export function scoringApi(api: Api): void {
  api.route({ ...staff, method: "put", path: base, summary: "採点の方法を決める", params, body: committeeInput, answer: nothing }, async (work, { params: { id }, body }) => {
    await saveCommittee(work, id, body)
    return {}
  })
  api.route({ ...staff, method: "post", path: `${base}/reviewers`, summary: "委員に加える", params, body: reviewerInput, answer: nothing }, async (work, { params: { id }, body }) => {
    await addReviewer(work, id, body)
    return {}
  })
  const invitationRow = z.object({ id: z.string(), name: z.string(), affiliation: z.string(), mail: z.string(), untilOn: z.string(), expiresOn: z.string(), answer: z.string().nullable() })
  api.route({ ...staff, method: "get", path: `${base}/invitations`, summary: "外部委員の招待", params, answer: z.object({ items: z.array(invitationRow) }) }, async (work, { params: { id } }) => ({
    items: (await listInvitations(work, id)).map(({ invitedAt: _, revokedAt: __, ...rest }) => rest),
  }))
  api.route({ ...staff, method: "post", path: `${base}/invitations`, summary: "外部委員をメールで招く", params, body: invitationInput, answer: z.object({ id: z.string() }), status: 201 }, async (work, { params: { id }, body }, c) => ({ id: (await inviteReviewer(work, id, body, c.origin)).id }))
  const seatParams = z.object({ id: z.uuid().meta({ title: "公募のID" }), person: z.uuid().meta({ title: "委員のID" }) })
  api.route({ ...staff, method: "put", path: `${base}/reviewers/{person}/assignments`, summary: "外部委員に申請を割り当てる", params: seatParams, body: assignmentInput, answer: nothing }, async (work, { params: { id, person }, body }) => {
    await assignApplications(work, id, person, body.applications)
    return {}
  })
  api.route({ ...staff, method: "put", path: `${base}/reviewers/{person}/term`, summary: "外部委員の委嘱の末日を変える", params: seatParams, body: termInput, answer: nothing }, async (work, { params: { id, person }, body }) => {
    await changeTerm(work, id, person, body.untilOn)
    return {}
  })
  api.route({ ...staff, method: "delete", path: `${base}/reviewers/{person}`, summary: "委員から外す", params: seatParams, answer: nothing }, async (work, { params: { id, person } }) => {
    await endReviewer(work, id, person)
    return {}
  })
  const row = z.object({ id: z.string(), number: z.string(), title: z.string(), rank: z.number().nullable(), tied: z.boolean(), total: z.string(), status: z.string(), reasons: z.array(z.string()), line: z.string(), grantedYen: z.number().nullable() })
  api.route({ ...staff, method: "get", path: `${base}/result`, summary: "採点の結果と予算の線", params, answer: z.object({ items: z.array(row) }) }, async (work, { params: { id } }) => {
    const { rows } = await resultOf(work, id)
    return {
      items: rows.map((one) => ({ id: one.id, number: one.number, title: one.title, rank: one.outcome.rank ?? null, tied: one.outcome.tied, total: pointsText(one.outcome.total), status: one.outcome.status, reasons: [...one.outcome.reasons], line: one.granted?.result ?? "", grantedYen: one.granted?.granted ?? null })),
    }
  })
  api.route({ ...staff, method: "post", path: `${base}/adjustments`, summary: "点を加減する", params, body: adjustmentInput, answer: nothing }, async (work, { params: { id }, body }) => {
    await adjust(work, id, body)
    return {}
  })
  api.route({ ...staff, method: "post", path: `${base}/conclusion`, summary: "採点を締め切り、審査に戻す", params, answer: z.object({ applications: z.number() }) }, async (work, { params: { id } }) => ({ applications: await concludeScoring(work, id) }))
  api.route({ ...staff, method: "post", path: `${base}/publication`, summary: "審査結果の概要を公表する", params, answer: nothing }, async (work, { params: { id } }) => {
    await publishSummary(work, id)
    return {}
  })
  api.route({ ...seated, method: "get", path: "/subsidies/reviews", summary: "自分が採点する申請", answer: z.object({ items: z.array(z.object({ applicationId: z.string(), number: z.string(), title: z.string(), callTitle: z.string(), submitted: z.boolean(), steppedBack: z.boolean() })) }) }, async (work) => ({
    items: await listReviews(work),
  }))
  api.route({ ...seated, method: "put", path: "/subsidies/reviews/{id}", summary: "採点を保存・提出する", params: applicationParams, body: sheetInput, answer: nothing }, async (work, { params: { id }, body }) => {
    await saveSheet(work, id, body)
    return {}
  })
  api.route({ ...seated, method: "post", path: "/subsidies/reviews/{id}/step-back", summary: "採点を回避する", params: applicationParams, body: reasonInput, answer: nothing }, async (work, { params: { id }, body }) => {
    await stepBack(work, id, body.reason)
    return {}
  })
  api.route(
    { who: "anyone", tag: "補助金をさがす", method: "get", path: "/subsidies/calls/{id}/scoring", summary: "審査結果の概要", params, answer: z.object({ applications: z.number(), granted: z.number(), amount: z.number(), notGranted: z.array(z.object({ reason: z.string(), count: z.number() })) }) },
    async (work, { params: { id } }) => (await summaryOf(work, id)).summary,
  )
}
