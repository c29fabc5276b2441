import type { ColumnType, Generated } from "kysely"
import type { CivilDate } from "../../../kernel/database/index.ts"
import type { Link, Paper } from "../rules/evidence-chain-is-broken.ts"
import type { EvidencePayment } from "../rules/payment-outside-the-period.ts"
import type { Quote } from "../rules/two-quotes-are-missing.ts"

interface SubsidyReportTable {
  application_id: string
  completed_on: CivilDate | null
  outcome: Generated<string>
  other_income: Generated<number>
  profit: Generated<number>
  updated_at: Date
}

interface SubsidyEvidenceTable {
  id: Generated<string>
  application_id: string
  category: string
  content: string
  itemised: boolean
  second_hand: boolean
  eligible_yen: number
  papers: ColumnType<Partial<Record<Link, Paper>>, string, string>
  payment: ColumnType<EvidencePayment | null, string | null, string | null>
  own_account: boolean
  quotes: ColumnType<Quote[], string, string>
  issuer: string
  invoice_number: string
  excluded_reason: Generated<string>
  accepted_reason: Generated<string>
  added_at: Date
  updated_at: Date
}

interface SubsidyInspectionTable {
  id: Generated<string>
  application_id: string
  day: CivilDate
  place: string
  findings: string
  inspected_by: string | null
  written_at: Date
}

interface SubsidyRepaymentTable {
  id: Generated<string>
  application_id: string
  decision_id: string
  principal_yen: number
  surcharged: boolean
  ordered_on: CivilDate
  due_on: CivilDate
  waived_surcharge_yen: Generated<number>
  waived_reason: Generated<string>
  finished_on: CivilDate | null
  withheld_on: Generated<CivilDate | null>
  withheld_reason: Generated<string>
}

declare module "../../../kernel/database/tables.ts" {
  interface Tables {
    subsidy_report: SubsidyReportTable
    subsidy_evidence: SubsidyEvidenceTable
    subsidy_inspection: SubsidyInspectionTable
    subsidy_repayment: SubsidyRepaymentTable
  }
}
