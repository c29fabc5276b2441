import { sql } from "kysely"
import { mustBeAllowed } from "../access/index.ts"
import type { Work } from "../database/index.ts"
import { nextRun } from "./cron.ts"
import { declaredJobs } from "./job.ts"
import { scheduleKey } from "./schedule-key.ts"

/** dead: failed on every try; nobody tries again unless somebody says so. */
export type JobState = "waiting" | "running" | "failed" | "dead"

export interface QueuedJob {
  id: number
  name: string
  title: string
  state: JobState
  attempts: number
  maxAttempts: number
  lastError: string | null
  runAt: Date
  createdAt: Date
  updatedAt: Date
}

export interface JobsPage {
  items: QueuedJob[]
  next: string | undefined
}

const stateSql = sql<JobState>`case
  when locked_at is not null then 'running'
  when attempts >= max_attempts then 'dead'
  when attempts > 0 then 'failed'
  else 'waiting' end`

const PAGE = 50

/** What is in the queue, newest first. Payloads are not shown: they may name people. */
export async function listJobs(work: Work, options: { state?: JobState; after?: number; limit?: number } = {}): Promise<JobsPage> {
  mustBeAllowed(work.actor, "jobs.see")
  const limit = options.limit ?? PAGE
  const { rows } = await sql<Row>`select * from (select id, task_identifier as name, ${stateSql} as state, attempts,
      max_attempts, last_error, run_at, created_at, updated_at from graphile_worker.jobs) queued
    where (${options.state ?? null}::text is null or state = ${options.state ?? null})
      and (${options.after ?? null}::bigint is null or id < ${options.after ?? null})
    order by id desc limit ${limit + 1}`.execute(work.db)
  const items = rows.slice(0, limit).map(toJob)
  return { items, next: rows.length > limit ? String(items.at(-1)!.id) : undefined }
}

interface Row {
  id: number
  name: string
  state: JobState
  attempts: number
  max_attempts: number
  last_error: string | null
  run_at: Date
  created_at: Date
  updated_at: Date
}

function toJob(row: Row): QueuedJob {
  return {
    id: row.id,
    name: row.name,
    title: declaredJobs().jobs.get(row.name)?.title ?? row.name,
    state: row.state,
    attempts: row.attempts,
    maxAttempts: row.max_attempts,
    lastError: row.last_error,
    runAt: row.run_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

export async function findJob(work: Work, id: number): Promise<QueuedJob | undefined> {
  mustBeAllowed(work.actor, "jobs.see")
  const { rows } = await sql<Row>`select id, task_identifier as name, ${stateSql} as state, attempts, max_attempts,
    last_error, run_at, created_at, updated_at from graphile_worker.jobs where id = ${id}`.execute(work.db)
  return rows[0] && toJob(rows[0])
}

export async function countJobs(work: Work): Promise<Record<JobState, number>> {
  mustBeAllowed(work.actor, "jobs.see")
  const { rows } = await sql<{ state: JobState; n: number }>`select ${stateSql} as state, count(*)::int as n
    from graphile_worker.jobs group by 1`.execute(work.db)
  const counts = { waiting: 0, running: 0, failed: 0, dead: 0 }
  for (const { state, n } of rows) counts[state] = n
  return counts
}

export interface ScheduleRow {
  title: string
  job: string
  cron: string
  last: Date | undefined
  next: Date | undefined
}

export async function listSchedules(work: Work): Promise<ScheduleRow[]> {
  mustBeAllowed(work.actor, "jobs.see")
  const { rows } = await sql<{ identifier: string; last_execution: Date | null }>`
    select identifier, last_execution from graphile_worker._private_known_crontabs`.execute(work.db)
  const last = new Map(rows.map((row) => [row.identifier, row.last_execution ?? undefined]))
  return declaredJobs().schedules.map(({ job, cron, title }) => ({
    title,
    job: job.name,
    cron,
    last: last.get(scheduleKey(job.name, cron)),
    next: nextRun(cron, work.now),
  }))
}

export interface Discarded {
  id: string
  title: string
  reason: string
  by: string | null
  at: Date
  lastError: string | null
}

export async function listDiscarded(work: Work): Promise<Discarded[]> {
  mustBeAllowed(work.actor, "jobs.see")
  const rows = await work.db
    .selectFrom("job_discard as d")
    .leftJoin("person as p", "p.id", "d.discarded_by")
    .select(["d.id", "d.job_name", "d.reason", "d.discarded_at", "d.last_error", "p.name"])
    .orderBy("d.id", "desc")
    .limit(20)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    title: declaredJobs().jobs.get(row.job_name)?.title ?? row.job_name,
    reason: row.reason,
    by: row.name,
    at: row.discarded_at,
    lastError: row.last_error,
  }))
}
