import { randomUUID } from "node:crypto"
import type { ParsedCronItem, RunnerOptions, TaskList } from "graphile-worker"
import type { Config } from "../../config.ts"
import { system } from "../access/actor.ts"
import { type Connection, inWork, readingWork } from "../database/index.ts"
import type { Log } from "../http/house.ts"
import { matcherOf, nextRun } from "./cron.ts"
import type { Job, JobRun, Schedule } from "./job.ts"
import { scheduleKey } from "./schedule-key.ts"
import { freeAbandoned, keepSeen } from "./runners.ts"

export interface JobRunner {
  /** Takes no new jobs and waits for those under way. */
  stop(): Promise<void>
}

export interface StartJobsOptions {
  jobs: readonly Job[]
  schedules: readonly Schedule[]
  concurrency: number
  config: Config
  log: Log
  /** How often the queue is looked at besides being told, in milliseconds. */
  pollInterval?: number
}

const DAY = 86_400_000

/**
 * What was missed while no runner lived is made up for, unless it comes again soon anyway. Missed times that are found
 * before the first of them ran become one run.
 */
function makeUpFor(cron: string): number {
  const first = nextRun(cron, new Date())
  const second = first && nextRun(cron, first)
  if (!second) return 0
  return second.getTime() - first.getTime() >= DAY / 2 ? 35 * DAY : 0
}

/** Starts working through the queue. The library is loaded here, so that it does not delay the first page. */
export async function startJobs(connection: Connection, options: StartJobsOptions): Promise<JobRunner> {
  if (options.concurrency === 0) return { stop: async () => {} }
  const { Logger, parseCronItems, run } = await import("graphile-worker")
  const { log } = options
  const logger = new Logger(() => (level, message) => {
    if (level === "error") log.error({}, `jobs: ${message}`)
    else if (level === "warning") log.warn({}, `jobs: ${message}`)
  })
  const runnerOptions: RunnerOptions = {
    pgPool: connection.pool,
    concurrency: options.concurrency,
    noHandleSignals: true,
    pollInterval: options.pollInterval ?? 2000,
    logger,
  }
  await freeAbandoned(connection.pool)
  const runner = await run(runnerOptions, taskList(connection, options), cronItems(options.schedules, parseCronItems))
  const poolIds = new Set<string>()
  const seen = () =>
    keepSeen(connection.pool, [...poolIds])
      .then(() => freeAbandoned(connection.pool))
      .catch((error) => log.warn({ err: error }, "jobs: cannot say that this runner lives"))
  runner.events.on("worker:getJob:start", ({ worker }) => {
    if (poolIds.has(worker.workerPool.id)) return
    poolIds.add(worker.workerPool.id)
    void seen()
  })
  const beat = setInterval(seen, 15_000)
  beat.unref()
  // A runner that dies by itself (the database went away for good) must not end in silence.
  runner.promise.catch((error) => log.error({ err: error }, "jobs: the runner ended"))
  return {
    stop: async () => {
      clearInterval(beat)
      await runner.stop()
      await connection.pool.query("delete from job_runner where pool_id = any($1)", [[...poolIds]]).catch(() => {})
    },
  }
}

function taskList(connection: Connection, { jobs, config, log }: StartJobsOptions): TaskList {
  return Object.fromEntries(
    jobs.map((job) => [
      job.name,
      async (payload: unknown, { job: queued, abortSignal }: { job: { attempts: number; max_attempts: number }; abortSignal: AbortSignal }) => {
        await runJob(connection, job, payload, {
          attempt: queued.attempts,
          maxAttempts: queued.max_attempts,
          config,
          log,
          signal: abortSignal,
        })
      },
    ]),
  ) as TaskList
}

/** One run of a job, as the runner does it. */
export async function runJob(connection: Pick<Connection, "db">, job: Job, payload: unknown, run: JobRun): Promise<void> {
  const occasion = { actor: system(job.name), requestId: randomUUID() }
  const started = performance.now()
  try {
    if (job.transaction === "own") await job.run(readingWork(connection.db, occasion), payload, run)
    else await inWork(connection.db, occasion, (work) => job.run(work, payload, run))
    run.log.info({ job: job.name, attempt: run.attempt, ms: Math.round(performance.now() - started) }, "job done")
  } catch (error) {
    const fields = { job: job.name, attempt: run.attempt, of: run.maxAttempts, requestId: occasion.requestId, err: error }
    if (run.attempt >= run.maxAttempts) run.log.error(fields, "job given up")
    else run.log.warn(fields, "job failed, will be tried again")
    throw error
  }
}

function cronItems(schedules: readonly Schedule[], parse: typeof import("graphile-worker").parseCronItems): ParsedCronItem[] {
  return parse(
    schedules.map(({ job, cron }) => ({
      task: job.name,
      match: matcherOf(cron),
      identifier: scheduleKey(job.name, cron),
      options: { backfillPeriod: makeUpFor(cron), maxAttempts: job.maxAttempts, jobKey: `schedule:${job.name}`, jobKeyMode: "replace" as const },
    })),
  )
}
