/** Who is asking. Everything a permission can depend on, read once with the session. */
export type Actor = StaffActor | ApplicantActor | SystemActor | Visitor

export interface StaffActor {
  kind: "staff"
  id: string
  name: string
  /** The unit of the person's main post today. */
  unitId: string
  /** That unit and what it is a part of: whoever is in a 班 works in its 課 too. Nearest first. */
  unitIds?: readonly string[]
  unitName: string
  postTitle: string
  sessionId: string
  grants: readonly Grant[]
}

export interface ApplicantActor {
  kind: "applicant"
  id: string
  name: string
  companyId?: string
  sessionId: string
  grants: readonly []
}

/** Jobs, the command line, seeds. */
export interface SystemActor {
  kind: "system"
  name: string
}

/** Not signed in. */
export interface Visitor {
  kind: "visitor"
}

/** A role held today. */
export interface Grant {
  role: string
  /** The granted unit and every unit below it today; "all" for the whole prefecture. */
  unitIds: readonly string[] | "all"
}

export const visitor: Visitor = { kind: "visitor" }

export function system(name: string): SystemActor {
  return { kind: "system", name }
}

/** The units a member of staff belongs to: their 班 and its 課, or their 課 alone. */
export function unitsOf(actor: Actor): readonly string[] {
  return actor.kind === "staff" ? (actor.unitIds ?? [actor.unitId]) : []
}

/** The person's id, or undefined for the system and for visitors. */
export function personOf(actor: Actor): string | undefined {
  return actor.kind === "staff" || actor.kind === "applicant" ? actor.id : undefined
}

export function actorName(actor: Actor): string {
  if (actor.kind === "visitor") return "利用者"
  return actor.name
}
