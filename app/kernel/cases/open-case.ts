import { sql } from "kysely"
import { actorName, personOf } from "../access/actor.ts"
import { appending } from "../audit/index.ts"
import { civilDateOf, type Work } from "../database/index.ts"
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
  /** false: the caller records its own event about the opening in the same transaction. */
  audit?: boolean
}

/** Opens a case, in one statement: number, first step, audit event. Numbers may have gaps (see README). */
export async function openCase<T extends States>(work: Work, open: NewCase<T>): Promise<{ caseId: string; number: string }> {
  if (!(open.state in open.states)) throw new Error(`${open.state} is no state of ${open.kind}`)
  const { actor } = work
  const { year, label } = fiscalLabel(civilDateOf(work.now))
  const opened = sql`select case_id, number from case_open(${open.kind}::text, ${open.prefix}::text, ${label}::text, ${year}::int,
    ${open.state}::text, ${open.unitId}::uuid, ${open.title}::text, ${open.link ?? ""}::text, ${work.now}::timestamptz,
    ${actor.kind}::text, ${personOf(actor) ?? null}::uuid, ${actorName(actor)}::text, ${personOf(actor) ?? null}::uuid)`
  const event = {
    action: "cases.opened",
    subject: { kind: "case", id: "" },
    detail: { kind: open.kind, state: open.state, title: open.title },
    unitId: open.unitId,
  }
  const { rows } = await (open.audit === false
    ? sql<Opened>`select o.case_id as "caseId", o.number from (${opened}) o`
    : sql<Opened>`select o.case_id as "caseId", o.number, ${appending(work, event, sql`o.case_id::text`)} from (${opened} offset 0) o`
  ).execute(work.db)
  const { caseId, number } = rows[0]!
  return { caseId, number }
}

interface Opened {
  caseId: string
  number: string
}
