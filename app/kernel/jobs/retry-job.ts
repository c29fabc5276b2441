import { sql } from "kysely"
import { mustBeAllowed } from "../access/index.ts"
import { record } from "../audit/index.ts"
import type { Work } from "../database/index.ts"
import { refusal } from "../http/refusal.ts"
import { findJob } from "./find-jobs.ts"

/** Tries a failed or given-up job again at once, with all its tries anew. */
export async function retryJob(work: Work, id: number): Promise<void> {
  mustBeAllowed(work.actor, "jobs.manage")
  const { rows } = await sql`select id from graphile_worker.reschedule_jobs(array[${id}]::bigint[], now(), null, 0)`.execute(work.db)
  if (rows.length > 0) {
    await record(work, { action: "jobs.retried", subject: { kind: "job", id: String(id) } })
    return
  }
  throw (await findJob(work, id))
    ? refusal("conflict", "jobs.running", "いま実行中です。終わってからもう一度お試しください。")
    : refusal("not-found", "jobs.not-found", "このジョブはもうありません。終わったか、破棄されました。")
}
