import { sql } from "kysely"
import { mustBeAllowed } from "../../../../kernel/access/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"
import type { OrdinanceKind } from "../../structure/provision.ts"

/** One provision of another text (or of the same) that names a provision. */
export interface Referrer {
  ordinanceId: string
  title: string
  kind: OrdinanceKind
  address: string
  no: string
  caption: string
  words: string
}

const MOST = 500

/** Who names this provision; without an address, who names the text at all, itself not counted. */
export async function listReferrers(work: Work, ordinanceId: string, address?: string): Promise<Referrer[]> {
  mustBeAllowed(work.actor, "ordinances.read")
  const { rows } = await sql<Referrer>`
    select o.id as "ordinanceId", o.title, o.kind, r.address, p.no, p.caption, r.words
    from ordinance_reference r join ordinance o on o.id = r.ordinance_id
    join ordinance_provision p on p.version_id = o.current_version_id and p.address = r.address
    where r.target_id = ${ordinanceId}::uuid and ${address === undefined ? sql`r.ordinance_id <> ${ordinanceId}::uuid` : sql`r.target_address = ${address}`}
    order by o.national desc, array_position(array['法律', '政令', '府省令', '条例', '規則', '訓令', '規程', '要綱', '告示', 'その他'], o.kind), o.title, o.id, p.position
    limit ${sql.lit(MOST)}`.execute(work.db)
  return rows
}

/** Who names one of these provisions by its number: what has to be looked at when numbers change. 前条 and its like go along and are left out. */
export async function listReferrersByNumber(work: Work, ordinanceId: string, addresses: readonly string[]): Promise<(Referrer & { targetAddress: string })[]> {
  mustBeAllowed(work.actor, "ordinances.read")
  if (addresses.length === 0) return []
  const { rows } = await sql<Referrer & { targetAddress: string }>`
    select o.id as "ordinanceId", o.title, o.kind, r.address, p.no, p.caption, string_agg(distinct r.words, '、') as words, min(r.target_address) as "targetAddress"
    from ordinance_reference r join ordinance o on o.id = r.ordinance_id
    join ordinance_provision p on p.version_id = o.current_version_id and p.address = r.address
    where r.target_id = ${ordinanceId}::uuid and r.target_address = any(${[...addresses]}::text[]) and r.words ~ '第[^第]*条'
    group by o.id, o.title, o.kind, r.address, p.no, p.caption, p.position
    order by (o.id = ${ordinanceId}::uuid) desc, o.title, o.id, p.position
    limit ${sql.lit(MOST)}`.execute(work.db)
  return rows
}

export async function countReferrers(work: Work, ordinanceId: string): Promise<number> {
  const { n } = await work.db
    .selectFrom("ordinance_reference")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("target_id", "=", ordinanceId)
    .where("ordinance_id", "<>", ordinanceId)
    .executeTakeFirstOrThrow()
  return n
}

/** A text that a text names, with how often and whether the rulebook has it. */
export interface NamedText {
  title: string
  number: string
  id: string | null
  kind: OrdinanceKind | null
  count: number
}

/** What a text names besides itself, the most often named first. */
export async function listNamed(work: Work, ordinanceId: string): Promise<NamedText[]> {
  mustBeAllowed(work.actor, "ordinances.read")
  const { rows } = await sql<NamedText>`
    select coalesce(o.title, r.target_title) as title, coalesce(o.number, max(r.target_number)) as number, r.target_id as id, o.kind, count(*)::int as count
    from ordinance_reference r left join ordinance o on o.id = r.target_id
    where r.ordinance_id = ${ordinanceId}::uuid and r.target_title is not null
    group by o.title, o.number, r.target_title, r.target_id, o.kind order by count(*) desc, 1 limit ${sql.lit(MOST)}`.execute(work.db)
  return rows
}
