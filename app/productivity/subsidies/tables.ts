import type { ColumnType, Generated } from "kysely"
import type { Stamp } from "../../kernel/database/index.ts"
import type { AttachmentAsked, Audience, CallState, EligibilityQuestion, Rounding } from "./programmes/programme.ts"

type Written<T> = ColumnType<T, string | undefined, string>

interface SubsidyProgrammeTable {
  id: Generated<string>
  unit_id: string
  title: string
  purpose: Generated<string>
  audience: Audience
  uses: Generated<string[]>
  area: Generated<string>
  basis: Generated<string>
  contact: Generated<string>
  copied_from_id: string | null
  version: Generated<number>
  created_at: Stamp
  updated_at: Stamp
}

interface SubsidyCallTable {
  id: Generated<string>
  programme_id: string
  fiscal_year: number
  title: string
  state: Generated<CallState>
  opens_at: Date | null
  closes_at: Date | null
  budget_yen: number | null
  cap_yen: number | null
  rounding: Generated<Rounding>
  standard_days: number | null
  withdrawal_days: Generated<number>
  report_days: Generated<number>
  early_start: Generated<boolean>
  quotes_from_yen: number | null
  eligibility: Written<EligibilityQuestion[]>
  attachments: Written<AttachmentAsked[]>
  conditions: Written<string[]>
  published_at: Date | null
  withdrawn_at: Date | null
  withdrawn_reason: Generated<string>
  version: Generated<number>
  created_at: Stamp
  updated_at: Stamp
}

interface SubsidyCategoryTable {
  call_id: string
  position: number
  key: string
  title: string
  rate_numerator: number
  rate_denominator: number
  cap_yen: number | null
  note: Generated<string>
}

interface SubsidyNationalTable {
  id: string
  title: string
  institution: Generated<string>
  area: Generated<string>
  uses: Generated<string[]>
  employees: Generated<string>
  rate: Generated<string>
  limit_yen: number | null
  opens_at: Date | null
  closes_at: Date | null
  url: Generated<string>
  hidden_reason: string | null
  fetched_at: Date
}

declare module "../../kernel/database/tables.ts" {
  interface Tables {
    subsidy_programme: SubsidyProgrammeTable
    subsidy_call: SubsidyCallTable
    subsidy_category: SubsidyCategoryTable
    subsidy_national: SubsidyNationalTable
  }
}
