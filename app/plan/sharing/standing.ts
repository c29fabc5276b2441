import { sql } from "kysely"
import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import { notFound } from "../../kernel/http/index.ts"
import { isId } from "../editions/index.ts"

/** An initiative where it stands for all staff: in the edition in force, or else in the last one that had it. */
export interface Standing {
  initiativeId: string
  editionId: string
  title: string
  numeral: string
  number: number
  ownerUnitId: string | null
  ownerUnitName: string | null
}

/** Initiatives that only a draft knows are not found: a draft is nobody's to ask about. */
export async function getStanding(work: Work, initiativeId: string): Promise<Standing> {
  const standing = isId(initiativeId) ? (await findStandings(work, [initiativeId])).get(initiativeId) : undefined
  if (!standing) throw notFound("取組")
  return standing
}

export async function findStandings(work: Work, initiativeIds: readonly string[]): Promise<Map<string, Standing>> {
  if (initiativeIds.length === 0) return new Map()
  const today = civilDateOf(work.now)
  const { rows } = await sql<Standing>`
    select distinct on (s.initiative_id) s.initiative_id as "initiativeId", s.edition_id as "editionId", s.title, d.numeral,
      s.number, s.owner_unit_id as "ownerUnitId",
      (select p.name from unit_period p where p.unit_id = s.owner_unit_id
        order by (p.valid_from <= ${today}::date) desc, p.valid_from desc limit 1) as "ownerUnitName"
    from plan_sheet s join plan_edition e on e.id = s.edition_id join plan_direction d on d.id = s.direction_id
    where s.initiative_id = any(${[...new Set(initiativeIds)]}::uuid[]) and e.status in ('in-force', 'closed')
    order by s.initiative_id, (e.status = 'in-force') desc, e.fiscal_year desc, e.revision desc`.execute(work.db)
  return new Map(rows.map((row) => [row.initiativeId, row]))
}
