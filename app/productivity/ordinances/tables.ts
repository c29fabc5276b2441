import type { ColumnType, Generated } from "kysely"
import type { CivilDate, Stamp } from "../../kernel/database/index.ts"
import type { OrdinanceKind, ProvisionPart } from "./structure/provision.ts"

interface OrdinanceTable {
  id: Generated<string>
  unit_id: string | null
  title: string
  number: Generated<string>
  kind: OrdinanceKind
  national: ColumnType<boolean, never, never>
  category: Generated<string>
  promulgated_on: CivilDate | null
  source_url: Generated<string>
  law_id: string | null
  source_key: string
  repealed_on: CivilDate | null
  current_version_id: string | null
  title_key: ColumnType<string, never, never>
  version: Generated<number>
  created_at: Stamp
  updated_at: Stamp
}

interface OrdinanceVersionTable {
  id: Generated<string>
  ordinance_id: string
  number: number
  effective_on: CivilDate | null
  made_by: Generated<string>
  content_sha256: string
  created_by: string | null
  created_at: Stamp
}

interface OrdinanceProvisionTable {
  version_id: string
  position: number
  part: ProvisionPart
  address: string
  no: Generated<string>
  caption: Generated<string>
  headings: ColumnType<string[], string | undefined, string>
  text: string
}

declare module "../../kernel/database/tables.ts" {
  interface Tables {
    ordinance: OrdinanceTable
    ordinance_version: OrdinanceVersionTable
    ordinance_provision: OrdinanceProvisionTable
  }
}
