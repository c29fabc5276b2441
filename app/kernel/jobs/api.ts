import { z } from "zod"
import { type Api, pageOf, pageQuery } from "../http/index.ts"
import { discardJob } from "./discard-job.ts"
import { listJobs, listSchedules, type QueuedJob } from "./find-jobs.ts"
import { discardSchema, idOf } from "./pages/index.tsx"
import { retryJob } from "./retry-job.ts"

const tag = "ジョブ"
const state = z.enum(["waiting", "running", "failed", "dead"])
const queued = z.object({
  id: z.number().int(),
  name: z.string(),
  title: z.string(),
  state,
  attempts: z.number().int(),
  maxAttempts: z.number().int(),
  lastError: z.string().nullable(),
  runAt: z.string(),
  createdAt: z.string(),
})
const params = z.object({ id: z.string().regex(/^\d{1,15}$/) })

export function jobApi(api: Api): void {
  api.route(
    {
      method: "get",
      path: "/jobs",
      summary: "待ち行列にあるジョブ（新しい順）",
      who: "staff",
      tag,
      query: pageQuery.extend({ state: state.optional().meta({ title: "状態" }) }),
      answer: pageOf(queued),
    },
    async (work, { query }, c) => {
      const { after, state: only, limit } = query
      const { items, next } = await listJobs(work, { limit, ...(only ? { state: only } : {}), ...(after ? { after: idOf(after) } : {}) })
      c.next(next)
      return { items: items.map(toApi), next: next ?? null }
    },
  )
  api.route(
    {
      method: "get",
      path: "/job-schedules",
      summary: "決まった時刻の仕事",
      who: "staff",
      tag,
      answer: z.object({
        items: z.array(
          z.object({ title: z.string(), job: z.string(), cron: z.string(), last: z.string().nullable(), next: z.string().nullable() }),
        ),
      }),
    },
    async (work) => ({
      items: (await listSchedules(work)).map((row) => ({
        ...row,
        last: row.last?.toISOString() ?? null,
        next: row.next?.toISOString() ?? null,
      })),
    }),
  )
  const done = z.object({ id: z.number().int() })
  api.route(
    { method: "post", path: "/jobs/{id}/retry", summary: "すぐに再試行する", who: "staff", tag, params, answer: done },
    async (work, { params: { id } }) => {
      await retryJob(work, idOf(id))
      return { id: idOf(id) }
    },
  )
  api.route(
    { method: "post", path: "/jobs/{id}/discard", summary: "理由を付けて破棄する", who: "staff", tag, params, body: discardSchema, answer: done },
    async (work, { params: { id }, body }) => {
      await discardJob(work, idOf(id), body.reason)
      return { id: idOf(id) }
    },
  )
}

function toApi({ id, name, title, state: now, attempts, maxAttempts, lastError, runAt, createdAt }: QueuedJob) {
  const times = { runAt: runAt.toISOString(), createdAt: createdAt.toISOString() }
  return { id, name, title, state: now, attempts, maxAttempts, lastError, ...times }
}
