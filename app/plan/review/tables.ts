import type { Generated } from "kysely"
import type { CivilDate, Json, Stamp } from "../../kernel/database/index.ts"
import type { ReviewState } from "./review-states.ts"
import type { Grade } from "./rules/suggest-grade.ts"

export type Half = "first" | "second"

/** 判定. `answer`: the owner unit has to answer it. */
export interface Verdict {
  key: string
  title: string
  answer: boolean
}

interface PlanScaleTable {
  id: Generated<string>
  kind: "grade" | "verdict"
  valid_from: CivilDate
  items: Json<Grade[] | Verdict[]>
  source: Generated<string>
}

interface PlanReviewTable {
  id: Generated<string>
  edition_id: string
  initiative_id: string
  half: Half
  case_id: string
  state: Generated<ReviewState>
  suggested: string | null
  suggested_basis: Generated<string>
  grade: string | null
  reason: Generated<string>
  override_reason: Generated<string>
  submitted_by: string | null
  submitted_at: Date | null
  verdict: string | null
  verdict_comment: Generated<string>
  judged_by: string | null
  judged_at: Date | null
  answer: Generated<string>
  answered_by: string | null
  answered_at: Date | null
  version: Generated<number>
  updated_at: Stamp
}

declare module "../../kernel/database/tables.ts" {
  interface Tables {
    plan_scale: PlanScaleTable
    plan_review: PlanReviewTable
  }
}
