import { sql } from "kysely"
import { z } from "zod"
import type { Work } from "../../../../kernel/database/index.ts"
import { isIdText, refusal } from "../../../../kernel/http/index.ts"
import { visibleTo } from "../scope.ts"
import type { ExcludedItem } from "./scanned.ts"

export const exclusionFilter = z.object({
  reason: z.string().max(20).optional().catch(undefined).meta({ title: "理由" }),
  unitId: z.uuid().optional().catch(undefined).meta({ title: "所管課" }),
  ordinanceId: z.uuid().optional().catch(undefined).meta({ title: "例規" }),
  q: z.string().max(100).optional().catch(undefined).meta({ title: "言葉" }),
})
export type ExclusionFilter = z.output<typeof exclusionFilter>

export interface ExclusionRow {
  ordinanceId: string
  ordinanceTitle: string
  unitId: string | null
  address: string
  articleNo: string
  caption: string
  items: readonly ExcludedItem[]
  /** The provision is a candidate all the same, by another sentence or rule. */
  findingId: string | null
}

function conditions(work: Work, filter: ExclusionFilter) {
  const wanted = [visibleTo(work) as ReturnType<typeof sql>]
  if (filter.reason) wanted.push(sql`e.reasons @> array[${filter.reason}]::text[]`)
  if (filter.unitId) wanted.push(sql`o.unit_id = ${filter.unitId}::uuid`)
  if (filter.ordinanceId) wanted.push(sql`e.ordinance_id = ${filter.ordinanceId}::uuid`)
  if (filter.q) wanted.push(sql`position(${filter.q.trim()} in o.title || e.caption || e.items::text) > 0`)
  return sql.join(wanted, sql` and `)
}

/** What was excluded and why, by text and place. */
export async function listExclusions(work: Work, filter: ExclusionFilter, options: { after?: string | undefined; limit?: number } = {}): Promise<{ items: ExclusionRow[]; next: string | undefined }> {
  const limit = options.limit ?? 25
  const [id, position] = options.after?.split("_") ?? []
  if (options.after && !(isIdText(id) && /^\d{1,9}$/.test(position ?? ""))) throw refusal("invalid", "http.cursor", "続きの位置が正しくありません。一覧を開き直してください。", { field: "after" })
  const { rows } = await sql<ExclusionRow & { position: number }>`select e.ordinance_id as "ordinanceId", o.title as "ordinanceTitle", o.unit_id as "unitId", e.address, e.article_no as "articleNo", e.caption, e.items, e.position,
      (select f.id from analog_finding f where f.ordinance_id = e.ordinance_id and f.address = e.address and f.gone_at is null) as "findingId"
    from analog_exclusion e join ordinance o on o.id = e.ordinance_id
    where ${conditions(work, filter)} ${options.after ? sql`and (e.ordinance_id, e.position) > (${id}::uuid, ${position}::int)` : sql``}
    order by e.ordinance_id, e.position limit ${sql.lit(limit + 1)}`.execute(work.db)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? `${last.ordinanceId}_${last.position}` : undefined }
}

/** How many provisions each reason excluded something in. */
export async function countExclusions(work: Work, filter: ExclusionFilter): Promise<{ reason: string; n: number }[]> {
  const { rows } = await sql<{ reason: string; n: number }>`select r.reason, count(*)::int as n from analog_exclusion e join ordinance o on o.id = e.ordinance_id, unnest(e.reasons) r(reason)
    where ${conditions(work, { ...filter, reason: undefined })} group by r.reason order by r.reason`.execute(work.db)
  return rows
}
