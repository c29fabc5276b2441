import { type RawBuilder, sql } from "kysely"
import { type Actor, may, scopeOf } from "../../../kernel/access/index.ts"
import type { Work } from "../../../kernel/database/index.ts"

/** What the asking person sees: everything, or what their own section owns. `o` is the ordinance. */
export function visibleTo({ actor }: Work): RawBuilder<boolean> {
  if (scopeOf(actor, "ordinances.see-all") === "all") return sql<boolean>`true`
  const units = scopeOf(actor, "ordinances.review")
  return units === "all" ? sql<boolean>`true` : sql<boolean>`o.unit_id = any(${[...units]}::uuid[])`
}

export function seesAll(actor: Actor): boolean {
  return scopeOf(actor, "ordinances.see-all") === "all"
}

/** The owning section decides; 例規担当 may for everybody. */
export function decidesOn(actor: Actor, unitId: string | null): boolean {
  return may(actor, "ordinances.review", { unitId }) || may(actor, "ordinances.manage")
}
