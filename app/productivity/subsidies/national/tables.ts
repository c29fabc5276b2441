import type { Generated } from "kysely"

interface SubsidyNationalTakingTable {
  id: Generated<string>
  source: string
  sha256: string
  read_count: number
  fresh_count: number
  changed_count: number
  gone_count: number
  refused_count: number
  taken_by: string | null
  taken_at: Date
}

interface SubsidyNationalUploadTable {
  id: Generated<string>
  name: string
  text: string
  uploaded_by: string
  uploaded_at: Date
}

declare module "../../../kernel/database/tables.ts" {
  interface Tables {
    subsidy_national_taking: SubsidyNationalTakingTable
    subsidy_national_upload: SubsidyNationalUploadTable
  }
}
