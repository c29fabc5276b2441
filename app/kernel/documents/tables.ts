import type { Generated } from "kysely"
import type { Stamp } from "../database/tables.ts"

interface DocumentTable {
  id: Generated<string>
  sha256: string
  size: number
  name: string
  media_type: string
  subject_kind: string
  subject_id: string
  created_by: string | null
  created_at: Stamp
  removed_at: Date | null
  removed_by: string | null
  removed_reason: string | null
}

interface DocumentFaultTable {
  sha256: string
  fault: "missing" | "damaged"
  found_at: Stamp
}

interface DocumentCheckTable {
  id: Generated<string>
  finished_at: Stamp
  checked: number
  faults: number
  swept: number
}

declare module "../database/tables.ts" {
  interface Tables {
    document: DocumentTable
    document_fault: DocumentFaultTable
    document_check: DocumentCheckTable
  }
}
