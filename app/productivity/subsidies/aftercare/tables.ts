import type { Generated } from "kysely"
import type { CivilDate } from "../../../kernel/database/index.ts"
import type { Asset, Disposal } from "../rules/disposal-needs-approval.ts"

interface SubsidyAssetTable {
  id: Generated<string>
  application_id: string
  name: string
  spec: string
  kind: Asset["kind"]
  quantity: number
  unit_price_yen: number
  acquired_on: CivilDate
  place: string
  rate_numerator: number
  rate_denominator: number
  useful_life_years: number
  mark_kind: string
  mark_number: string
  disposed_on: CivilDate | null
  disposed_how: Disposal | null
  added_at: Date
  updated_at: Date
}

interface SubsidyAfterInspectionTable {
  id: Generated<string>
  application_id: string
  day: CivilDate
  findings: string
  inspected_by: string | null
  written_at: Date
}

declare module "../../../kernel/database/tables.ts" {
  interface Tables {
    subsidy_asset: SubsidyAssetTable
    subsidy_after_inspection: SubsidyAfterInspectionTable
  }
}
