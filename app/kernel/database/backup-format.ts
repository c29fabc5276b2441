/**
 * A backup is one tar, in this order:
 *
 *     hagi-backup.json           Header: what it is and which tables it holds
 *     tables/NAME/000001 …       COPY text, in pieces; the pieces of a table follow each other
 *     sequences.json  jobs.json  what the tables do not say
 *     files/ab/cd/<sha256>       the bytes of the documents
 *     keys/NAME                  the keys under var/, without which sealed columns stay closed
 *     manifest.json              Manifest: counts and hashes; a tar without it was cut off
 */
export const FORMAT = 1

export interface Header {
  format: number
  hagi: string
  postgres: string
  takenAt: string
  migrations: { module: string; name: string; hash: string }[]
  tables: BackedTable[]
}

export interface BackedTable {
  /** schema.table, unquoted */
  name: string
  schema: string
  table: string
  columns: string[]
}

export interface Sequence {
  schema: string
  sequence: string
  value: string
  called: boolean
}

/** A job that waits in graphile-worker, in that library's own words rather than its private columns. */
export interface PendingJob {
  identifier: string
  payload: unknown
  queue_name: string | null
  run_at: string
  attempts: number
  max_attempts: number
  key: string | null
  priority: number
  flags: string[] | null
  last_error: string | null
}

export interface Manifest {
  tables: Record<string, { rows: number; bytes: number; sha256: string }>
  sequences: number
  jobs: number
  /** `missing`: documents whose bytes were lost or damaged already when the backup was taken. */
  files: { count: number; bytes: number; missing: string[] }
}

export class BackupError extends Error {
  override name = "BackupError"
}

/** Schemas whose tables are not ours: the system's, and the job queue's, which are kept as jobs. */
export const FOREIGN_SCHEMAS = `('pg_catalog', 'information_schema', 'graphile_worker')`

export const MIGRATIONS_TABLE = "hagi_migration"

export function quoted(...names: string[]): string {
  return names.map((name) => `"${name.replaceAll('"', '""')}"`).join(".")
}
