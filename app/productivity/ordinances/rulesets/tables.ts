import type { ColumnType, Generated } from "kysely"
import type { Stamp } from "../../../kernel/database/index.ts"
import type { Category, RulesData } from "../scanner/index.ts"
import type { KeptQuality, RulesetState } from "./ruleset.ts"

interface OrdinanceRulesetTable {
  id: Generated<string>
  number: number | null
  title: string
  state: Generated<RulesetState>
  rules: ColumnType<RulesData, string, string>
  based_on_id: string | null
  quality: ColumnType<KeptQuality | null, string | null, string | null>
  reason: Generated<string>
  created_by: string | null
  published_by: string | null
  published_at: Date | null
  version: Generated<number>
  created_at: Stamp
  updated_at: Stamp
}

interface OrdinanceLabelTable {
  id: Generated<string>
  title: Generated<string>
  no: Generated<string>
  caption: Generated<string>
  text: string
  text_sha256: string
  categories: Category[]
  note: Generated<string>
  labelled_by: string | null
  created_at: Stamp
  updated_at: Stamp
}

declare module "../../../kernel/database/tables.ts" {
  interface Tables {
    ordinance_ruleset: OrdinanceRulesetTable
    ordinance_label: OrdinanceLabelTable
  }
}
