import type { Config } from "../../config.ts"
import type { Work } from "../database/index.ts"
import type { Log } from "../http/house.ts"
import { mustBeCron } from "./cron.ts"

/** Work to be done after the request, at least once: a job must bear being run again. */
export interface Job<P = unknown> {
  /** "module.verb", stable: queued jobs carry it over an update. */
  name: string
  /** 日本語, for the staff page. */
  title: string
  maxAttempts: number
  /**
   * "one": the run is one transaction, undone when it throws. "own": `work.db` is the pool and the job commits as it
   * goes, because it waits for something outside (mail) or is too long for one transaction.
   */
  transaction: "one" | "own"
  run(work: Work, payload: P, run: JobRun): Promise<void>
}

/** What a run knows besides its payload. */
export interface JobRun {
  /** 1 on the first try. */
  attempt: number
  maxAttempts: number
  config: Config
  log: Log
  /** Aborts when the runner is stopping. */
  signal?: AbortSignal
}

/** A job at fixed times, in Japan's time. */
export interface Schedule {
  job: Job<never> | Job
  /** Minute, hour, day, month, weekday: "30 0 1 * *". */
  cron: string
  /** 日本語: 「毎月1日に実測値を締める」. */
  title: string
}

export function defineJob<P>(job: Pick<Job<P>, "name" | "title" | "run"> & Partial<Job<P>>): Job<P> {
  return { maxAttempts: 10, transaction: "one", ...job }
}

const declared = { jobs: new Map<string, Job>(), schedules: [] as Schedule[] }

/** Called once when the house is composed: what may be run, and when. */
export function declareJobs(jobs: readonly Job[], schedules: readonly Schedule[]): void {
  declared.jobs = new Map(jobs.map((job) => [job.name, job]))
  for (const { cron } of schedules) mustBeCron(cron)
  declared.schedules = [...schedules]
}

export function declaredJobs(): { jobs: ReadonlyMap<string, Job>; schedules: readonly Schedule[] } {
  return declared
}
