import type { ColumnType, Generated, GeneratedAlways } from "kysely"
import type { CivilDate, Stamp } from "../../kernel/database/index.ts"
import type { ImprovementState } from "./improvement-states.ts"

export type Per = "occurrence" | "month"
export type CommentKind = "comment" | "ask-back" | "answer"

/** What an approval asks its decider to decide. */
export interface Proposal {
  verdict: "adopt" | "decline"
  reason: string
  plannedOn: CivilDate | null
  /** Yen that carrying it out takes: the delegation rules go by it. */
  cost: number
}

interface ImprovementTable {
  id: Generated<string>
  case_id: string | null
  number: string | null
  initiative_id: string
  author_id: string
  author_name: string
  author_unit_id: string
  author_unit_name: string
  owner_unit_id: string | null
  state: Generated<ImprovementState>
  open: GeneratedAlways<boolean>
  title: string
  present_way: Generated<string>
  proposed_way: Generated<string>
  evidence: Generated<string>
  per: Generated<Per>
  minutes_now: Generated<number>
  minutes_after: Generated<number>
  times_a_year: Generated<number>
  people: Generated<number>
  /** numeric: text. */
  saved_minutes: GeneratedAlways<string>
  copied_from_id: string | null
  version: Generated<number>
  created_at: Stamp
  updated_at: Stamp
  filed_at: Date | null
  head_commented_at: Date | null
  approval_id: string | null
  proposal: ColumnType<Proposal | null, string | null | undefined, string | null>
  decided_on: CivilDate | null
  decision_reason: Generated<string>
  planned_on: CivilDate | null
  done_on: CivilDate | null
  done_note: Generated<string>
  measure_due_on: CivilDate | null
  measured_on: CivilDate | null
  measured_saved_minutes: ColumnType<string | null, string | number | null | undefined, string | number | null>
}

interface ImprovementCommentTable {
  id: Generated<string>
  improvement_id: string
  kind: CommentKind
  author_id: string
  author_name: string
  author_unit_name: string
  as_head: Generated<boolean>
  text: string
  written_at: Stamp
}

interface ImprovementMeasurementTable {
  id: Generated<string>
  improvement_id: string
  measured_on: CivilDate
  minutes_now: number
  times_a_year: number
  people: number
  saved_minutes: ColumnType<string, string | number, never>
  evidence: string
  measured_by: string
  measured_by_name: string
  entered_at: Stamp
}

declare module "../../kernel/database/tables.ts" {
  interface Tables {
    improvement: ImprovementTable
    improvement_comment: ImprovementCommentTable
    improvement_measurement: ImprovementMeasurementTable
  }
}
