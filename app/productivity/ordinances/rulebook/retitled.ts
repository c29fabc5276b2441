import type { CivilDate, Work } from "../../../kernel/database/index.ts"
import { leadHere } from "./links/write-references.ts"
import { listProvisions } from "./read-ordinance.ts"
import { indexProvisions } from "./search/passages.ts"

/** What hangs on a text's title, after it has another: what its provisions are found by, and who names it. */
export async function retitled(work: Work, ordinance: { id: string; title: string; promulgatedOn: CivilDate | null; currentVersionId: string }): Promise<void> {
  await indexProvisions(work, ordinance, await listProvisions(work, ordinance.currentVersionId), true)
  await leadHere(work, ordinance)
}
