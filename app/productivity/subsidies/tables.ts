import type { ColumnType, Generated } from "kysely"
import type { CivilDate, Stamp } from "../../kernel/database/index.ts"
import type { ApplicationState } from "./application-states.ts"
import type { CostLine, DecisionKind, DecisionState, FilingKind, FilingState, Income, Party } from "./applications/application.ts"
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
  gone_at: Generated<Date | null>
  fetched_at: Date
}

interface SubsidyApplicationTable {
  id: Generated<string>
  call_id: string
  unit_id: string
  case_id: string | null
  number: string | null
  state: Generated<ApplicationState>
  owner_id: string
  company_id: string | null
  form_version_id: string | null
  eligibility: Written<Record<string, string>>
  party: Written<Partial<Party>>
  title: Generated<string>
  summary: Generated<string>
  starts_on: CivilDate | null
  ends_on: CivilDate | null
  costs: Written<CostLine[]>
  income: Written<Partial<Income>>
  answers: Written<Record<string, unknown>>
  asked: ColumnType<unknown[] | null, string | null | undefined, string | null>
  saved_steps: Generated<string[]>
  wanted_yen: number | null
  awarded_yen: number | null
  settled_yen: number | null
  clerk_id: string | null
  filed_at: Date | null
  process_by: CivilDate | null
  decided_on: CivilDate | null
  notified_on: CivilDate | null
  completed_on: CivilDate | null
  settled_on: CivilDate | null
  ended_on: CivilDate | null
  content_sha256: string | null
  search: Generated<string>
  version: Generated<number>
  created_at: Stamp
  updated_at: Stamp
}

interface SubsidyMemberTable {
  id: Generated<string>
  application_id: string
  email: string
  person_id: string | null
  name: string
  role: "colleague" | "agent"
  scope: Generated<string>
  until: CivilDate | null
  document_id: string | null
  added_by: string
  added_at: Date
  ended_at: Date | null
}

interface SubsidyFileTable {
  id: Generated<string>
  application_id: string
  filing_id: string | null
  asked_key: string
  document_id: string
  name: string
  bytes: number
  sha256: string
  added_by: string | null
  added_at: Date
  removed_at: Date | null
}

interface SubsidyFilingTable {
  id: Generated<string>
  application_id: string
  kind: FilingKind
  state: Generated<FilingState>
  content: ColumnType<Record<string, unknown>, string, string>
  asked: Written<unknown[]>
  reason: Generated<string>
  filed_by: string | null
  filed_at: Date
  decided_at: Date | null
  decided_reason: Generated<string>
}

interface SubsidyCorrectionTable {
  id: Generated<string>
  application_id: string
  about: "application" | "performance"
  defects: ColumnType<{ field: string; label: string; reason: string; remark: string }[], string, string>
  reply_by: CivilDate
  asked_by: string | null
  asked_at: Date
  answers: ColumnType<{ field: string; changed: boolean; explanation: string }[] | null, string | null | undefined, string | null>
  answered_at: Date | null
}

interface SubsidyDecisionTable {
  id: Generated<string>
  application_id: string
  kind: DecisionKind
  state: Generated<DecisionState>
  amount_yen: number | null
  terms: Written<Record<string, unknown>>
  conditions: Written<string[]>
  reason: Generated<string>
  approval_id: string | null
  document_number: string | null
  document_id: string | null
  proposed_by: string | null
  proposed_at: Date
  decided_at: Date | null
  notified_at: Date | null
}

interface SubsidyLedgerTable {
  id: Generated<string>
  application_id: string
  kind: "advance" | "final" | "came-back" | "repayment" | "surcharge" | "late-charge" | "excess-repaid"
  amount_yen: number
  day: CivilDate
  cause: string
  note: Generated<string>
  written_by: string | null
  written_at: Date
}

interface SubsidyMessageTable {
  id: Generated<string>
  application_id: string
  from_office: boolean
  person_id: string | null
  author: string
  text: string
  at: Date
}

interface SubsidyProcedureTable {
  call_id: string
  kind: string
  form_version_id: string
}

declare module "../../kernel/database/tables.ts" {
  interface Tables {
    subsidy_programme: SubsidyProgrammeTable
    subsidy_call: SubsidyCallTable
    subsidy_category: SubsidyCategoryTable
    subsidy_national: SubsidyNationalTable
    subsidy_application: SubsidyApplicationTable
    subsidy_member: SubsidyMemberTable
    subsidy_file: SubsidyFileTable
    subsidy_filing: SubsidyFilingTable
    subsidy_correction: SubsidyCorrectionTable
    subsidy_decision: SubsidyDecisionTable
    subsidy_ledger: SubsidyLedgerTable
    subsidy_message: SubsidyMessageTable
    subsidy_procedure: SubsidyProcedureTable
  }
}
