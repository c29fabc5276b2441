import { type RawBuilder, sql } from "kysely"
import { type Actor, may, scopeOf } from "../../kernel/access/index.ts"
import { refusal } from "../../kernel/http/index.ts"
import type { Improvement } from "./improvement.ts"

/**
 * Who sees what: a draft its author only; from filing on the author, the author's head, the initiative's owner unit and
 * the plan office; adopted and later every member of staff.
 */
export interface Sight {
  /** The plan office and the system: everything but others' drafts. */
  all: boolean
  personId: string | null
  headUnits: readonly string[]
  ownedUnits: readonly string[]
}

export function sightOf(actor: Actor): Sight {
  if (actor.kind === "system") return { all: true, personId: null, headUnits: [], ownedUnits: [] }
  if (actor.kind !== "staff") throw refusal("forbidden", "improvements.staff-only", "業務改善提案は職員だけが見られます。")
  const head = scopeOf(actor, "improvements.head")
  const owned = scopeOf(actor, "improvements.own")
  return {
    all: may(actor, "improvements.all") || head === "all" || owned === "all",
    personId: actor.id,
    headUnits: head === "all" ? [] : head,
    ownedUnits: owned === "all" ? [] : owned,
  }
}

type Seen = Pick<Improvement, "state" | "authorId" | "authorUnitId" | "ownerUnitId">

/** The same for one improvement already read. */
export function sees(actor: Actor, it: Seen): boolean {
  if (actor.kind !== "staff") return actor.kind === "system"
  if (it.authorId === actor.id) return true
  if (it.state === "draft") return false
  if (it.state === "adopted" || it.state === "done" || it.state === "measured") return true
  return isHeadOf(actor, it) || isOwner(actor, it) || may(actor, "improvements.all")
}

export function isAuthor(actor: Actor, it: Pick<Improvement, "authorId">): boolean {
  return actor.kind === "staff" && actor.id === it.authorId
}

/** The author's head; nobody is their own. */
export function isHeadOf(actor: Actor, it: Pick<Improvement, "authorUnitId" | "authorId">): boolean {
  return actor.kind === "staff" && actor.id !== it.authorId && may(actor, "improvements.head", { unitId: it.authorUnitId })
}

/** A member of the initiative's owner unit; the plan office for an initiative without one. */
export function isOwner(actor: Actor, it: Pick<Improvement, "ownerUnitId">): boolean {
  if (it.ownerUnitId === null) return may(actor, "improvements.all")
  return may(actor, "improvements.own", { unitId: it.ownerUnitId })
}

/** One condition on `improvement as i`, drafts of others never included. */
export function visibleTo(sight: Sight): RawBuilder<boolean> {
  if (sight.all) return sql<boolean>`(i.state <> 'draft' or i.author_id = ${sight.personId}::uuid)`
  return sql<boolean>`(i.open or i.author_id = ${sight.personId}::uuid or (i.state <> 'draft' and (
    i.owner_unit_id = any(${[...sight.ownedUnits]}::uuid[]) or i.author_unit_id = any(${[...sight.headUnits]}::uuid[]))))`
}
