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

declare module "../database/tables.ts" {
  interface Tables {
    form: FormTable
    form_version: FormVersionTable
  }
}
