import { record } from "../../kernel/audit/index.ts"
import type { Work } from "../../kernel/database/index.ts"
import { tell } from "../../kernel/notices/index.ts"
import { sheetChanged } from "./notices/sheet-changed.ts"
import { indexSheet, unindexSheet } from "./search.ts"
import type { Edition, Sheet } from "./types.ts"

export interface SheetChange {
  /** Past tense: "plan.sheet-changed". */
  event: string
  /** One Japanese sentence on what was done, without the subject. */
  summary: string
  edition: Edition
  /** As it is now; when it was removed, as it was. */
  sheet: Sheet
  /** Told too, when the sheet went to another unit. */
  formerOwnerUnitId?: string | null
  fields: readonly string[]
  detail?: Record<string, unknown>
}

/** The record of a change of a sheet, its search entry, and the word to those whose part of the plan it is. */
export async function afterSheetChange(work: Work, change: SheetChange): Promise<void> {
  const { edition, sheet } = change
  await record(work, {
    action: change.event,
    subject: { kind: "plan.sheet", id: sheet.id },
    unitId: sheet.ownerUnitId,
    detail: { editionId: edition.id, initiativeId: sheet.initiativeId, title: sheet.title, fields: change.fields, ...change.detail },
  })
  if (change.event === "plan.sheet-removed") await unindexSheet(work, sheet.id)
  else await indexSheet(work, edition, sheet)
  await tell(work, sheetChanged, change)
}

export interface EditionChange {
  event: string
  edition: Pick<Edition, "id" | "title" | "fiscalYear" | "revision">
  detail?: Record<string, unknown>
}

/** Heads of units hear of an edition when it is submitted and when it comes into force (revision/), not of every word. */
export async function afterEditionChange(work: Work, { event, edition, detail }: EditionChange): Promise<void> {
  await record(work, {
    action: event,
    subject: { kind: "plan.edition", id: edition.id },
    detail: { title: edition.title, fiscalYear: edition.fiscalYear, revision: edition.revision, ...detail },
  })
}
