import { civilDateOf, rememberFor, type Work } from "../../kernel/database/index.ts"
import { headsOf as headsOfUnits, listUnitsOn } from "../../kernel/people/index.ts"

/** Units as they are called today, for choosing. */
export const unitsToday = rememberFor(5000, async (work: Work): Promise<{ id: string; name: string }[]> => {
  const units = await listUnitsOn(work.db, civilDateOf(work.now))
  return units.map(({ id, name }) => ({ id, name }))
})

/** Who leads these units today. */
export async function headsOf(work: Work, unitIds: readonly (string | null)[]): Promise<string[]> {
  const ids = unitIds.filter((id) => id !== null)
  return headsOfUnits(work.db, ids, civilDateOf(work.now))
}
