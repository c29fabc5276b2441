import { sql } from "kysely"
import { z } from "zod"
import { type CivilDate, civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import { csvFile, everyRow, type FileColumn } from "../../../../kernel/documents/index.ts"
import { isIdText, refusal } from "../../../../kernel/http/index.ts"
import { categories } from "../../scanner/categories.ts"
import { type FindingState, publicStateWords } from "../finding-states.ts"
import type { Method } from "../finding.ts"
import { categoryOrder } from "../list/list-findings.ts"
import { unitNames } from "../unit-names.ts"
import { methodWords } from "../words.ts"
import { isPublic } from "./progress.ts"

export const publicFilter = z.object({
  category: z.enum(categories).optional().catch(undefined).meta({ title: "区分" }),
  unitId: z.uuid().optional().catch(undefined).meta({ title: "所管課" }),
  method: z.enum(["none", "notice", "amend", "wait"]).optional().catch(undefined).meta({ title: "方法" }),
  q: z.string().max(100).optional().catch(undefined).meta({ title: "例規名" }),
})
export type PublicFilter = z.output<typeof publicFilter>

/** What everybody may know of a decision: no notes, no names, no reasons of 非該当, nobody's draft. */
export interface PublicRule {
  no: number
  ordinanceId: string
  ordinance: string
  ordinanceNumber: string
  kind: string
  address: string
  article: string
  caption: string
  office: string
  categories: readonly { category: string; presentPhase: number | null; targetPhase: number | null }[]
  state: string
  method: string
  plannedMonth: string
  doneOn: CivilDate | ""
  explanation: string
}

interface Row extends Omit<PublicRule, "office" | "state" | "method" | "plannedMonth" | "doneOn"> {
  id: string
  unitId: string | null
  state: FindingState
  method: Method | null
  plannedMonth: string | null
  doneOn: CivilDate | null
}

export async function listPublicRules(work: Work, filter: PublicFilter = {}, options: { after?: string | undefined; limit?: number } = {}): Promise<{ items: PublicRule[]; next: string | undefined }> {
  const limit = options.limit ?? 50
  const wanted = [isPublic as ReturnType<typeof sql>]
  if (filter.category) wanted.push(sql`exists (select from analog_finding_category c where c.finding_id = f.id and c.category = ${filter.category} and c.verdict = 'applicable')`)
  if (filter.unitId) wanted.push(sql`o.unit_id = ${filter.unitId}::uuid`)
  if (filter.method) wanted.push(sql`f.method = ${filter.method}`)
  if (filter.q) wanted.push(sql`position(lower(normalize(${filter.q.trim()}::text, nfkc)) in lower(normalize(o.title || f.caption, nfkc))) > 0`)
  if (options.after) {
    const [title, id] = cursorOf(options.after)
    wanted.push(sql`(o.title, f.id) > (${title}::varchar, ${id}::uuid)`)
  }
  const { rows } = await sql<Row>`select f.id, f.no::int as no, o.id as "ordinanceId", o.title as ordinance, o.number as "ordinanceNumber", o.kind, f.address, f.article_no as article, f.caption, o.unit_id as "unitId",
      (select coalesce(jsonb_agg(jsonb_build_object('category', category, 'presentPhase', present_phase, 'targetPhase', target_phase) order by ${categoryOrder}), '[]') from analog_finding_category c
        where c.finding_id = f.id and c.verdict = 'applicable') as categories,
      f.state, f.method, f.planned_month as "plannedMonth", f.done_on as "doneOn", f.public_note as explanation
    from analog_finding f join ordinance o on o.id = f.ordinance_id where ${sql.join(wanted, sql` and `)} order by o.title, f.id limit ${sql.lit(limit + 1)}`.execute(work.db)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const nameOf = await unitNames(work, shown.map(({ unitId }) => unitId))
  return {
    items: shown.map(({ id: _, unitId, state, method, plannedMonth, doneOn, ...row }) => ({
      ...row,
      office: nameOf(unitId),
      state: publicStateWords[state],
      method: method ? methodWords[method] : "",
      plannedMonth: plannedMonth ?? "",
      doneOn: doneOn ?? "",
    })),
    next: rows.length > limit && last ? Buffer.from(JSON.stringify([last.ordinance, last.id])).toString("base64url") : undefined,
  }
}

function cursorOf(text: string): [string, string] {
  try {
    const [title, id] = JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as unknown[]
    if (typeof title === "string" && title.length <= 500 && !title.includes("\u0000") && isIdText(id)) return [title, id]
  } catch {
    // Refused below like any other text that is no cursor.
  }
  throw refusal("invalid", "http.cursor", "続きの位置が正しくありません。一覧を開き直してください。", { field: "after" })
}

const MOST = 100_000

export async function allPublicRules(work: Work): Promise<PublicRule[]> {
  return everyRow((page) => listPublicRules(work, {}, page), MOST)
}

const publicColumns: readonly FileColumn<PublicRule>[] = [
  { title: "番号", value: (row) => row.no },
  { title: "例規名", value: (row) => row.ordinance },
  { title: "例規番号", value: (row) => row.ordinanceNumber },
  { title: "種別", value: (row) => row.kind },
  { title: "条項", value: (row) => row.article || row.address },
  { title: "見出し", value: (row) => row.caption },
  { title: "所管課", value: (row) => row.office },
  { title: "区分", value: (row) => row.categories.map(({ category }) => category).join("、") },
  { title: "いまのPHASE", value: (row) => row.categories.map(({ category, presentPhase }) => (presentPhase ? `${category}：${presentPhase}` : "")).filter(Boolean).join("、") },
  { title: "目標のPHASE", value: (row) => row.categories.map(({ category, targetPhase }) => (targetPhase ? `${category}：${targetPhase}` : "")).filter(Boolean).join("、") },
  { title: "状態", value: (row) => row.state },
  { title: "方法", value: (row) => row.method },
  { title: "予定年月", value: (row) => row.plannedMonth },
  { title: "完了日", value: (row) => row.doneOn },
  { title: "説明", value: (row) => row.explanation },
]

export async function publicRulesCsv(work: Work): Promise<string> {
  return csvFile(publicColumns, await allPublicRules(work))
}

export async function publicRulesJson(work: Work, source: string): Promise<string> {
  const items = await allPublicRules(work)
  return JSON.stringify({ title: "アナログ規制の見直し状況", source, license: "https://creativecommons.org/licenses/by/4.0/deed.ja", asOf: civilDateOf(work.now), items })
}
