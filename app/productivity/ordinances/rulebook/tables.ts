import type { Generated, GeneratedAlways } from "kysely"
import type { CivilDate, Json, Stamp } from "../../../kernel/database/index.ts"

interface OrdinanceReferenceTable {
  id: GeneratedAlways<number>
  ordinance_id: string
  address: string
  words: string
  target_title: string | null
  target_number: Generated<string>
  target_id: string | null
  target_address: Generated<string>
}

interface OrdinanceImportTable {
  id: Generated<string>
  state: Generated<"waiting" | "running" | "done" | "failed">
  unit_id: string | null
  effective_on: CivilDate | null
  found: Generated<number>
  created_by: string | null
  created_at: Stamp
  started_at: Date | null
  finished_at: Date | null
}

interface OrdinanceImportFileTable {
  import_id: string
  position: number
  document_id: string
  name: string
  size: number
  state: Generated<"waiting" | "reading" | "done" | "refused">
  reason: Generated<string>
}

interface OrdinanceImportLineTable {
  import_id: string
  file_position: number
  place: number
  name: Generated<string>
  title: string
  number: Generated<string>
  provisions: Generated<number>
  outcome: "created" | "new-version" | "unchanged" | "refused"
  ordinance_id: string | null
  reason: Generated<string>
  remarks: Json<string[]>
}

declare module "../../../kernel/database/tables.ts" {
  interface Tables {
    ordinance_reference: OrdinanceReferenceTable
    ordinance_import: OrdinanceImportTable
    ordinance_import_file: OrdinanceImportFileTable
    ordinance_import_line: OrdinanceImportLineTable
  }
}
