import { sql } from "kysely"
import type { CivilDate, Db } from "../../database/index.ts"
import { notFound } from "../../http/refusal.ts"

export interface UnitPeriod {
  name: string
  level: string
  parentName: string | null
  validFrom: CivilDate
  validUntil: CivilDate | null
}

export interface UnitHistory {
  id: string
  code: string
  periods: UnitPeriod[]
  /** Who took it over, and whom it took over. */
  successors: { id: string; name: string; on: CivilDate }[]
  predecessors: { id: string; name: string; on: CivilDate }[]
}

export async function getUnitHistory(db: Db, unitId: string): Promise<UnitHistory> {
  const unit = await db.selectFrom("unit").select(["id", "code"]).where("id", "=", unitId).executeTakeFirst()
  if (!unit) throw notFound("所属")
  const { rows: periods } = await sql<UnitPeriod>`select up.name, up.level, up.valid_from as "validFrom", up.valid_until as "validUntil",
      (select parent.name from unit_period parent where parent.unit_id = up.parent_id
        and parent.valid_from < coalesce(up.valid_until, 'infinity') and coalesce(parent.valid_until, 'infinity') > up.valid_from
        order by parent.valid_from desc limit 1) as "parentName"
    from unit_period up where up.unit_id = ${unitId}::uuid order by up.valid_from desc`.execute(db)
  const relatives = async (mine: string, theirs: string) => {
    const { rows } = await sql<{ id: string; name: string; on: CivilDate }>`select s.${sql.raw(theirs)} as id, s.on_date as on,
        (select name from unit_period up where up.unit_id = s.${sql.raw(theirs)} order by abs(up.valid_from - s.on_date) limit 1) as name
      from unit_succession s where s.${sql.raw(mine)} = ${unitId}::uuid order by s.on_date`.execute(db)
    return rows
  }
  return {
    ...unit,
    periods,
    successors: await relatives("from_unit_id", "to_unit_id"),
    predecessors: await relatives("to_unit_id", "from_unit_id"),
  }
}

/** How many people have a post in each unit on a day, and who leads it. One statement for the whole tree. */
export async function unitFigures(db: Db, date: CivilDate): Promise<Map<string, { members: number; head: string | null }>> {
  const { rows } = await sql<{ unitId: string; members: number; head: string | null }>`select sp.unit_id as "unitId", count(distinct sp.person_id)::int as members,
      (array_agg(p.name order by sp.rank, sp.main desc, p.staff_number) filter (where sp.rank <= 40))[1] as head
    from staff_post sp join person p on p.id = sp.person_id and p.status = 'active'
    where sp.valid_from <= ${date}::date and (sp.valid_until is null or sp.valid_until > ${date}::date)
    group by sp.unit_id`.execute(db)
  return new Map(rows.map((row) => [row.unitId, { members: row.members, head: row.head }]))
}
