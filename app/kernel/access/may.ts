import { refusal } from "../http/refusal.ts"
import { type Actor, unitsOf } from "./actor.ts"

/** What a permission is called, and which roles carry it. */
export interface Permission {
  /** Shown to people: 「推進プランを編集する」. */
  title: string
  /** "staff" stands for every member of staff. */
  roles: readonly string[]
  /** "all": holding the role is enough. "unit": only for what belongs to a unit the role was granted for. */
  scope: "all" | "unit"
}

/** Augmented by nobody: permissions are named as "module.verb". */
export type PermissionName = string

const permissions = new Map<PermissionName, Permission>()

/** Called once per module when the house is composed. A name that nobody declared is denied to everyone. */
export function declarePermissions(declared: Readonly<Record<PermissionName, Permission>>): void {
  for (const [name, permission] of Object.entries(declared)) permissions.set(name, permission)
}

export function listPermissions(): ReadonlyMap<PermissionName, Permission> {
  return permissions
}

/** What is asked about: only the unit that owns it matters to scope. */
export interface Owned {
  unitId?: string | null
}

/** Deny by default: an unknown permission, a visitor, an applicant and a role without scope all end in false. */
export function may(actor: Actor, name: PermissionName, subject?: Owned): boolean {
  if (actor.kind === "system") return true
  if (actor.kind !== "staff") return false
  const permission = permissions.get(name)
  if (!permission) return false
  if (permission.roles.includes("staff")) {
    if (permission.scope === "all") return true
    if (subject?.unitId && unitsOf(actor).includes(subject.unitId)) return true
  }
  return actor.grants.some((grant) => {
    if (!permission.roles.includes(grant.role)) return false
    if (permission.scope === "all" || grant.unitIds === "all") return true
    return subject?.unitId != null && grant.unitIds.includes(subject.unitId)
  })
}

export function mustBeAllowed(actor: Actor, name: PermissionName, subject?: Owned): void {
  if (may(actor, name, subject)) return
  const title = permissions.get(name)?.title
  throw refusal("forbidden", `access.${name}`, title ? `「${title}」権限がないため、この操作はできません。` : "この操作をする権限がありません。")
}

/** The units for which the actor holds a permission: "all", or the list to put into a query. */
export function scopeOf(actor: Actor, name: PermissionName): "all" | readonly string[] {
  if (actor.kind === "system") return "all"
  if (actor.kind !== "staff") return []
  const permission = permissions.get(name)
  if (!permission) return []
  const units = new Set<string>()
  if (permission.roles.includes("staff")) {
    if (permission.scope === "all") return "all"
    for (const unitId of unitsOf(actor)) units.add(unitId)
  }
  for (const grant of actor.grants) {
    if (!permission.roles.includes(grant.role)) continue
    if (permission.scope === "all" || grant.unitIds === "all") return "all"
    for (const unitId of grant.unitIds) units.add(unitId)
  }
  return [...units]
}
