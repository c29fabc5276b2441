import { z } from "zod"
import { type Api, pageOf } from "../../kernel/http/index.ts"
import { type ImprovementAnswer, improvementAnswer, improvementJson, listedAnswer, listedJson, statisticsAnswer } from "./api-answers.ts"
import { askBack } from "./ask-back.ts"
import { carryOut, changePlannedDay } from "./carry-out.ts"
import { commentOnImprovement } from "./comment-on-improvement.ts"
import { fileDraft, fileImprovement } from "./file-improvement.ts"
import { followImprovement } from "./follow-improvement.ts"
import { getImprovement, listComments } from "./get-improvement.ts"
import { improvementStatistics } from "./improvement-statistics.ts"
import {
  askBackInput,
  commentInput,
  doneInput,
  draftChanges,
  draftInput,
  improvementInput,
  listQuery,
  measurementInput,
  planInput,
  proposalInput,
  refileInput,
  withdrawInput,
} from "./inputs.ts"
import { listImprovements } from "./list-improvements.ts"
import { measureImprovement } from "./measure-improvement.ts"
import { paths } from "./paths.ts"
import { proposeAdoption } from "./propose-adoption.ts"
import { changeDraft, discardDraft, saveDraft } from "./save-draft.ts"
import { withdrawImprovement } from "./withdraw-improvement.ts"
import type { Work } from "../../kernel/database/index.ts"
import type { InputSchema } from "../../kernel/http/index.ts"

const shared = { who: "staff", tag: "業務改善提案" } as const
const params = z.object({ id: z.uuid().meta({ title: "提案のID" }) })
const filed = z.object({ id: z.string(), number: z.string() })

export function improvementsApi(api: Api): void {
  api.route(
    { ...shared, method: "get", path: "/improvements", summary: "提案の一覧（見られるものだけ）", query: listQuery, answer: pageOf(listedAnswer) },
    async (work, { query: { after, limit, ...filter } }, c) => {
      const page = await listImprovements(work, filter, { after, limit })
      c.next(page.next)
      return { items: page.items.map(listedJson), next: page.next ?? null }
    },
  )
  api.route(
    { ...shared, method: "post", path: "/improvements", summary: "提案する", body: improvementInput, answer: filed, status: 201 },
    async (work, { body }, c) => {
      const { id, number } = await fileImprovement(work, body)
      c.created(paths.one(id))
      return { id, number: await number }
    },
  )
  api.route(
    { ...shared, method: "post", path: "/improvements/drafts", summary: "下書きを保存する", body: draftInput, answer: z.object({ id: z.string() }), status: 201 },
    async (work, { body }, c) => {
      const id = await saveDraft(work, body)
      c.created(paths.one(id))
      return { id }
    },
  )
  api.route(
    {
      ...shared,
      method: "get",
      path: "/improvements/statistics",
      summary: "件数と効果の集計",
      query: z.object({ fiscalYear: z.number().int().min(2000).max(2100).optional().meta({ title: "年度" }) }),
      answer: statisticsAnswer,
    },
    (work, { query }) => improvementStatistics(work, query.fiscalYear),
  )
  api.route({ ...shared, method: "get", path: "/improvements/{id}", summary: "提案1件", params, answer: improvementAnswer }, async (work, { params }, c) => {
    const it = await getImprovement(work, params.id)
    c.version(it.version)
    return improvementJson(it, await listComments(work, it.id))
  })
  api.route(
    {
      ...shared,
      method: "patch",
      path: "/improvements/{id}",
      summary: "下書き・差し戻された提案を書き直す（If-Match）",
      params,
      body: draftChanges as InputSchema<z.output<typeof draftChanges>>,
      answer: improvementAnswer,
    },
    async (work, { params, body }, c) => {
      c.version(await changeDraft(work, params.id, body, c.expectedVersion()))
      return answerOf(work, params.id)
    },
  )
  api.route(
    { ...shared, method: "delete", path: "/improvements/{id}", summary: "下書きを捨てる", params, answer: z.null(), status: 204 },
    async (work, { params }) => {
      await discardDraft(work, params.id)
      return null
    },
  )
  api.route(
    { ...shared, method: "post", path: "/improvements/{id}/file", summary: "下書きを提案する・出し直す（If-Match）", params, body: refileInput, answer: filed, status: 200 },
    async (work, { params, body: { answer, ...input } }, c) => {
      const number = await fileDraft(work, params.id, input, { answer, expectedVersion: c.expectedVersion() })
      return { id: params.id, number }
    },
  )
  deed(api, "/comments", "コメントする", commentInput, commentOnImprovement)
  deed(api, "/ask-back", "提案者に聞き返す（差戻し）", askBackInput, askBack)
  deed(api, "/withdraw", "取り下げる", withdrawInput, withdrawImprovement)
  deed(api, "/proposal", "採否を起案する", proposalInput, proposeAdoption)
  deed(api, "/planned", "実施予定日を変える", planInput, changePlannedDay)
  deed(api, "/done", "実施を記録する", doneInput, carryOut)
  deed(api, "/measurement", "効果の測定を記録する", measurementInput, measureImprovement)
  deed(api, "/follow", "見守る・やめる", z.object({ follow: z.boolean().meta({ title: "見守る" }) }), (work, id, { follow }) =>
    followImprovement(work, id, follow),
  )
}

/** What is done with one improvement answers it as it then stands. */
function deed<T>(api: Api, path: string, summary: string, body: InputSchema<T>, act: (work: Work, id: string, input: T) => Promise<unknown>) {
  api.route(
    { ...shared, method: "post", path: `/improvements/{id}${path}`, summary, params, body, answer: improvementAnswer, status: 200 },
    async (work, { params, body }, c) => {
      await act(work, params.id, body)
      const answer = await answerOf(work, params.id)
      c.version(answer.version)
      return answer
    },
  )
}

async function answerOf(work: Work, id: string): Promise<ImprovementAnswer> {
  return improvementJson(await getImprovement(work, id), await listComments(work, id))
}
