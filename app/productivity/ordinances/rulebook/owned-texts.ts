import { sql } from "kysely"
import { unitsOf } from "../../../kernel/access/index.ts"
import { type Question, question, type Work } from "../../../kernel/database/index.ts"
import type { OwnedItem } from "../../../module.ts"
import { listAddress } from "./list/list-filter.ts"
import { rulebookPaths } from "./paths.ts"

/** How many texts of the rulebook the person's unit answers for. */
export function ownedTexts({ actor }: Work): Question<OwnedItem>[] {
  const units = unitsOf(actor)
  if (units.length === 0) return []
  return [
    question<{ unitId: string; n: number }, OwnedItem>(
      sql`select unit_id as "unitId", count(*)::int as n from ordinance where unit_id = any(${[...units]}::uuid[]) and repealed_on is null group by unit_id`,
      (rows) => rows.map(({ unitId, n }) => ({ kind: "例規", title: `所管する例規 ${n}件`, link: listAddress(rulebookPaths.list, { unitId }) })),
    ),
  ]
}
