import { type RawBuilder, sql } from "kysely"
import type { CivilDate, Db } from "../../database/index.ts"
import { notFound } from "../../http/refusal.ts"
import { PART_LEVELS } from "./part-levels.ts"

/** A unit as it was, or will be, on one day. */
export interface Unit {
  id: string
  code: string
  name: string
  /** 部・課・班 or an office; only for showing. */
  level: string
  parentId: string | null
  sort: number
  mail: string | null
  validFrom: CivilDate
  /** The first day on which it no longer holds. */
  validUntil: CivilDate | null
}

export interface UnitNode extends Unit {
  depth: number
  children: UnitNode[]
}

const unitColumns = sql`u.id, u.code, up.name, up.level, up.parent_id as "parentId", up.sort, u.mail,
  up.valid_from as "validFrom", up.valid_until as "validUntil"`

const on = (alias: string, date: CivilDate) => {
  const a = sql.raw(alias)
  return sql`${a}.valid_from <= ${date}::date and (${a}.valid_until is null or ${a}.valid_until > ${date}::date)`
}

/** All units of a day, the roots first, each with what hangs below it. */
export async function unitTreeOn(db: Db, date: CivilDate): Promise<UnitNode[]> {
  return treeOf(await listUnitsOn(db, date))
}

export async function listUnitsOn(db: Db, date: CivilDate): Promise<Unit[]> {
  const { rows } = await sql<Unit>`select ${unitColumns} from unit u join unit_period up on up.unit_id = u.id
    where ${on("up", date)} order by up.sort, u.code`.execute(db)
  return rows
}

/** A unit whose parent does not exist on the day stands at the top, so that nothing is lost from sight. */
export function treeOf(units: readonly Unit[]): UnitNode[] {
  const nodes = new Map(units.map((unit) => [unit.id, { ...unit, depth: 0, children: [] } as UnitNode]))
  const roots: UnitNode[] = []
  for (const node of nodes.values()) {
    const parent = node.parentId ? nodes.get(node.parentId) : undefined
    if (parent) parent.children.push(node)
    else roots.push(node)
  }
  const settle = (node: UnitNode, depth: number) => {
    node.depth = depth
    for (const child of node.children) settle(child, depth + 1)
  }
  for (const root of roots) settle(root, 0)
  return roots
}

/** The tree in reading order. */
export function flatten(nodes: readonly UnitNode[]): UnitNode[] {
  return nodes.flatMap((node) => [node, ...flatten(node.children)])
}

export async function findUnit(db: Db, unitId: string, date: CivilDate): Promise<Unit | undefined> {
  const { rows } = await sql<Unit>`select ${unitColumns} from unit u join unit_period up on up.unit_id = u.id
    where u.id = ${unitId}::uuid and ${on("up", date)}`.execute(db)
  return rows[0]
}

export async function getUnit(db: Db, unitId: string, date: CivilDate): Promise<Unit> {
  const unit = await findUnit(db, unitId, date)
  if (!unit) throw notFound("所属")
  return unit
}

export async function findUnitByCode(db: Db, code: string, date: CivilDate): Promise<Unit | undefined> {
  const { rows } = await sql<Unit>`select ${unitColumns} from unit u join unit_period up on up.unit_id = u.id
    where u.code = ${code} and ${on("up", date)}`.execute(db)
  return rows[0]
}

