import { z } from "zod"
import { type Api, notFound } from "../../kernel/http/index.ts"
import { getSheet, readEdition } from "../editions/index.ts"
import { enterIndicatorValue, listEnteredValues } from "./enter-value.ts"
import { answerVerdict, judgeReview, returnEvaluation, saveEvaluation, submitEvaluation } from "./evaluate.ts"
import { answerInput, indicatorValueInput, judgement, returnInput, selfEvaluation } from "./inputs.ts"
import { findReview, listReviews, type Review, suggestionFor } from "./read-review.ts"

const tag = "推進プランの評価"
const key = z.object({ id: z.uuid(), initiative: z.uuid(), half: z.enum(["first", "second"]) })
const indicatorKey = z.object({ id: z.uuid(), initiative: z.uuid(), indicator: z.uuid() })

const reviewAnswer = z.object({
  initiativeId: z.uuid(),
  half: z.enum(["first", "second"]),
  state: z.enum(["draft", "submitted", "judged", "answered"]),
  suggested: z.string().nullable(),
  suggestedBasis: z.string(),
  grade: z.string().nullable(),
  reason: z.string(),
  overrideReason: z.string(),
  verdict: z.string().nullable(),
  verdictComment: z.string(),
  answer: z.string(),
  version: z.number().int(),
})

function plain(review: Review): z.infer<typeof reviewAnswer> {
  const { id: _id, editionId: _edition, caseId: _case, submittedAt: _s, judgedAt: _j, answeredAt: _a, ...rest } = review
  return rest
}

export function reviewApi(api: Api): void {
  const base = "/plan/editions/{id}/initiatives/{initiative}/reviews/{half}"
  api.route(
    {
      method: "get",
      path: "/plan/editions/{id}/reviews",
      summary: "版のすべての評価",
      who: "staff",
      tag,
      params: z.object({ id: z.uuid() }),
      answer: z.object({ items: z.array(reviewAnswer) }),
    },
    async (work, { params }) => {
      const { edition, sheets } = await readEdition(work, params.id)
      const seen = new Set(sheets.map((sheet) => sheet.initiativeId))
      const reviews = await listReviews(work, edition.id)
      return { items: reviews.filter((review) => seen.has(review.initiativeId)).map(plain) }
    },
  )
  api.route(
    {
      method: "get",
      path: base,
      summary: "取組の半期の評価と、指標からの提案",
      who: "staff",
      tag,
      params: key,
      answer: z.object({
        review: reviewAnswer.nullable(),
        suggestion: z.object({ grade: z.string(), achievement: z.number(), basis: z.string() }).nullable(),
      }),
    },
    async (work, { params }, c) => {
      const found = await getSheet(work, params.id, params.initiative)
      const review = await findReview(work, params.id, params.initiative, params.half)
      if (review) c.version(review.version)
      return { review: review ? plain(review) : null, suggestion: (await suggestionFor(work, found, params.half)) ?? null }
    },
  )
  const moves = [
    { method: "put", path: base, summary: "自己評価を下書きとして保存する", body: selfEvaluation, act: saveEvaluation },
    { method: "post", path: `${base}/submission`, summary: "自己評価を提出する", body: selfEvaluation, act: submitEvaluation },
  ] as const
  for (const { method, path, summary, body, act } of moves) {
    api.route({ method, path, summary, who: "staff", tag, params: key, body, status: 200, answer: reviewAnswer }, async (work, input) => {
      await act(work, keyOf(input.params), input.body)
      return get(work, input.params)
    })
  }
  api.route(
    { method: "post", path: `${base}/verdict`, summary: "判定する", who: "staff", tag, params: key, body: judgement, status: 200, answer: reviewAnswer },
    async (work, { params, body }) => {
      await judgeReview(work, keyOf(params), body)
      return get(work, params)
    },
  )
  api.route(
    { method: "post", path: `${base}/return`, summary: "自己評価を差し戻す", who: "staff", tag, params: key, body: returnInput, status: 200, answer: reviewAnswer },
    async (work, { params, body }) => {
      await returnEvaluation(work, keyOf(params), body.reason)
      return get(work, params)
    },
  )
  api.route(
    { method: "post", path: `${base}/answer`, summary: "判定への対応を示す", who: "staff", tag, params: key, body: answerInput, status: 200, answer: reviewAnswer },
    async (work, { params, body }) => {
      await answerVerdict(work, keyOf(params), body.answer)
      return get(work, params)
    },
  )
  const valuesPath = "/plan/editions/{id}/initiatives/{initiative}/indicators/{indicator}/values"
  const valueAnswer = z.object({
    items: z.array(z.object({ month: z.string(), value: z.string(), evidence: z.string(), replaced: z.boolean() })),
  })
  api.route(
    { method: "get", path: valuesPath, summary: "手で入力した指標の値", who: "staff", tag, params: indicatorKey, answer: valueAnswer },
    async (work, { params }) => values(work, params),
  )
  api.route(
    {
      method: "post",
      path: valuesPath,
      summary: "指標の月の値を根拠とともに入力する",
      who: "staff",
      tag,
      params: indicatorKey,
      body: indicatorValueInput,
      status: 200,
      answer: valueAnswer,
    },
    async (work, { params, body }) => {
      await enterIndicatorValue(work, { editionId: params.id, initiativeId: params.initiative }, params.indicator, body)
      return values(work, params)
    },
  )
}

type WorkOf = Parameters<typeof getSheet>[0]
type Key = z.infer<typeof key>

const keyOf = (params: Key) => ({ editionId: params.id, initiativeId: params.initiative, half: params.half })

async function get(work: WorkOf, params: Key) {
  const review = await findReview(work, params.id, params.initiative, params.half)
  if (!review) throw notFound("評価")
  return plain(review)
}

async function values(work: WorkOf, params: z.infer<typeof indicatorKey>) {
  const { sheet } = await getSheet(work, params.id, params.initiative)
  const indicator = sheet.indicators.find((one) => one.id === params.indicator)
  if (!indicator) throw notFound("指標")
  const entered = await listEnteredValues(work, indicator.lineageId)
  return {
    items: entered.map((one) => ({
      month: one.month.slice(0, 7),
      value: one.value,
      evidence: one.evidence,
      replaced: one.replacedAt !== null,
    })),
  }
}
