import { type RawBuilder, sql } from "kysely"
import type { CivilDate, Work } from "../../database/index.ts"

export interface HandOver {
  from: string
  to: string
  /** The day of the reorganisation. */
  on: CivilDate
  reason: string
}

/**
 * What a module keeps in the name of a unit and is still worked on. When the unit is closed it goes to whoever takes over;
 * what has ended stays in the name of the unit that did it.
 */
export interface Holding {
  /** 「補助金の申請」 */
  what: string
  /** How many there are in the name of each unit. */
  count(work: Pick<Work, "db">, unitIds: readonly string[]): Promise<ReadonlyMap<string, number>>
  /** @returns how many went. */
  handOver(work: Work, handing: HandOver): Promise<number>
}

let declared: readonly Holding[] = []

/** Called once when the house is composed. */
export function declareHoldings(holdings: readonly Holding[]): void {
  declared = holdings
}

export function listHoldings(): readonly Holding[] {
  return declared
}

/** Rows with a unit's id in one column, and nothing else to do about them. `where` speaks of the row as `h`. */
export function rowsHeld(of: { what: string; table: string; column?: string; where?: RawBuilder<unknown> }): Holding {
  const [table, column] = [sql.table(of.table), sql.ref(`h.${of.column ?? "unit_id"}`)]
  const open = of.where ?? sql`true`
  return {
    what: of.what,
    count: (work, unitIds) => countBy(work, sql`select ${column} as unit, 1 as n from ${table} h where ${column} = any(${[...unitIds]}::uuid[]) and ${open}`),
    async handOver(work, { from, to }) {
      const { numAffectedRows } = await sql`update ${table} h set ${sql.id(of.column ?? "unit_id")} = ${to}::uuid where ${column} = ${from}::uuid and ${open}`.execute(work.db)
      return Number(numAffectedRows ?? 0)
    },
  }
}

/** Sums `n` by `unit` over the rows of a query. */
export async function countBy(work: Pick<Work, "db">, query: RawBuilder<unknown>): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ unit: string; n: number }>`select unit, sum(n)::int as n from (${query}) q group by unit`.execute(work.db)
  return new Map(rows.map(({ unit, n }) => [unit, n]))
}

export interface Held {
  unitId: string
  what: string
  count: number
}

/** What stands in the name of these units now, in the order of the modules. */
export async function heldBy(work: Pick<Work, "db">, unitIds: readonly string[]): Promise<Held[]> {
  if (unitIds.length === 0) return []
  const counts = await Promise.all(declared.map(async (holding) => ({ what: holding.what, counts: await holding.count(work, unitIds) })))
  return unitIds.flatMap((unitId) => counts.flatMap(({ what, counts: by }) => ((by.get(unitId) ?? 0) > 0 ? [{ unitId, what, count: by.get(unitId)! }] : [])))
}
