import type { ColumnType, Generated } from "kysely"
import type { FilingKind } from "../applications/application.ts"

interface SubsidyProcedureDraftTable {
  application_id: string
  kind: FilingKind
  form_version_id: string
  answers: ColumnType<Record<string, unknown>, string | undefined, string>
  saved_pages: Generated<string[]>
  version: Generated<number>
  begun_by: string | null
  begun_at: Date
  updated_at: Date
}

declare module "../../../kernel/database/tables.ts" {
  interface Tables {
    subsidy_procedure_draft: SubsidyProcedureDraftTable
  }
}
