import { z } from "zod"
import type { Api } from "../../../kernel/http/index.ts"
import { reasonInput } from "../programmes/inputs.ts"
import { addReviewer, saveCommittee } from "./committee.ts"
import { adjustmentInput, committeeInput, reviewerInput, sheetInput } from "./inputs.ts"
import { adjust, concludeScoring, pointsText, publishSummary, resultOf, summaryOf } from "./result.ts"
import { listReviews, saveSheet, stepBack } from "./sheets.ts"

const staff = { who: "staff", tag: "補助金の審査会" } as const
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
  api.route({ ...staff, method: "get", path: "/subsidies/reviews", summary: "自分が採点する申請", answer: z.object({ items: z.array(z.object({ applicationId: z.string(), number: z.string(), title: z.string(), callTitle: z.string(), submitted: z.boolean(), steppedBack: z.boolean() })) }) }, async (work) => ({
    items: await listReviews(work),
  }))
  api.route({ ...staff, method: "put", path: "/subsidies/reviews/{id}", summary: "採点を保存・提出する", params: applicationParams, body: sheetInput, answer: nothing }, async (work, { params: { id }, body }) => {
    await saveSheet(work, id, body)
    return {}
  })
  api.route({ ...staff, method: "post", path: "/subsidies/reviews/{id}/step-back", summary: "採点を回避する", params: applicationParams, body: reasonInput, answer: nothing }, async (work, { params: { id }, body }) => {
    await stepBack(work, id, body.reason)
    return {}
  })
  api.route(
    { who: "anyone", tag: "補助金をさがす", method: "get", path: "/subsidies/calls/{id}/scoring", summary: "審査結果の概要", params, answer: z.object({ applications: z.number(), granted: z.number(), amount: z.number(), notGranted: z.array(z.object({ reason: z.string(), count: z.number() })) }) },
    async (work, { params: { id } }) => (await summaryOf(work, id)).summary,
  )
}
