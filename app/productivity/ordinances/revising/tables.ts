import type { ColumnType, Generated } from "kysely"
import type { CivilDate, Stamp } from "../../../kernel/database/index.ts"
import type { Provision } from "../structure/provision.ts"
import type { BillState, Effect } from "./bill.ts"

interface OrdinanceBillTable {
  id: Generated<string>
  ordinance_id: string
  base_version_id: string
  unit_id: string
  case_id: string
  number: string
  title: string
  reason: Generated<string>
  state: Generated<BillState>
  provisions: ColumnType<Provision[], string, string>
  effect: Generated<Effect>
  effective_on: CivilDate | null
  transitional: Generated<string>
  amending_text: string | null
  approval_id: string | null
  resolved_on: CivilDate | null
  promulgated_on: CivilDate | null
  promulgated_number: Generated<string>
  result_version_id: string | null
  abandoned_reason: Generated<string>
  created_by: string | null
  version: Generated<number>
  created_at: Stamp
  updated_at: Stamp
}

declare module "../../../kernel/database/tables.ts" {
  interface Tables {
    ordinance_bill: OrdinanceBillTable
  }
}
