import { type RawBuilder, sql } from "kysely"
import type { Work } from "../../../kernel/database/index.ts"
import { isIdText, notFound, refusal } from "../../../kernel/http/index.ts"
import type { Finding, FindingCategory } from "./finding.ts"
import { categoryOrder } from "./list/list-findings.ts"
import { decidesOn, visibleTo } from "./scope.ts"

export async function findFinding(work: Work, id: string): Promise<Finding | undefined> {
  if (!isIdText(id)) return undefined
  const { rows } = await selecting(work, sql`f.id = ${id}::uuid`)
  return rows[0]
}

/** One finding that the asking person may see; somebody else's is not there. */
export async function getFinding(work: Work, id: string): Promise<Finding> {
  const it = await findFinding(work, id)
  if (!it) throw notFound("該当候補")
  return it
}

/** For a change: locked, and only by whoever decides on it. `version`: as the person saw it. */
export async function lockFinding(work: Work, id: string, version?: number): Promise<Finding> {
  if (!isIdText(id)) throw notFound("該当候補")
  // Locked first, read afterwards: what is read with the lock can be older than what was waited for.
  await sql`select id from analog_finding where id = ${id}::uuid for update`.execute(work.db)
  const it = await findFinding(work, id)
  if (!it) throw notFound("該当候補")
  if (!decidesOn(work.actor, it.unitId)) throw refusal("forbidden", "findings.not-your-section", "この条文を所管する所属の職員か例規担当だけができます。")
  if (version !== undefined && version !== it.version) {
    throw refusal("conflict", "findings.version", "ほかの人が先にこの該当候補を変えました。いまの内容を確かめて、もう一度保存してください。", { detail: theirs(it) })
  }
  return it
}

/** What the other person saved, under the names of the form's fields. */
function theirs(it: Finding): Record<string, unknown> {
  return {
    _version: it.version,
    method: it.method ?? "",
    plannedMonth: it.plannedMonth ?? "",
    draft: it.draft,
    remark: it.remark,
    publicNote: it.publicNote,
    lawName: it.lawName,
    lawArticle: it.lawArticle,
  }
}

/** Whole findings of these ids that the person sees, in no order. */
export async function listWholeFindings(work: Work, ids: readonly string[]): Promise<Finding[]> {
  if (ids.length === 0) return []
  const { rows } = await selecting(work, sql`f.id = any(${[...ids]}::uuid[])`)
  return rows
}

export async function listFindingsByNumber(work: Work, numbers: readonly number[]): Promise<Finding[]> {
  if (numbers.length === 0) return []
  const { rows } = await selecting(work, sql`f.no = any(${[...numbers]}::bigint[])`)
  return rows
}

function selecting(work: Work, where: RawBuilder<unknown>) {
  return sql<Finding>`select f.id, f.no::int as no, f.ordinance_id as "ordinanceId", o.title as "ordinanceTitle", o.number as "ordinanceNumber", o.kind as "ordinanceKind", o.unit_id as "unitId",
      f.address, f.position, f.part, f.article_no as "articleNo", f.caption, f.text, f.text_sha256 as "textSha256", f.rules_version as "rulesVersion", f.case_id as "caseId", f.state, f.attention,
      f.gone_at as "goneAt", f.gone_why as "goneWhy", f.clerk_id as "clerkId", (select name from person where id = f.clerk_id) as "clerkName", f.origin, f.law_name as "lawName", f.law_article as "lawArticle",
      f.law_ordinance_id as "lawOrdinanceId", f.national_review as "nationalReview", f.digital_already as "digitalAlready", f.physical_interest as "physicalInterest", f.excludes_digital as "excludesDigital",
      f.method, f.method_reason as "methodReason", f.planned_month as "plannedMonth", f.technologies, f.draft, f.remark, f.public, f.public_note as "publicNote",
      f.decided_by as "decidedBy", f.decided_by_name as "decidedByName", f.decided_at as "decidedAt", f.done_on as "doneOn", f.done_how as "doneHow", f.version, f.created_at as "createdAt", f.updated_at as "updatedAt",
      coalesce((select jsonb_agg(jsonb_build_object('category', category, 'kind', kind, 'byHand', by_hand, 'hit', hit, 'hits', hits, 'verdict', verdict, 'reasonCode', reason_code, 'note', note,
        'presentPhase', present_phase, 'targetPhase', target_phase) order by ${categoryOrder}) from analog_finding_category where finding_id = f.id), '[]') as categories
    from analog_finding f join ordinance o on o.id = f.ordinance_id
    where ${where} and ${visibleTo(work)}`.execute(work.db)
}

/** Those about which something is to be said: hit by the rules now, added by hand, or decided about. */
export function categoriesToDecide(it: Pick<Finding, "categories">): readonly FindingCategory[] {
  return it.categories.filter(({ hit, byHand, verdict }) => hit || byHand || verdict !== null)
}
