import type { Generated } from "kysely"
import type { CivilDate } from "../database/tables.ts"

interface SearchPassageTable {
  no: Generated<number>
  kind: string
  subject_id: string
  position: Generated<number>
  audience: "public" | "staff" | "readers"
  readers: Generated<string[]>
  happened_on: CivilDate | null
  title_folded: string
  body_folded: string
  grams: number[] | null
}

interface SearchTextTable {
  no: number
  title: string
  body: string
  link: string
}

declare module "../database/tables.ts" {
  interface Tables {
    search_passage: SearchPassageTable
    search_text: SearchTextTable
  }
}
