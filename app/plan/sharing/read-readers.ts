import { sql } from "kysely"
import { may, scopeOf } from "../../kernel/access/index.ts"
import { recordReading } from "../../kernel/audit/index.ts"
import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import { notFound, refusal } from "../../kernel/http/index.ts"
import { flatten, unitTreeOn } from "../../kernel/people/index.ts"
import { type Edition, getEdition, isId } from "../editions/index.ts"
import { type CountedUnit, foldSmallUnits } from "./rules/fold-small-units.ts"

export interface Readers {
  edition: Edition
  units: CountedUnit[]
  departments: { name: string; read: number; members: number }[]
  read: number
  /** Members today by their main post: the denominator. */
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
  const { rows } = await sql<Omit<CountedUnit, "namesOpen" | "unitId" | "department"> & { unitId: string }>`
    select sp.unit_id as "unitId", up.name, count(r.person_id)::int as read, count(*)::int as members
    from staff_post sp
    join person p on p.id = sp.person_id and p.kind = 'staff' and p.status = 'active'
    join unit_period up on up.unit_id = sp.unit_id and up.valid_from <= ${today}::date
      and (up.valid_until is null or up.valid_until > ${today}::date)
    left join plan_reading r on r.edition_id = ${edition.id} and r.person_id = sp.person_id
    where sp.main and sp.valid_from <= ${today}::date and (sp.valid_until is null or sp.valid_until > ${today}::date) and ${scope}
    group by sp.unit_id, up.name, up.sort
    order by up.sort, up.name`.execute(work.db)
  const departments = await departmentsOn(work, today)
  const order = [...new Set(departments.values())]
  const list = rows
    .map((row) => ({
      ...row,
      department: departments.get(row.unitId) ?? row.name,
      namesOpen: may(work.actor, "plan.see-reader-names", { unitId: row.unitId }),
    }))
    .sort((a, b) => order.indexOf(a.department) - order.indexOf(b.department))
  const folded = foldSmallUnits(list)
  return {
    edition,
    units: folded,
    departments: departmentCounts(folded),
    read: list.reduce((sum, unit) => sum + unit.read, 0),
    members: list.reduce((sum, unit) => sum + unit.members, 0),
  }
}

/** The department each unit belongs to: the unit below the prefecture itself. */
async function departmentsOn(work: Work, today: string): Promise<Map<string, string>> {
  const departments = new Map<string, string>()
  for (const root of await unitTreeOn(work.db, today)) {
    departments.set(root.id, root.name)
    for (const department of root.children) for (const unit of flatten([department])) departments.set(unit.id, department.name)
  }
  return departments
}

function departmentCounts(units: readonly CountedUnit[]): Readers["departments"] {
  return [...Map.groupBy(units, (unit) => unit.department)].map(([department, list]) => ({
    name: department === "－" ? "その他" : department,
    read: list.reduce((sum, unit) => sum + unit.read, 0),
    members: list.reduce((sum, unit) => sum + unit.members, 0),
  }))
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
