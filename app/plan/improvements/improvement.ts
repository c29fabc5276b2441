import type { CivilDate } from "../../kernel/database/index.ts"
import type { ImprovementState } from "./improvement-states.ts"
import type { CommentKind, Per, Proposal } from "./tables.ts"

export interface Improvement {
  id: string
  caseId: string | null
  /** 受付番号; a draft has none. */
  number: string | null
  initiativeId: string
  authorId: string
  authorName: string
  authorUnitId: string
  authorUnitName: string
  /** 担当所属: owns the initiative. */
  ownerUnitId: string | null
  state: ImprovementState
  title: string
  presentWay: string
  proposedWay: string
  evidence: string
  per: Per
  minutesNow: number
  minutesAfter: number
  timesAYear: number
  people: number
  /** A year, as estimated by the author. */
  savedMinutes: number
  copiedFromId: string | null
  version: number
  createdAt: Date
  updatedAt: Date
  filedAt: Date | null
  headCommentedAt: Date | null
  approvalId: string | null
  proposal: Proposal | null
  decidedOn: CivilDate | null
  decisionReason: string
  plannedOn: CivilDate | null
  doneOn: CivilDate | null
  doneNote: string
  measureDueOn: CivilDate | null
  measuredOn: CivilDate | null
  /** A year, as measured. */
  measuredSavedMinutes: number | null
}

export interface Comment {
  id: string
  kind: CommentKind
  authorName: string
  authorUnitName: string
  asHead: boolean
  text: string
  writtenAt: Date
}

export interface Measurement {
  id: string
  measuredOn: CivilDate
  minutesNow: number
  timesAYear: number
  people: number
  savedMinutes: number
  evidence: string
  measuredByName: string
  enteredAt: Date
}

export const improvementColumns = [
  "i.id",
  "i.case_id as caseId",
  "i.number",
  "i.initiative_id as initiativeId",
  "i.author_id as authorId",
  "i.author_name as authorName",
  "i.author_unit_id as authorUnitId",
  "i.author_unit_name as authorUnitName",
  "i.owner_unit_id as ownerUnitId",
  "i.state",
  "i.title",
  "i.present_way as presentWay",
  "i.proposed_way as proposedWay",
  "i.evidence",
  "i.per",
  "i.minutes_now as minutesNow",
  "i.minutes_after as minutesAfter",
  "i.times_a_year as timesAYear",
  "i.people",
  "i.saved_minutes as savedMinutes",
  "i.copied_from_id as copiedFromId",
  "i.version",
  "i.created_at as createdAt",
  "i.updated_at as updatedAt",
  "i.filed_at as filedAt",
  "i.head_commented_at as headCommentedAt",
  "i.approval_id as approvalId",
  "i.proposal",
  "i.decided_on as decidedOn",
  "i.decision_reason as decisionReason",
  "i.planned_on as plannedOn",
  "i.done_on as doneOn",
  "i.done_note as doneNote",
  "i.measure_due_on as measureDueOn",
  "i.measured_on as measuredOn",
  "i.measured_saved_minutes as measuredSavedMinutes",
] as const

type Row = Omit<Improvement, "savedMinutes" | "measuredSavedMinutes"> & {
  savedMinutes: string
  measuredSavedMinutes: string | null
}

/** Sums of minutes stay below 2^53 for any prefecture: 6,000,000 × 1,000,000 × 100,000 does not, and is shown rounded. */
export function improvementOf(row: Row): Improvement {
  return {
    ...row,
    savedMinutes: Number(row.savedMinutes),
    measuredSavedMinutes: row.measuredSavedMinutes === null ? null : Number(row.measuredSavedMinutes),
  }
}
