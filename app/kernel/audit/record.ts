import { type RawBuilder, sql } from "kysely"
import { actorName, personOf } from "../access/actor.ts"
import type { Work } from "../database/index.ts"

export interface Subject {
  /** "plan.edition", "improvement" */
  kind: string
  id: string
}

export interface AuditEvent {
  /** Past tense, the module first: "plan.edition-frozen". */
  action: string
  subject: Subject
  /** What changed: before and after, the reason. No secrets; personal data only where the record needs it. */
  detail?: Record<string, unknown>
  /** The unit the subject belongs to; otherwise the actor's own. */
  unitId?: string | null
}

/** Adds an event to the record, in the work's transaction and in one statement. */
export async function record(work: Work, event: AuditEvent): Promise<void> {
  await sql`select ${appending(work, event)}`.execute(work.db)
}

/** The call that appends the event, for a change that writes it in the same statement. */
export function appending(work: Work, event: AuditEvent, written: Written = {}): RawBuilder<void> {
  const { actor } = work
  const subjectId = written.subjectId ?? sql`${event.subject.id}::text`
  const detail = sql`${jsonText(event.detail ?? {})}::jsonb`
  const unitId = event.unitId ?? (actor.kind === "staff" ? actor.unitId : null)
  return sql<void>`audit_append(${work.now}::timestamptz, ${actor.kind}::text, ${personOf(actor) ?? null}::uuid,
    ${actorName(actor)}::text, ${event.action}::text, ${event.subject.kind}::text, ${subjectId}, ${unitId}::uuid,
    ${work.requestId}::text, ${written.detail ? sql`${detail} || ${written.detail}` : detail})`
}

/** What of an event only the statement itself knows. */
export interface Written {
  subjectId?: RawBuilder<string>
  /** jsonb, added to the event's detail. */
  detail?: RawBuilder<unknown>
}

export interface Reading {
  /** Whose data, or which list. */
  subject: Subject
  /** What was read, in Japanese: 「職員名簿」. */
  what: string
  detail?: Record<string, unknown>
}

/** Somebody read personal data, or the record itself. */
export async function recordReading(work: Work, reading: Reading): Promise<void> {
  await record(work, {
    action: "audit.read",
    subject: reading.subject,
    detail: { what: reading.what, ...reading.detail },
  })
}

/** PostgreSQL keeps no U+0000 in jsonb. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_, part) => (typeof part === "string" ? part.replaceAll("\u0000", "") : part))
}
