import { sql } from "kysely"
import { mustBeAllowed } from "../access/index.ts"
import type { CivilDate, Work } from "../database/index.ts"
import { isInstantText } from "../http/cursor.ts"
import { recordReading, type Subject } from "./record.ts"

export interface AuditRow {
  lane: number
  seq: number
  at: Date
  actorKind: string
  actorName: string
  actorId: string | null
  action: string
  subjectKind: string
  subjectId: string
  unitName: string | null
  requestId: string
  detail: Record<string, unknown>
}

export interface AuditFilter {
  /** Part of the name of who did it. */
  who?: string | undefined
  /** The action or its beginning: "approvals." */
  what?: string | undefined
  subjectKind?: string | undefined
  subjectId?: string | undefined
  /** Civil dates in Japan, both included. */
  from?: CivilDate | undefined
  until?: CivilDate | undefined
  after?: string | undefined
  limit?: number
}

export interface AuditPage {
  items: AuditRow[]
  next: string | undefined
}

/** The record, the newest first. Reading it is an event too. */
export async function listAudit(work: Work, filter: AuditFilter): Promise<AuditPage> {
  mustBeAllowed(work.actor, "audit.read")
  const { after, limit, ...conditions } = filter
  const page = await readAudit(work, filter)
  const given = Object.fromEntries(Object.entries(conditions).filter(([, value]) => value !== undefined))
  await recordReading(work, { subject: { kind: "audit", id: "list" }, what: "操作の記録", detail: { ...given, count: page.items.length } })
  return page
}

/**
 * What happened to one subject, the newest first, for its own page. The module has found that the person may see the
 * subject; the technical fields are left out.
 */
export async function historyOf(work: Work, subject: Subject, limit = 50): Promise<{ at: Date; who: string; action: string; detail: Record<string, unknown> }[]> {
  const { items } = await readAudit(work, { subjectKind: subject.kind, subjectId: subject.id, limit })
  return items.map(({ at, actorName, action, detail }) => ({ at, who: actorName, action, detail }))
}

export interface ChainedEvent {
  /** The position in the record: lane and number in it. */
  lane: number
  seq: number
  at: Date
  actorKind: string
  actorName: string
  action: string
  subjectKind: string
  subjectId: string
  requestId: string
  detail: Record<string, unknown>
  /** Of the event, and of the one before it in its lane: hex. */
  hash: string
  previousHash: string
}

/** Every event of some subjects with its place in the chain, the oldest first. The module has found that the person may see them. */
export async function chainOf(work: Work, subjects: readonly Subject[], limit: number): Promise<ChainedEvent[]> {
  const { rows } = await sql<ChainedEvent>`select e.lane, e.seq, e.at, e.actor_kind as "actorKind", e.actor_name as "actorName", e.action,
      e.subject_kind as "subjectKind", e.subject_id as "subjectId", e.request_id as "requestId", e.detail, encode(e.hash, 'hex') as hash,
      coalesce((select encode(p.hash, 'hex') from audit_event p where p.lane = e.lane and p.seq = e.seq - 1), repeat('0', 64)) as "previousHash"
    from unnest(${subjects.map(({ kind }) => kind)}::text[], ${subjects.map(({ id }) => id)}::text[]) as s (kind, id)
    join audit_event e on e.subject_kind = s.kind and e.subject_id = s.id order by e.at, e.lane, e.seq limit ${limit}`.execute(work.db)
  return rows
}

async function readAudit(work: Work, filter: AuditFilter): Promise<AuditPage> {
  const limit = filter.limit ?? 50
  const after = cursorOf(filter.after)
  const like = (text: string) => text.replace(/[\\%_]/g, "\\$&")
  const conditions = [
    filter.who && sql`e.actor_name like ${`%${like(filter.who)}%`}`,
    filter.what && sql`e.action like ${`${like(filter.what)}%`}`,
    filter.subjectKind && sql`e.subject_kind = ${filter.subjectKind}`,
    filter.subjectId && sql`e.subject_id = ${filter.subjectId}`,
    filter.from && sql`e.at >= (${filter.from}::date::timestamp at time zone 'Asia/Tokyo')`,
    filter.until && sql`e.at < ((${filter.until}::date + 1)::timestamp at time zone 'Asia/Tokyo')`,
    after && sql`(e.at, e.lane, e.seq) < (${after.at}::timestamptz, ${after.lane}::smallint, ${after.seq}::bigint)`,
  ].filter((condition) => typeof condition === "object")
  const where = conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``
  const { rows } = await sql<AuditRow & { exact: string }>`select e.lane, e.seq, e.at, e.at::text as exact, e.actor_kind as "actorKind",
      e.actor_name as "actorName", e.actor_id as "actorId", e.action, e.subject_kind as "subjectKind", e.subject_id as "subjectId",
      (select up.name from unit_period up where up.unit_id = e.unit_id order by up.valid_from desc limit 1) as "unitName",
      e.request_id as "requestId", e.detail
    from audit_event e ${where} order by e.at desc, e.lane desc, e.seq desc limit ${limit + 1}`.execute(work.db)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return {
    items: items.map(({ exact: _, ...row }) => row),
    next: rows.length > limit && last ? Buffer.from(JSON.stringify([last.exact, last.lane, last.seq])).toString("base64url") : undefined,
  }
}

function cursorOf(text: string | undefined): { at: string; lane: number; seq: number } | undefined {
  if (!text) return undefined
  try {
    const [at, lane, seq] = JSON.parse(Buffer.from(text, "base64url").toString()) as unknown[]
    const good = isInstantText(at) && Number.isInteger(lane) && Math.abs(lane as number) < 32_768 && Number.isSafeInteger(seq)
    return good ? { at, lane: lane as number, seq: seq as number } : undefined
  } catch {
    return undefined
  }
}
