import type { ColumnType, Generated } from "kysely"
import type { CivilDate } from "../../../kernel/database/index.ts"

interface SubsidyFieldCheckTable {
  application_id: string
  field: string
  verdict: "passed" | "defect"
  reason: Generated<string>
  remark: Generated<string>
  checked_by: string | null
  checked_at: Date
}

interface SubsidyCorrectionAskedTable {
  correction_id: string
  asked: ColumnType<unknown[], string, string>
}

interface SubsidySiteCheckTable {
  id: Generated<string>
  application_id: string
  day: CivilDate
  outcome: "as-applied" | "differs"
  findings: string
  checked_by: string | null
  checked_at: Date
}

declare module "../../../kernel/database/tables.ts" {
  interface Tables {
    subsidy_field_check: SubsidyFieldCheckTable
    subsidy_correction_asked: SubsidyCorrectionAskedTable
    subsidy_site_check: SubsidySiteCheckTable
  }
}
