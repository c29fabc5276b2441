import type { ColumnType, Generated } from "kysely"

/**
 * Every table by name. Each kernel part and module adds its own in its `tables.ts` by declaration merging, so the
 * kernel never lists what modules own.
 */
export interface Tables {
  hagi_migration: { module: string; name: string; hash: string; applied_at: Generated<Date> }
}

/** A civil date in Asia/Tokyo, "YYYY-MM-DD". */
export type CivilDate = string

/** A timestamptz the database fills by itself when the insert leaves it out. */
export type Stamp = ColumnType<Date, Date | undefined, Date>

/** jsonb: read as a value, written as JSON text. */
export type Json<T> = ColumnType<T, string, string>
