import { type RawBuilder, sql } from "kysely"
import { actorName, personOf } from "../access/actor.ts"
import { appending } from "../audit/index.ts"
import { civilDateOf, type Work } from "../database/index.ts"
import { mustBeADeadline, type NewDeadline } from "./deadlines.ts"
import { fiscalLabel } from "./fiscal-label.ts"
import type { StateOf, States } from "./states.ts"

export interface NewCase<T extends States = States> {
  /** "improvement" */
  kind: string
  states: T
  /** The first state. */
  state: StateOf<T>
  unitId: string
  title: string
  /** Of the number: 「改善」 gives 改善-R8-000123. */
  prefix: string
  /** The module's page of the case, for lists of deadlines. */
  link?: string
  /** The first one, set with the opening: it is part of that event and has none of its own. */
  deadline?: NewDeadline
}

/** Opens a case, in one statement: number, first step, audit event. Numbers may have gaps (see README). */
export async function openCase<T extends States>(work: Work, open: NewCase<T>): Promise<{ caseId: string; number: string }> {
  const event = {
    action: "cases.opened",
    subject: { kind: "case", id: "" },
    detail: { kind: open.kind, state: open.state, title: open.title, ...(open.deadline ? { deadline: open.deadline } : {}) },
    unitId: open.unitId,
  }
  const { rows } = await sql<Opened>`select o.case_id as "caseId", o.number, ${appending(work, event, { subjectId: sql`o.case_id::text` })}
    from (${opening(work, open)} offset 0) o`.execute(work.db)
  const { caseId, number } = rows[0]!
  return { caseId, number }
}

/**
 * The query that opens a case and gives its case_id and number, for a change that writes its own row and its own event
 * about the opening, the deadline in it, in the same statement.
 */
export function opening<T extends States>(work: Work, open: NewCase<T>): RawBuilder<{ case_id: string; number: string }> {
  if (!(open.state in open.states)) throw new Error(`${open.state} is no state of ${open.kind}`)
  if (open.deadline) mustBeADeadline(open.deadline)
  const { name = null, dueOn = null, remindOn = null } = open.deadline ?? {}
  const { actor } = work
  const { year, label } = fiscalLabel(civilDateOf(work.now))
  return sql`select case_id, number from case_open(${open.kind}::text, ${open.prefix}::text, ${label}::text, ${year}::int,
    ${open.state}::text, ${open.unitId}::uuid, ${open.title}::text, ${open.link ?? ""}::text, ${work.now}::timestamptz,
    ${actor.kind}::text, ${personOf(actor) ?? null}::uuid, ${actorName(actor)}::text, ${personOf(actor) ?? null}::uuid,
    ${name}::text, ${dueOn}::date, ${remindOn}::date)`
}

interface Opened {
  caseId: string
  number: string
}
