import type { CivilDate, Stamp } from "../database/tables.ts"

interface MeasureSnapshotTable {
  measure_key: string
  scope: string
  month: CivilDate
  /** numeric, as text: no digit is lost on the way. */
  value: string | null
  denominator: string | null
  records: number | null
  taken_at: Stamp
}

declare module "../database/tables.ts" {
  interface Tables {
    measure_snapshot: MeasureSnapshotTable
  }
}
