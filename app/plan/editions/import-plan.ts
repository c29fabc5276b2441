import { mustBeAllowed } from "../../kernel/access/index.ts"
import type { Work } from "../../kernel/database/index.ts"
import { fiscalYear } from "../../kernel/ui/formats.ts"
import { insertPlan, type InsertedPlan } from "./insert-plan.ts"
import { readPlan, type ReadPlan } from "./read-plan.ts"

export interface ImportedPlan extends InsertedPlan {
  fiscalYear: number
  read: ReadPlan
}

export interface ImportOptions {
  /** Otherwise the year the text names, otherwise the one that today lies in. */
  fiscalYear?: number | undefined
  title?: string | undefined
}

/** Text of a plan's overview → draft edition. What could not be placed is in `read.plan.unplaced`. */
export async function importPlanText(work: Work, text: string, options: ImportOptions = {}): Promise<ImportedPlan> {
  mustBeAllowed(work.actor, "plan.edit")
  return importRead(work, await readPlan(text), options)
}

/** The same from a file of any encoding: `hagi plan import FILE`. */
export async function importPlanFile(work: Work, bytes: Uint8Array, options: ImportOptions = {}): Promise<ImportedPlan> {
  mustBeAllowed(work.actor, "plan.edit")
  return importRead(work, await readPlan(bytes), options)
}

async function importRead(work: Work, read: ReadPlan, options: ImportOptions): Promise<ImportedPlan> {
  const year = options.fiscalYear ?? yearOf(read, work)
  const inserted = await insertPlan(work, read.plan, { fiscalYear: year, ...(options.title ? { title: options.title } : {}) })
  return { ...inserted, fiscalYear: year, read }
}

export function yearOf(read: ReadPlan, work: Pick<Work, "now">): number {
  const named = read.plan.fiscalYear
  return named !== undefined && named >= 2000 && named <= 2100 ? named : fiscalYear(work.now)
}
