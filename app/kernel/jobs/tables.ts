import type { Generated } from "kysely"
import type { Stamp } from "../database/tables.ts"

interface JobRunnerTable {
  pool_id: string
  started_at: Stamp
  seen_at: Stamp
}

interface JobDiscardTable {
  id: Generated<string>
  job_id: number
  job_name: string
  last_error: string | null
  attempts: number
  reason: string
  discarded_by: string | null
  discarded_at: Stamp
}

declare module "../database/tables.ts" {
  interface Tables {
    job_runner: JobRunnerTable
    job_discard: JobDiscardTable
  }
}
