import { type Actor, listPermissions, scopeOf, unitsOf } from "../access/index.ts"
import type { Passage } from "./passage.ts"

/**
 * Who may find a passage, as tokens of which the asking person must hold one. A unit's passages are found by those who
 * belong to it or hold a role for it; with a permission named, by those who hold that permission for the unit.
 */
export function readersOf(passage: Passage): { audience: "public" | "staff" | "readers"; readers: string[] } {
  if (passage.audience === "public" || passage.audience === "staff") return { audience: passage.audience, readers: [] }
  const readers =
    passage.audience === "tokens"
      ? (passage.tokens ?? [])
      : passage.audience === "persons"
      ? (passage.personIds ?? []).map((id) => `person:${id}`)
      : (passage.unitIds ?? []).flatMap((id) =>
          passage.permission ? [`${passage.permission}:${id}`, `${passage.permission}:all`] : [`unit:${id}`],
        )
  // Nobody may find it: a token that nobody holds.
  return { audience: "readers", readers: readers.length > 0 ? [...new Set(readers)] : ["nobody"] }
}

export function tokensOf(actor: Actor): string[] {
  if (actor.kind === "visitor" || actor.kind === "system") return []
  const tokens = new Set<string>([`person:${actor.id}`])
  if (actor.kind !== "staff") return [...tokens]
  for (const id of unitsOf(actor)) tokens.add(`unit:${id}`)
  for (const grant of actor.grants) {
    if (grant.unitIds !== "all") for (const id of grant.unitIds) tokens.add(`unit:${id}`)
  }
  for (const [name, permission] of listPermissions()) {
    if (permission.scope === "all" && !permission.roles.some((role) => role === "staff" || actor.grants.some((g) => g.role === role))) continue
    const scope = scopeOf(actor, name)
    if (scope === "all") tokens.add(`${name}:all`)
    else for (const id of scope) tokens.add(`${name}:${id}`)
  }
  return [...tokens]
}
