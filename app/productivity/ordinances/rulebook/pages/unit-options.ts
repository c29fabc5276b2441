import { civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import { listUnitsOn } from "../../../../kernel/people/index.ts"
import type { Option } from "../../../../kernel/ui/index.ts"

/** The units of today, in the order of the tree. */
export async function unitOptions(work: Work): Promise<Option[]> {
  return (await listUnitsOn(work.db, civilDateOf(work.now))).map(({ id, code, name }) => ({ value: id, label: `${name}（${code}）` }))
}
