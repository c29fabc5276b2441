import type { ColumnType, Generated } from "kysely"
import type { ScoringTerms } from "../rules/score-applications.ts"

interface SubsidyCommitteeTable {
  call_id: string
  terms: ColumnType<ScoringTerms, string, string>
  blind: boolean
  partial_numerator: number | null
  partial_denominator: number | null
  closed_at: Date | null
  published_at: Date | null
  updated_at: Date
}

interface SubsidyReviewerTable {
  call_id: string
  person_id: string
  corporate_numbers: string[]
  added_at: Date
  ended_at: Date | null
  outside: Generated<boolean>
  affiliation: Generated<string>
  until_on: string | null
}

interface SubsidyAssignmentTable {
  call_id: string
  person_id: string
  application_id: string
  assigned_at: Date
}

interface SubsidyInvitationTable {
  id: Generated<string>
  call_id: string
  name: string
  affiliation: string
  mail: string
  until_on: string
  invited_by: string | null
  invited_at: Date
  expires_on: string
  answer: "accepted" | "declined" | null
  answered_by: string | null
  answered_at: Date | null
  revoked_at: Date | null
}

interface SubsidySheetTable {
  id: Generated<string>
  call_id: string
  application_id: string
  reviewer_id: string
  points: ColumnType<Record<string, number>, string, string>
  not_met: ColumnType<string[], string, string>
  comment: string
  stepped_back: Generated<string>
  submitted_at: Date | null
  updated_at: Date
}

interface SubsidyAdjustmentTable {
  id: Generated<string>
  application_id: string
  points: number
  reason: string
  added_by: string | null
  added_at: Date
}

declare module "../../../kernel/database/tables.ts" {
  interface Tables {
    subsidy_committee: SubsidyCommitteeTable
    subsidy_reviewer: SubsidyReviewerTable
    subsidy_assignment: SubsidyAssignmentTable
    subsidy_invitation: SubsidyInvitationTable
    subsidy_sheet: SubsidySheetTable
    subsidy_adjustment: SubsidyAdjustmentTable
  }
}
