import { sql } from "kysely"
import { rememberFor, type Work } from "../../kernel/database/index.ts"
import { circled } from "../editions/words.ts"

export interface InitiativeName {
  id: string
  /** Ⅰ-③ */
  number: string
  title: string
  ownerUnitId: string | null
  /** In the edition in force: an improvement can be filed against it. */
  current: boolean
  editionId: string
}

/** Every initiative by its latest name, in the plan's order; those of the edition in force first. */
export const initiativeNames = rememberFor(5000, readNames)

async function readNames(work: Work): Promise<InitiativeName[]> {
  const { rows } = await sql<InitiativeName & { numeral: string; order: number }>`
    select * from (
      select distinct on (s.initiative_id) s.initiative_id as id, d.numeral, s.number as "order", s.title,
        s.owner_unit_id as "ownerUnitId", e.status = 'in-force' as current, e.id as "editionId", d.sort
      from plan_sheet s join plan_direction d on d.id = s.direction_id join plan_edition e on e.id = s.edition_id
      where e.status in ('in-force', 'closed')
      order by s.initiative_id, (e.status = 'in-force') desc, e.fiscal_year desc, e.revision desc
    ) latest order by current desc, sort, "order"`.execute(work.db)
  return rows.map(({ id, numeral, order, title, ownerUnitId, current, editionId }) => ({
    id,
    number: `${numeral}-${circled(order)}`,
    title,
    ownerUnitId,
    current,
    editionId,
  }))
}

export function nameOf(names: readonly InitiativeName[], id: string): string {
  const found = names.find((name) => name.id === id)
  return found ? `${found.number} ${found.title}` : "（計画にない取組）"
}
