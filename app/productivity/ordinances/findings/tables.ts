import type { ColumnType, Generated } from "kysely"
import type { CivilDate, Json, Stamp } from "../../../kernel/database/index.ts"
import type { FindingState } from "./finding-states.ts"
import type { Attention, FoundHit, GoneWhy, Method, NationalReview, Origin, Verdict } from "./finding.ts"
import type { ExcludedItem } from "./scanning/scanned.ts"
import type { Opinion } from "./second-opinion/opinion.ts"

interface AnalogScanTable {
  id: Generated<string>
  scope: "all" | "unit" | "text"
  unit_id: string | null
  ordinance_id: string | null
  rules_version: string
  state: Generated<"waiting" | "running" | "done" | "failed">
  texts_total: Generated<number>
  texts_done: Generated<number>
  articles: Generated<number>
  provisions: Generated<number>
  fresh: Generated<number>
  changed: Generated<number>
  gone: Generated<number>
  hits: Generated<number>
  excluded: Generated<number>
  after_id: string | null
  fault: Generated<string>
  started_by: string | null
  started_by_name: Generated<string>
  created_at: Stamp
  started_at: Date | null
  ended_at: Date | null
}

interface AnalogFindingTable {
  id: Generated<string>
  no: Generated<number>
  ordinance_id: string
  address: string
  position: number
  part: string
  article_no: string
  caption: string
  text: string
  text_sha256: string
  rules_version: string
  case_id: string | null
  state: Generated<FindingState>
  attention: Generated<Attention>
  gone_at: Date | null
  gone_why: Generated<GoneWhy>
  clerk_id: string | null
  origin: Origin | null
  law_name: Generated<string>
  law_article: Generated<string>
  law_ordinance_id: string | null
  national_review: NationalReview | null
  digital_already: boolean | null
  physical_interest: boolean | null
  excludes_digital: boolean | null
  method: Method | null
  method_reason: Generated<string>
  planned_month: string | null
  technologies: ColumnType<string[], string[] | undefined, string[]>
  draft: Generated<string>
  remark: Generated<string>
  public: Generated<boolean>
  public_note: Generated<string>
  decided_by: string | null
  decided_by_name: Generated<string>
  decided_at: Date | null
  done_on: CivilDate | null
  done_how: Generated<string>
  version: Generated<number>
  created_at: Stamp
  updated_at: Stamp
}

interface AnalogFindingCategoryTable {
  finding_id: string
  category: string
  kind: Generated<string>
  by_hand: Generated<boolean>
  hit: Generated<boolean>
  hits: ColumnType<FoundHit[], string | undefined, string>
  verdict: Verdict | null
  reason_code: Generated<string>
  note: Generated<string>
  present_phase: number | null
  target_phase: number | null
}

interface AnalogExclusionTable {
  ordinance_id: string
  address: string
  position: number
  article_no: string
  caption: string
  items: Json<ExcludedItem[]>
  reasons: string[]
}

interface AnalogPhaseTextTable {
  id: Generated<string>
  category: string
  phase: number
  text: string
  confirmed: boolean
  source: string
  valid_from: CivilDate
  set_by: string | null
  set_by_name: string
  created_at: Stamp
}

interface AnalogRoundTable {
  id: Generated<string>
  title: string
  message: string
  due_on: CivilDate
  opened_by: string | null
  opened_by_name: string
  opened_at: Stamp
  closed_at: Date | null
  closed_by_name: Generated<string>
  version: Generated<number>
}

interface AnalogRoundUnitTable {
  round_id: string
  unit_id: string
  case_id: string
  due_on: CivilDate
  asked: number
  extended_reason: Generated<string>
  extended_at: Date | null
  answered_at: Date | null
  answered_by_name: Generated<string>
  remark: Generated<string>
  reminded_on: CivilDate | null
  overdue_told_on: CivilDate | null
}

interface AnalogResultUploadTable {
  id: Generated<string>
  file_name: string
  rows: Json<unknown[]>
  sent_by: string
  created_at: Stamp
  applied_at: Date | null
}

interface AnalogSecondOpinionTable {
  finding_id: string
  text_sha256: string
  model: string
  opinion: Json<Opinion>
  asked_by: string | null
  asked_by_name: string
  asked_at: Date
}

declare module "../../../kernel/database/tables.ts" {
  interface Tables {
    analog_scan: AnalogScanTable
    analog_finding: AnalogFindingTable
    analog_finding_category: AnalogFindingCategoryTable
    analog_exclusion: AnalogExclusionTable
    analog_phase_text: AnalogPhaseTextTable
    analog_round: AnalogRoundTable
    analog_round_unit: AnalogRoundUnitTable
    analog_result_upload: AnalogResultUploadTable
    analog_second_opinion: AnalogSecondOpinionTable
  }
}
