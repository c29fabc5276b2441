import type { Generated } from "kysely"
import type { CivilDate, Json, Stamp } from "../database/tables.ts"

export type ApprovalStatus = "in-progress" | "returned" | "approved" | "withdrawn"
export type StepKind = "circulate" | "concur" | "decide" | "post-review"
export type StepState = "waiting" | "current" | "done" | "skipped"
export type Act =
  | "drafted"
  | "resubmitted"
  | "approved"
  | "concurred"
  | "decided"
  | "returned"
  | "sent-back"
  | "pulled-up"
  | "withdrawn"
  | "post-reviewed"

interface ApprovalRuleTable {
  id: Generated<string>
  kind: string
  amount_from: Generated<number>
  amount_below: number | null
  decider_rank: number
  decider_unit_id: string | null
  circulation_ranks: Generated<number[]>
  concurrence_unit_ids: Generated<string[]>
  own_draft: Generated<boolean>
  article: string
  note: Generated<string>
  valid_from: CivilDate
  valid_until: CivilDate | null
  created_by: string | null
  created_at: Stamp
}

interface ApprovalTable {
  id: Generated<string>
  kind: string
  title: string
  amount: number | null
  unit_id: string
  drafter_id: string
  drafter_name: string
  drafter_post: string
  subject_kind: string
  subject_id: string
  link: string
  summary: Json<{ label: string; value: string }[]>
  content: string
  content_hash: string
  rule_id: string | null
  extra_concurrence: Generated<string[]>
  status: ApprovalStatus
  round: Generated<number>
  started_at: Date
  submitted_at: Date
  ended_at: Date | null
  decided_by: string | null
  version: Generated<number>
}

interface ApprovalStepTable {
  id: Generated<string>
  approval_id: string
  round: number
  position: number
  kind: StepKind
  unit_id: string
  rank: number
  unit_name: string
  post_title: string
  person_name: string
  state: StepState
  since: Date | null
  acted_by: string | null
  acted_name: string | null
  acted_post: string | null
  acted_at: Date | null
  acting_for: string | null
  comment: Generated<string>
}

interface ApprovalActTable {
  n: Generated<number>
  approval_id: string
  round: number
  act: Act
  step_id: string | null
  actor_id: string | null
  actor_name: string
  actor_post: Generated<string>
  acting_for: string | null
  comment: Generated<string>
  content_hash: string
  at: Date
}

interface ApprovalAbsenceTable {
  id: Generated<string>
  person_id: string
  from_on: CivilDate
  until_on: CivilDate
  reason: string
  declared_by: string | null
  declared_at: Stamp
  ended_at: Date | null
}

declare module "../database/tables.ts" {
  interface Tables {
    approval_rule: ApprovalRuleTable
    approval: ApprovalTable
    approval_step: ApprovalStepTable
    approval_act: ApprovalActTable
    approval_absence: ApprovalAbsenceTable
  }
}
