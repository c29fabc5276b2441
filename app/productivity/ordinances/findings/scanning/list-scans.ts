import { sql } from "kysely"
import { scopeOf } from "../../../../kernel/access/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"
import { isIdText, isInstantText, notFound, refusal } from "../../../../kernel/http/index.ts"
import { seesAll } from "../scope.ts"

export interface ScanRow {
  id: string
  scope: "all" | "unit" | "text"
  unitId: string | null
  ordinanceId: string | null
  ordinanceTitle: string | null
  rulesVersion: string
  state: "waiting" | "running" | "done" | "failed"
  textsTotal: number
  textsDone: number
  articles: number
  provisions: number
  fresh: number
  changed: number
  gone: number
  hits: number
  excluded: number
  fault: string
  startedByName: string
  createdAt: Date
  startedAt: Date | null
  endedAt: Date | null
}

export const scanStateWords: Record<ScanRow["state"], string> = { waiting: "順番待ち", running: "検出中", done: "終わりました", failed: "止まりました" }
export const scanScopeWords: Record<ScanRow["scope"], string> = { all: "すべての例規", unit: "一つの所属", text: "一つの例規" }

const columns = sql`s.id, s.scope, s.unit_id as "unitId", s.ordinance_id as "ordinanceId", o.title as "ordinanceTitle", s.rules_version as "rulesVersion", s.state,
  s.texts_total as "textsTotal", s.texts_done as "textsDone", s.articles, s.provisions, s.fresh, s.changed, s.gone, s.hits, s.excluded, s.fault,
  s.started_by_name as "startedByName", s.created_at as "createdAt", s.started_at as "startedAt", s.ended_at as "endedAt"`

/** Scans of everything are everybody's; those of one section are its own. */
function seen(work: Work) {
  if (seesAll(work.actor)) return sql`true`
  const units = scopeOf(work.actor, "ordinances.review")
  return units === "all" ? sql`true` : sql`(s.scope = 'all' or coalesce(s.unit_id, o.unit_id) = any(${[...units]}::uuid[]))`
}

/** The latest first. */
export async function listScans(work: Work, options: { after?: string | undefined; limit?: number } = {}): Promise<{ items: ScanRow[]; next: string | undefined }> {
  const limit = options.limit ?? 25
  const [at, id] = options.after?.split("_") ?? []
  if (options.after && !(isInstantText(at) && isIdText(id))) throw refusal("invalid", "http.cursor", "続きの位置が正しくありません。一覧を開き直してください。", { field: "after" })
  const { rows } = await sql<ScanRow>`select ${columns} from analog_scan s left join ordinance o on o.id = s.ordinance_id
    where ${seen(work)} ${options.after ? sql`and (date_trunc('milliseconds', s.created_at), s.id) < (${at}::timestamptz, ${id}::uuid)` : sql``}
    order by date_trunc('milliseconds', s.created_at) desc, s.id desc limit ${sql.lit(limit + 1)}`.execute(work.db)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? `${last.createdAt.toISOString()}_${last.id}` : undefined }
}

export async function getScan(work: Work, id: string): Promise<ScanRow> {
  if (!isIdText(id)) throw notFound("検出の記録")
  const { rows } = await sql<ScanRow>`select ${columns} from analog_scan s left join ordinance o on o.id = s.ordinance_id where s.id = ${id}::uuid and ${seen(work)}`.execute(work.db)
  if (!rows[0]) throw notFound("検出の記録")
  return rows[0]
}
