import type { Generated } from "kysely"
import type { CivilDate, Json, Stamp } from "../database/tables.ts"

interface CaseFileTable {
  id: Generated<string>
  kind: string
  number: string
  series: string
  fiscal_year: number
  serial: number
  title: string
  link: Generated<string>
  state: string
  state_since: Date
  unit_id: string
  assignee_id: string | null
  opened_at: Date
  opened_by: string | null
}

interface CaseStepTable {
  n: Generated<number>
  case_id: string
  move: string
  from_state: string | null
  to_state: string
  at: Date
  actor_kind: string
  actor_id: string | null
  actor_name: string
  reason: Generated<string>
  detail: Json<Record<string, unknown>>
}

interface CaseDeadlineTable {
  id: Generated<string>
  case_id: string
  name: string
  due_on: CivilDate
  remind_on: CivilDate | null
  reminded_at: Date | null
  met_at: Date | null
  created_at: Stamp
}

interface CaseDocumentNumberTable {
  unit_id: string
  fiscal_year: number
  symbol: string
  last: number
}

declare module "../database/tables.ts" {
  interface Tables {
    case_file: CaseFileTable
    case_step: CaseStepTable
    case_deadline: CaseDeadlineTable
    case_document_number: CaseDocumentNumberTable
  }
}