/** Names of units as on a day; a unit gone by then is called by its last name. One statement for any number. */
export async function getUnitNames(db: Db, unitIds: readonly string[], date: CivilDate): Promise<Map<string, string>> {
  if (unitIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string }>`select distinct on (unit_id) unit_id as id, name from unit_period
    where unit_id = any(${[...new Set(unitIds)]}::uuid[])
    order by unit_id, (valid_from <= ${date}::date) desc,
      case when valid_from <= ${date}::date then valid_from end desc, valid_from`.execute(db)
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** The unit and everything below it on a day. */
export async function unitsBelow(db: Db, unitId: string, date: CivilDate): Promise<string[]> {
  const { rows } = await sql<{ unit_id: string }>`with recursive below as (
      select ${unitId}::uuid as unit_id
      union
      select up.unit_id from below join unit_period up on up.parent_id = below.unit_id and ${on("up", date)}
    ) select unit_id from below`.execute(db)
  return rows.map((row) => row.unit_id)
}

/** The unit and its superiors up to the top, nearest first. */
export async function unitsAbove(db: Db, unitId: string, date: CivilDate): Promise<string[]> {
  const { rows } = await sql<{ unit_id: string }>`with recursive above as (
      select ${unitId}::uuid as unit_id, 0 as step
      union
      select up.parent_id, above.step + 1 from above join unit_period up on up.unit_id = above.unit_id and ${on("up", date)}
        where up.parent_id is not null and above.step < 20
    ) select unit_id from above order by step`.execute(db)
  return rows.map((row) => row.unit_id)
}

export interface PostHolder {
  personId: string
  name: string
  unitId: string
  title: string
  rank: number
  main: boolean
}

/** Where to look next for the head of a unit: its superior, or who took it over. */
const further = (date: CivilDate) => sql`select up.parent_id from unit_period up where up.unit_id = above.unit_id and up.parent_id is not null and ${on("up", date)}
      union all select s.to_unit_id from unit_succession s where s.from_unit_id = above.unit_id and s.on_date <= ${date}::date`

/** Who leads a unit on a day: its highest post of rank 40 or above, or else its superior's head; of a unit that is gone, the head of who took it over. */
export async function headOf(db: Db, unitId: string, date: CivilDate): Promise<PostHolder | undefined> {
  const { rows } = await sql<PostHolder>`with recursive above as (
      select ${unitId}::uuid as unit_id, 0 as step
      union
      select next.id, above.step + 1 from above cross join lateral (${further(date)}) next(id) where above.step < 20
    ) select p.id as "personId", p.name, sp.unit_id as "unitId", sp.title, sp.rank, sp.main
      from above join staff_post sp on sp.unit_id = above.unit_id and sp.rank <= 40 and ${on("sp", date)}
      join person p on p.id = sp.person_id and p.status = 'active'
      order by above.step, sp.rank, sp.main desc, p.staff_number limit 1`.execute(db)
  return rows[0]
}

/** The heads of several units, as headOf finds them, in one statement. Person ids, each once. */
export async function headsOf(db: Db, unitIds: readonly string[], date: CivilDate): Promise<string[]> {
  if (unitIds.length === 0) return []
  const { rows } = await headsOfThese(sql`select unnest(${[...new Set(unitIds)]}::uuid[])`, date).execute(db)
  return rows.map((row) => row.id)
}

/** The same as a query over the units that another query gives, for statements that need more than heads. */
export function headsOfThese(units: RawBuilder<unknown>, date: CivilDate): RawBuilder<{ id: string }> {
  return sql<{ id: string }>`with recursive above(root, unit_id, step) as (
      select u.id, u.id, 0 from (${units}) u(id)
      union
      select above.root, next.id, above.step + 1 from above cross join lateral (${further(date)}) next(id) where above.step < 20
    ) select distinct id from (
      select distinct on (above.root) p.id from above join staff_post sp on sp.unit_id = above.unit_id and sp.rank <= 40 and ${on("sp", date)}
      join person p on p.id = sp.person_id and p.status = 'active'
      order by above.root, above.step, sp.rank, sp.main desc, p.staff_number
    ) heads`
}

/** The unit and its 班 on a day: where those who work in it have their posts. */
export async function unitWithParts(db: Db, unitId: string, date: CivilDate): Promise<string[]> {
  const { rows } = await partsOf(unitId, date).execute(db)
  return rows.map((row) => row.unit_id)
}

/** The same as a query, for statements that need more than the ids. */
export function partsOf(unitId: string, date: CivilDate): RawBuilder<{ unit_id: string }> {
  return sql<{ unit_id: string }>`with recursive part as (
      select ${unitId}::uuid as unit_id
      union
      select up.unit_id from part join unit_period up on up.parent_id = part.unit_id and up.level = any(${[...PART_LEVELS]}::text[]) and ${on("up", date)}
    ) select unit_id from part`
}

/** Everybody with a post in the unit or in its 班 on a day, highest first; `below` for every unit under it too, `alone` for the unit itself. */
export async function membersOf(db: Db, unitId: string, date: CivilDate, options: { below?: boolean; alone?: boolean } = {}): Promise<PostHolder[]> {
  const unitIds = options.alone ? [unitId] : await (options.below ? unitsBelow : unitWithParts)(db, unitId, date)
  const { rows } = await holdersIn(sql`select unnest(${[...unitIds]}::uuid[])`, date).execute(db)
  return rows
}

/** Who does a unit's work on a day: its members, or those of the units that took it over. One statement. */
export async function workersOf(db: Db, unitId: string, date: CivilDate): Promise<PostHolder[]> {
  const { rows } = await sql<PostHolder>`with recursive later as (${laterUnits(unitId, date)}), part as (
      select unit_id from later where ${isLast(date)}
      union
      select up.unit_id from part join unit_period up on up.parent_id = part.unit_id and up.level = any(${[...PART_LEVELS]}::text[]) and ${on("up", date)}
    ) ${holdersIn(sql`select unit_id from part`, date)}`.execute(db)
  return rows
}

function holdersIn(units: RawBuilder<unknown>, date: CivilDate) {
  return sql<PostHolder>`select p.id as "personId", p.name, sp.unit_id as "unitId", sp.title, sp.rank, sp.main
    from staff_post sp join person p on p.id = sp.person_id and p.status = 'active'
    where sp.unit_id in (${units}) and ${on("sp", date)}
    order by sp.rank, p.kana, p.staff_number`
}

/** A unit and who took it over, one reorganisation after another: the body of a recursive query called "later". */
const laterUnits = (unitId: string, date: CivilDate) => sql`select ${unitId}::uuid as unit_id, '0001-01-01'::date as since
      union
      select s.to_unit_id, s.on_date from later join unit_succession s on s.from_unit_id = later.unit_id
        and s.on_date > later.since and s.on_date <= ${date}::date`

const isLast = (date: CivilDate) => sql`not exists (select 1 from unit_succession s where s.from_unit_id = later.unit_id
        and s.on_date > later.since and s.on_date <= ${date}::date)`

/** Who took a unit over, following one reorganisation after another until `date`. Itself when nobody did. */
export async function successorsOf(db: Db, unitId: string, date: CivilDate): Promise<string[]> {
  const { rows } = await sql<{ unit_id: string }>`with recursive later as (${laterUnits(unitId, date)})
    select unit_id from later where ${isLast(date)}`.execute(db)
  return [...new Set(rows.map((row) => row.unit_id))]
}
