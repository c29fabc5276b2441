import { type RawBuilder, sql } from "kysely"
import type { Work } from "../../../../kernel/database/index.ts"
import { categories } from "../../scanner/categories.ts"
import { type FindingState, stateNames } from "../finding-states.ts"
import type { Method } from "../finding.ts"
import { visibleTo } from "../scope.ts"
import { unitNames } from "../unit-names.ts"

export type StateCounts = Record<FindingState, number>

export interface Progress {
  total: StateCounts
  units: readonly { unitId: string | null; name: string; counts: StateCounts }[]
  categories: readonly { category: string; counts: StateCounts }[]
  /** Applicable categories of provisions by their target; 0: no target said. */
  phases: readonly { category: string; present: readonly number[]; target: readonly number[] }[]
  methods: Record<Method, number>
  /** Provisions whose revision is planned for a month, and of them those that are done. */
  months: readonly { month: string; planned: number; done: number }[]
  excluded: readonly { reason: string; n: number }[]
}

const joined = sql`analog_finding f join ordinance o on o.id = f.ordinance_id`

/** How the revision stands, of what `where` leaves: by section, category, phase, method and month. */
async function progressWhere(work: Work, where: RawBuilder<unknown>): Promise<Omit<Progress, "excluded">> {
  const [byUnit, byCategory, byPhase, byMethod, byMonth] = await Promise.all([
    sql<{ unitId: string | null; state: FindingState; n: number }>`select o.unit_id as "unitId", f.state, count(*)::int as n from ${joined} where ${where} group by 1, 2`.execute(work.db),
    sql<{ category: string; state: FindingState; n: number }>`select c.category, f.state, count(*)::int as n from ${joined} join analog_finding_category c on c.finding_id = f.id and (c.hit or c.verdict is not null)
      where ${where} group by 1, 2`.execute(work.db),
    sql<{ category: string; present: number; target: number; n: number }>`select c.category, coalesce(c.present_phase, 0)::int as present, coalesce(c.target_phase, 0)::int as target, count(*)::int as n
      from ${joined} join analog_finding_category c on c.finding_id = f.id and c.verdict = 'applicable' where ${where} group by 1, 2, 3`.execute(work.db),
    sql<{ method: Method; n: number }>`select f.method, count(*)::int as n from ${joined} where ${where} and f.method is not null and f.state <> 'found' group by 1`.execute(work.db),
    sql<{ month: string; planned: number; done: number }>`select f.planned_month as month, count(*)::int as planned, count(*) filter (where f.state = 'done')::int as done
      from ${joined} where ${where} and f.planned_month is not null and f.state in ('planned', 'done') group by 1 order by 1 limit 60`.execute(work.db),
  ])
  const nameOf = await unitNames(work, byUnit.rows.map(({ unitId }) => unitId))
  const unitIds = [...new Set(byUnit.rows.map(({ unitId }) => unitId))]
  const phaseCounts = (category: string, of: "present" | "target") => [0, 1, 2, 3].map((phase) => byPhase.rows.filter((row) => row.category === category && row[of] === phase).reduce((sum, { n }) => sum + n, 0))
  return {
    total: countsOf(byUnit.rows),
    units: unitIds
      .map((unitId) => ({ unitId, name: nameOf(unitId), counts: countsOf(byUnit.rows.filter((row) => row.unitId === unitId)) }))
      .sort((a, b) => a.name.localeCompare(b.name, "ja")),
    categories: categories.map((category) => ({ category, counts: countsOf(byCategory.rows.filter((row) => row.category === category)) })).filter(({ counts }) => sumOf(counts) > 0),
    phases: categories
      .filter((category) => category !== "記録媒体")
      .map((category) => ({ category, present: phaseCounts(category, "present"), target: phaseCounts(category, "target") }))
      .filter(({ target }) => target.some((n) => n > 0)),
    methods: Object.fromEntries((["none", "notice", "amend", "wait"] as const).map((method) => [method, byMethod.rows.find((row) => row.method === method)?.n ?? 0])) as Record<Method, number>,
    months: byMonth.rows,
  }
}

function countsOf(rows: readonly { state: FindingState; n: number }[]): StateCounts {
  return Object.fromEntries(stateNames.map((state) => [state, rows.filter((row) => row.state === state).reduce((sum, { n }) => sum + n, 0)])) as StateCounts
}

export function sumOf(counts: StateCounts): number {
  return Object.values(counts).reduce((sum, n) => sum + n, 0)
}

/** Of what the asking person sees. */
export async function progressOf(work: Work): Promise<Progress> {
  const [progress, excluded] = await Promise.all([
    progressWhere(work, sql`${visibleTo(work)} and f.gone_at is null`),
    sql<{ reason: string; n: number }>`select r.reason, count(*)::int as n from analog_exclusion e join ordinance o on o.id = e.ordinance_id, unnest(e.reasons) r(reason) where ${visibleTo(work)} group by 1 order by 1`.execute(work.db),
  ])
  return { ...progress, excluded: excluded.rows }
}

/** Published decisions only. */
export const isPublic = sql`f.public and f.state <> 'found' and f.gone_at is null`

export async function publicProgress(work: Work): Promise<Omit<Progress, "excluded">> {
  return progressWhere(work, isPublic)
}
