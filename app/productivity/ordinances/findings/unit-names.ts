import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { getUnitNames } from "../../../kernel/people/index.ts"

export const noUnit = "（所管課が未定）"

/** Names of sections today; those without one have no section. */
export async function unitNames(work: Work, ids: readonly (string | null)[]): Promise<(id: string | null) => string> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  const names = wanted.length > 0 ? await getUnitNames(work.db, wanted, civilDateOf(work.now)) : new Map<string, string>()
  return (id) => (id ? (names.get(id) ?? noUnit) : noUnit)
}
