import type { ColumnType, Generated } from "kysely"
import type { FormDefinition } from "./form.ts"

interface FormTable {
  id: Generated<string>
  unit_id: string
  title: string
  note: Generated<string>
  created_by: string | null
  created_at: Date
  retired_at: Date | null
}

interface FormVersionTable {
  id: Generated<string>
  form_id: string
  number: number
  state: Generated<"draft" | "open">
  definition: ColumnType<FormDefinition, string, string>
  previous: ColumnType<FormDefinition | null, string | null | undefined, string | null>
  sha256: string | null
  version: Generated<number>
  changed_by: string | null
  changed_at: Date
  opened_by: string | null
  opened_at: Date | null
}

interface PostalAreaTable {
  postal_code: string
  position: number
  prefecture: string
  municipality: string
  area: string
  note: string
}

interface PostalSourceTable {
  only_one: boolean
  name: string
  sha256: string
  codes: number
  areas: number
  demo: boolean
  imported_by: string | null
  imported_at: Date
}

declare module "../database/tables.ts" {
  interface Tables {
    form: FormTable
    form_version: FormVersionTable
    postal_area: PostalAreaTable
    postal_source: PostalSourceTable
  }
}
