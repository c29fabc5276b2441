import type { ColumnType, Generated } from "kysely"
import type { CivilDate, Stamp } from "../kernel/database/index.ts"

export type EditionStatus = "draft" | "in-approval" | "in-force" | "closed"

export interface LogicModel {
  inputs?: string
  activities?: string
  outputs?: string
  outcomes?: string
}

/** 継続／拡充／縮小／統合／分割／終了／新規. */
export type Change = "continue" | "expand" | "shrink" | "merge" | "split" | "end" | "new"

/** The version at which each field last changed. */
type FieldVersions = ColumnType<Record<string, number>, string | undefined, string>

interface PlanInitiativeTable {
  id: Generated<string>
  key: string | null
  created_at: Stamp
}

interface PlanEditionTable {
  id: Generated<string>
  fiscal_year: number
  revision: Generated<number>
  title: string
  position: Generated<string>
  term: Generated<string>
  status: Generated<EditionStatus>
  based_on_id: string | null
  reason: Generated<string>
  approval_id: string | null
  in_force_on: CivilDate | null
  closed_on: CivilDate | null
  frozen_at: Date | null
  frozen_hash: string | null
  version: Generated<number>
  field_versions: FieldVersions
  created_by: string | null
  created_at: Stamp
}

interface PlanIdealTable {
  id: Generated<string>
  edition_id: string
  sort: number
  text: string
}

interface PlanDirectionTable {
  id: Generated<string>
  edition_id: string
  numeral: string
  title: string
  aim: Generated<string>
  sort: number
}

interface PlanSheetTable {
  id: Generated<string>
  edition_id: string
  direction_id: string
  initiative_id: string
  number: number
  title: string
  aliases: Generated<string[]>
  text: Generated<string>
  owner_unit_id: string | null
  partner_unit_ids: Generated<string[]>
  present_state: Generated<string>
  actions: Generated<string>
  no_indicator_reason: Generated<string>
  logic_model: ColumnType<LogicModel, string | undefined, string>
  next_year_proposal: Generated<string>
  version: Generated<number>
  field_versions: FieldVersions
  updated_at: Stamp
}

interface PlanIssueTable {
  id: Generated<string>
  initiative_id: string
  text: string
  raised_in: string
  raised_by: string | null
  raised_at: Stamp
  solved_in: string | null
  solved_with: string | null
  solved_by: string | null
  solved_at: Date | null
}

interface PlanMilestoneTable {
  id: Generated<string>
  sheet_id: string
  quarter: number
  text: string
  done_on: CivilDate | null
  evidence: Generated<string>
  sort: Generated<number>
}

interface PlanIndicatorTable {
  id: Generated<string>
  sheet_id: string
  lineage_id: Generated<string>
  sort: number
  kind: "output" | "outcome"
  name: string
  unit: Generated<string>
  better: Generated<"up" | "down">
  /** numeric: text, so that no digit is lost. */
  baseline: string | null
  baseline_note: Generated<string>
  target: string | null
  no_target_reason: Generated<string>
  target_basis: Generated<string>
  measure_key: string | null
}

interface PlanIndicatorValueTable {
  id: Generated<string>
  lineage_id: string
  month: CivilDate
  value: string
  evidence: string
  entered_by: string | null
  entered_at: Stamp
  replaced_at: Date | null
}

interface PlanTextVersionTable {
  id: Generated<string>
  edition_id: string
  initiative_id: string | null
  field: string
  text: string
  reason: Generated<string>
  changed_by: string | null
  changed_by_name: string
  changed_at: Stamp
}

interface PlanSuccessionTable {
  id: Generated<string>
  edition_id: string
  from_initiative_id: string | null
  to_initiative_id: string | null
  change: Change
  reason: Generated<string>
  decided_by: string | null
  decided_at: Stamp
}

interface PlanReadingTable {
  edition_id: string
  person_id: string
  read_at: Stamp
}

declare module "../kernel/database/tables.ts" {
  interface Tables {
    plan_initiative: PlanInitiativeTable
    plan_edition: PlanEditionTable
    plan_ideal: PlanIdealTable
    plan_direction: PlanDirectionTable
    plan_sheet: PlanSheetTable
    plan_issue: PlanIssueTable
    plan_milestone: PlanMilestoneTable
    plan_indicator: PlanIndicatorTable
    plan_indicator_value: PlanIndicatorValueTable
    plan_text_version: PlanTextVersionTable
    plan_succession: PlanSuccessionTable
    plan_reading: PlanReadingTable
  }
}
