import type { ColumnType, Generated } from "kysely"
import type { CivilDate, Stamp } from "../../kernel/database/index.ts"

type Later<T> = ColumnType<T | null, T | null | undefined, T | null>

interface PlanQuestionTable {
  id: Generated<string>
  initiative_id: string
  text: string
  asked_by: string | null
  asked_unit_id: string | null
  asked_at: Stamp
  edited_at: Later<Date>
  due_on: CivilDate
  reminded_at: Later<Date>
  answer: Later<string>
  answered_by: Later<string>
  answered_unit_id: Later<string>
  answered_at: Later<Date>
  hidden_reason: Later<string>
  hidden_by: Later<string>
  hidden_at: Later<Date>
  version: Generated<number>
}

declare module "../../kernel/database/tables.ts" {
  interface Tables {
    plan_question: PlanQuestionTable
  }
}
