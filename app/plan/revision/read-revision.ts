import type { Work } from "../../kernel/database/index.ts"
import { type EditionContent, getEdition, loadContent, readEdition, type Sheet, textsOf } from "../editions/index.ts"
import type { Change } from "../tables.ts"
import { type Fate, fatesAreComplete, type Gap } from "./rules/fates-are-complete.ts"

export interface RecordedFate extends Fate {
  id: string
  decidedAt: Date
  change: Change
}

/** A draft beside the edition it is made from. */
export interface Revision {
  kind: "yearly" | "mid-year"
  before: EditionContent
  after: EditionContent
  fates: RecordedFate[]
  gaps: Gap[]
}

/** undefined: the edition is not made from another. */
export async function findRevision(work: Work, editionId: string): Promise<Revision | undefined> {
  const after = await readEdition(work, editionId)
  if (!after.edition.basedOnId || after.limited) return undefined
  const before = await loadContent(work, await getEdition(work, after.edition.basedOnId))
  const fates = await listFates(work, editionId)
  const kind = after.edition.fiscalYear === before.edition.fiscalYear ? "mid-year" : "yearly"
  const gaps = fatesAreComplete(
    before.sheets.map((sheet) => ({ initiativeId: sheet.initiativeId, title: sheet.title, isChanged: false })),
    after.sheets.map((sheet) => ({
      initiativeId: sheet.initiativeId,
      title: sheet.title,
      isChanged: isChanged(before.sheets.find((one) => one.initiativeId === sheet.initiativeId), sheet),
    })),
    fates,
    kind,
  )
  return { kind, before, after, fates, gaps }
}

export async function listFates(work: Work, editionId: string): Promise<RecordedFate[]> {
  return work.db
    .selectFrom("plan_succession")
    .select([
      "id",
      "from_initiative_id as fromInitiativeId",
      "to_initiative_id as toInitiativeId",
      "change",
      "reason",
      "decided_at as decidedAt",
    ])
    .where("edition_id", "=", editionId)
    .orderBy("id")
    .execute()
}

export function isChanged(before: Sheet | undefined, after: Sheet): boolean {
  if (!before) return true
  // An issue that the former edition solved has left the plan; that is no change of this one.
  const old = textsOf({ ...before, issues: before.issues.filter((issue) => issue.solvedWith === null) })
  return Object.entries(textsOf(after)).some(([field, text]) => (old[field] ?? "") !== text)
}
