import { sql } from "kysely"
import { mustBeAllowed, personOf } from "../access/index.ts"
import { record } from "../audit/index.ts"
import type { Work } from "../database/index.ts"
import { refusal } from "../http/refusal.ts"
import { findJob } from "./find-jobs.ts"

/** Takes a job out of the queue for good; who and why is kept. */
export async function discardJob(work: Work, id: number, reason: string): Promise<void> {
  mustBeAllowed(work.actor, "jobs.manage")
  const job = await findJob(work, id)
  if (!job) throw refusal("not-found", "jobs.not-found", "このジョブはもうありません。終わったか、破棄されました。")
  const { rows } = await sql`select id from graphile_worker.complete_jobs(array[${id}]::bigint[])`.execute(work.db)
  if (rows.length === 0) throw refusal("conflict", "jobs.running", "いま実行中です。終わってからもう一度お試しください。")
  await work.db
    .insertInto("job_discard")
    .values({
      job_id: id,
      job_name: job.name,
      last_error: job.lastError,
      attempts: job.attempts,
      reason,
      discarded_by: personOf(work.actor) ?? null,
      discarded_at: work.now,
    })
    .execute()
  await record(work, { action: "jobs.discarded", subject: { kind: "job", id: String(id) }, detail: { job: job.name, reason } })
}
