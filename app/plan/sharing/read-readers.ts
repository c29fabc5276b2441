import { sql } from "kysely"
import { may, scopeOf } from "../../kernel/access/index.ts"
import { recordReading } from "../../kernel/audit/index.ts"
import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import { notFound, refusal } from "../../kernel/http/index.ts"
import { type Edition, getEdition, isId } from "../editions/index.ts"

export interface UnitReaders {
  unitId: string
  name: string
  /** The unit above it. */
  above: string | null
  read: number
  /** Members today by their main post: the denominator. */
  members: number
  /** The asker leads this unit, and may see who. */
  namesOpen: boolean
}

export interface Readers {
  edition: Edition
  units: UnitReaders[]
  read: number
  members: number
}

/** How many have read the edition: every unit for the plan office, the units they lead for heads. No names. */
export async function listReaders(work: Work, editionId: string): Promise<Readers> {
  const edition = await getOpenEdition(work, editionId)
  const units = may(work.actor, "plan.see-reader-counts") ? "all" : scopeOf(work.actor, "plan.see-reader-names")
  if (units !== "all" && units.length === 0) {
    throw refusal("forbidden", "plan.see-reader-counts", "読んだ人数を見られるのは、推進プラン担当と所属長だけです。")
  }
  const today = civilDateOf(work.now)
  const scope = units === "all" ? sql`true` : sql`sp.unit_id = any(${[...units]}::uuid[])`
  const { rows } = await sql<Omit<UnitReaders, "namesOpen">>`
    select sp.unit_id as "unitId", up.name, above.name as above, count(r.person_id)::int as read, count(*)::int as members
    from staff_post sp
    join person p on p.id = sp.person_id and p.kind = 'staff' and p.status = 'active'
    join unit_period up on up.unit_id = sp.unit_id and up.valid_from <= ${today}::date
      and (up.valid_until is null or up.valid_until > ${today}::date)
    left join unit_period above on above.unit_id = up.parent_id and above.valid_from <= ${today}::date
      and (above.valid_until is null or above.valid_until > ${today}::date)
    left join plan_reading r on r.edition_id = ${edition.id} and r.person_id = sp.person_id
    where sp.main and sp.valid_from <= ${today}::date and (sp.valid_until is null or sp.valid_until > ${today}::date) and ${scope}
    group by sp.unit_id, up.name, above.name, up.sort, above.sort
    order by above.sort nulls first, above.name nulls first, up.sort, up.name`.execute(work.db)
  const list = rows.map((row) => ({ ...row, namesOpen: may(work.actor, "plan.see-reader-names", { unitId: row.unitId }) }))
  return {
    edition,
    units: list,
    read: list.reduce((sum, unit) => sum + unit.read, 0),
    members: list.reduce((sum, unit) => sum + unit.members, 0),
  }
}

export interface Reader {
  name: string
  postTitle: string
  readAt: Date | null
}

export interface UnitReaderNames {
  edition: Edition
  unitName: string
  readers: Reader[]
}

/** Who of a unit has read the edition: for whoever leads it, and nobody else. Looking is on the record. */
export async function listReaderNames(work: Work, editionId: string, unitId: string): Promise<UnitReaderNames> {
  const edition = await getOpenEdition(work, editionId)
  if (!isId(unitId)) throw notFound("所属")
  if (work.actor.kind !== "staff" || !may(work.actor, "plan.see-reader-names", { unitId })) {
    throw refusal("forbidden", "plan.see-reader-names", "だれが読んだかを見られるのは、その所属の長だけです。")
  }
  const today = civilDateOf(work.now)
  const { rows } = await sql<Reader & { unitName: string }>`
    select p.name, sp.title as "postTitle", r.read_at as "readAt", up.name as "unitName"
    from staff_post sp join person p on p.id = sp.person_id and p.kind = 'staff' and p.status = 'active'
    join unit_period up on up.unit_id = sp.unit_id and up.valid_from <= ${today}::date
      and (up.valid_until is null or up.valid_until > ${today}::date)
    left join plan_reading r on r.edition_id = ${edition.id} and r.person_id = p.id
    where sp.unit_id = ${unitId} and sp.main and sp.valid_from <= ${today}::date
      and (sp.valid_until is null or sp.valid_until > ${today}::date)
    order by sp.rank, p.kana, p.staff_number`.execute(work.db)
  if (rows.length === 0) throw notFound("所属")
  await recordReading(work, {
    subject: { kind: "plan.edition", id: edition.id },
    what: "版を読んだ職員の名前",
    detail: { unitId },
  })
  return { edition, unitName: rows[0]!.unitName, readers: rows.map(({ unitName: _, ...reader }) => reader) }
}

async function getOpenEdition(work: Work, editionId: string): Promise<Edition> {
  const edition = await getEdition(work, editionId)
  if (edition.status !== "in-force" && edition.status !== "closed") throw notFound("施行した版")
  return edition
}
