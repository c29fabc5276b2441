import { civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import { workersOf } from "../../../../kernel/people/index.ts"

export interface Clerk {
  id: string
  name: string
  title: string
}

/** Who may be named for a provision of the section. */
export async function listClerks(work: Work, unitId: string | null | undefined): Promise<Clerk[]> {
  if (!unitId) return []
  const seen = new Set<string>()
  return (await workersOf(work.db, unitId, civilDateOf(work.now)))
    .filter(({ personId }) => !seen.has(personId) && seen.add(personId))
    .map(({ personId, name, title }) => ({ id: personId, name, title }))
}
