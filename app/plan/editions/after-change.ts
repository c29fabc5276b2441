import type { Work } from "../../kernel/database/index.ts"
import type { Edition, Sheet } from "./types.ts"

export interface SheetChange {
  /** Past tense: "plan.sheet-changed". */
  event: string
  /** One Japanese sentence on what was done, without the subject. */
  summary: string
  edition: Edition
  sheet: Pick<Sheet, "id" | "initiativeId" | "title" | "ownerUnitId"> & { partnerUnits?: Sheet["partnerUnits"] }
  /** Told too, when the sheet went to another unit. */
  formerOwnerUnitId?: string | null
  fields: readonly string[]
  detail?: Record<string, unknown>
}

/** The record of a change of a sheet, its search entry, and the word to those whose part of the plan it is. */
export async function afterSheetChange(_work: Work, _change: SheetChange): Promise<void> {}

export interface EditionChange {
  event: string
  summary: string
  edition: Pick<Edition, "id" | "title" | "fiscalYear" | "revision">
  detail?: Record<string, unknown>
}

export async function afterEditionChange(_work: Work, _change: EditionChange): Promise<void> {}
