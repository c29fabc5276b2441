import { type Actor, may, scopeOf } from "../../kernel/access/index.ts"
import type { EditionStatus } from "../tables.ts"

interface Owners {
  ownerUnitId: string | null
  partnerUnits?: readonly { id: string }[]
}

/**
 * In force and closed: every member of staff. Submitted for decision: heads of units, who decide. Before that: the plan
 * office; owning units see their own sheets.
 */
export function isOpenToStaff(edition: { status: EditionStatus }): boolean {
  return edition.status === "in-force" || edition.status === "closed"
}

export function seesWholeEdition(actor: Actor, edition: { status: EditionStatus }): boolean {
  if (actor.kind !== "staff") return actor.kind === "system"
  if (isOpenToStaff(edition) || may(actor, "plan.see-drafts")) return true
  return edition.status === "in-approval" && may(actor, "plan.see-submitted")
}

export function seesSheet(actor: Actor, edition: { status: EditionStatus }, sheet: Owners): boolean {
  if (seesWholeEdition(actor, edition)) return true
  const units = scopeOf(actor, "plan.edit-sheet")
  if (units === "all") return true
  const owners = [sheet.ownerUnitId, ...(sheet.partnerUnits ?? []).map((unit) => unit.id)]
  return owners.some((unit) => unit !== null && units.includes(unit))
}

export function editsPlan(actor: Actor): boolean {
  return may(actor, "plan.edit")
}

/** The plan office, and the members of the owner unit. */
export function editsSheet(actor: Actor, sheet: { ownerUnitId: string | null }): boolean {
  return editsPlan(actor) || may(actor, "plan.edit-sheet", { unitId: sheet.ownerUnitId })
}
