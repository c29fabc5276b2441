import { createHash } from "node:crypto"

/** A row of audit_event as verification reads it: what PostgreSQL says in text, nothing interpreted. */
export interface StoredEvent {
  lane: number
  seq: number
  /** Microseconds since 1970, as text: a Date holds milliseconds only. */
  micros: string
  actorKind: string
  actorId: string | null
  actorName: string
  action: string
  subjectKind: string
  subjectId: string
  unitId: string | null
  requestId: string
  detail: string
  hash: Buffer
}

export const GENESIS = Buffer.alloc(32)

/** Netstrings in the order of audit_append(). */
export function canonicalBytes(event: StoredEvent, at: { lane: number; seq: number } = event): Buffer {
  return Buffer.from(
    [
      String(at.lane),
      String(at.seq),
      event.micros,
      event.actorKind,
      event.actorId,
      event.actorName,
      event.action,
      event.subjectKind,
      event.subjectId,
      event.unitId,
      event.requestId,
      event.detail,
    ]
      .map((value) => (value === null ? "-," : `${Buffer.byteLength(value)}:${value},`))
      .join(""),
  )
}

export function hashAfter(previous: Buffer, event: StoredEvent, at?: { lane: number; seq: number }): Buffer {
  return createHash("sha256").update(previous).update(canonicalBytes(event, at)).digest()
}
