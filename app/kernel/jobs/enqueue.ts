import { sql } from "kysely"
import type { Work } from "../database/index.ts"
import type { Job } from "./job.ts"

export interface EnqueueOptions {
  /** Not before. */
  runAt?: Date
  /** One waiting job a key: a second one replaces it. */
  key?: string
}

/**
 * Queues a job in the work's transaction: rolled back with it, seen by the runner when it commits. One statement.
 * @returns the job's id.
 */
export async function enqueue<P>(work: Pick<Work, "db">, job: Job<P>, payload: P, options: EnqueueOptions = {}): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select id from graphile_worker.add_job(${job.name}, ${JSON.stringify(payload ?? {})}::json, null,
      ${options.runAt ?? null}::timestamptz, ${job.maxAttempts}::integer, ${options.key ?? null})`.execute(work.db)
  return rows[0]!.id
}
