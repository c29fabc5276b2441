import type { ColumnType, Generated } from "kysely"
import type { Json } from "../database/tables.ts"

interface AuditLaneTable {
  lane: number
  seq: Generated<number>
  hash: Generated<Buffer>
}

/** Written by audit_append() only. */
interface AuditEventTable {
  lane: number
  seq: number
  at: ColumnType<Date, Date, never>
  actor_kind: string
  actor_id: string | null
  actor_name: string
  action: string
  subject_kind: string
  subject_id: string
  unit_id: string | null
  request_id: string
  detail: Json<Record<string, unknown>>
  hash: Buffer
}

declare module "../database/tables.ts" {
  interface Tables {
    audit_lane: AuditLaneTable
    audit_event: AuditEventTable
  }
}
