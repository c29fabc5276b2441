import { type RawBuilder, sql } from "kysely"
import { may, mustBeAllowed, scopeOf } from "../../../kernel/access/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { isIdText, isInstantText, notFound, refusal } from "../../../kernel/http/index.ts"
import type { Provision } from "../structure/provision.ts"
import { type Bill, type BillState, billStateWords } from "./bill.ts"

const columns = sql`b.id, b.ordinance_id as "ordinanceId", o.title as "ordinanceTitle", o.number as "ordinanceNumber", o.kind,
  b.base_version_id as "baseVersionId", b.unit_id as "unitId", coalesce(u.name, '') as "unitName", b.case_id as "caseId", b.number, b.title, b.reason, b.state,
  b.effect, b.effective_on as "effectiveOn", b.transitional, b.amending_text as "amendingText", b.approval_id as "approvalId",
  b.resolved_on as "resolvedOn", b.promulgated_on as "promulgatedOn", b.promulgated_number as "promulgatedNumber",
  b.result_version_id as "resultVersionId", b.abandoned_reason as "abandonedReason", b.created_by as "createdBy", p.name as "authorName",
  b.version, b.created_at as "createdAt", b.updated_at as "updatedAt"`
const named = sql`ordinance_bill b join ordinance o on o.id = b.ordinance_id left join person p on p.id = b.created_by
  left join lateral (select name from unit_period where unit_id = b.unit_id order by valid_from desc limit 1) u on true`

export type BillRow = Omit<Bill, "provisions">

export interface BillFilter {
  q?: string | undefined
  state?: BillState | undefined
  ordinanceId?: string | undefined
}

export interface BillList {
  items: BillRow[]
  next: string | undefined
}

/** Those of the asking person's units, and all for who sees every review; the latest changed first. */
export async function listBills(work: Work, filter: BillFilter = {}, page: { after?: string | undefined; limit?: number } = {}): Promise<BillList> {
  const limit = page.limit ?? 25
  const wanted = [...conditionsOf(work, filter)]
  if (page.after) {
    const { at, id } = cursor(page.after)
    wanted.push(sql`(b.updated_at, b.id) < (${at}::timestamptz, ${id}::uuid)`)
  }
  const { rows } = await sql<BillRow & { key: string }>`select ${columns}, (b.updated_at at time zone 'UTC')::text || '+00' as key
    from ${named} where ${sql.join(wanted, sql` and `)} order by b.updated_at desc, b.id desc limit ${sql.lit(limit + 1)}`.execute(work.db)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(({ key: _, ...row }) => row),
    next: rows.length > limit && last ? Buffer.from(JSON.stringify([last.key, last.id])).toString("base64url") : undefined,
  }
}

/** The bill under way for a text, if the asking person may see it. */
export async function findRunningBill(work: Work, ordinanceId: string): Promise<Pick<Bill, "id" | "title" | "number"> | undefined> {
  const { rows } = await sql<Pick<Bill, "id" | "title" | "number">>`select b.id, b.title, b.number from ordinance_bill b
    where b.ordinance_id = ${ordinanceId}::uuid and b.state in ('draft', 'in-approval', 'approved') and ${visible(work)}`.execute(work.db)
  return rows[0]
}

/** How many are in each state, of what the other conditions leave. */
export async function countByState(work: Work, filter: BillFilter): Promise<Record<BillState, number>> {
  const { rows } = await sql<{ state: BillState; n: number }>`select b.state, count(*)::int as n from ${named}
    where ${sql.join(conditionsOf(work, { ...filter, state: undefined }), sql` and `)} group by b.state`.execute(work.db)
  return Object.fromEntries((Object.keys(billStateWords) as BillState[]).map((state) => [state, rows.find((row) => row.state === state)?.n ?? 0])) as Record<BillState, number>
}

/** Refuses one that the asking person may not see as if it were not there. */
export async function getBill(work: Work, id: string): Promise<Bill> {
  return one(work, id, sql``)
}

/** The same, locked until the transaction ends. */
export async function lockBill(work: Work, id: string): Promise<Bill> {
  return one(work, id, sql`for update of b`)
}

async function one(work: Work, id: string, lock: RawBuilder<unknown>): Promise<Bill> {
  if (!isIdText(id)) throw notFound("改正案")
  const { rows } = await sql<Bill>`select ${columns}, b.provisions from ${named} where b.id = ${id}::uuid and ${visible(work)} ${lock}`.execute(work.db)
  if (!rows[0]) throw notFound("改正案")
  return rows[0]
}

/** A draft is changed by the section that owns the text, and by the office of the rulebook. */
export function mayWrite(work: Work, bill: Pick<Bill, "unitId" | "state">): boolean {
  return bill.state === "draft" && (may(work.actor, "ordinances.review", bill) || may(work.actor, "ordinances.manage"))
}

export function mustWrite(work: Work, bill: Bill): void {
  if (!may(work.actor, "ordinances.manage")) mustBeAllowed(work.actor, "ordinances.review", bill)
  if (bill.state !== "draft") throw refusal("conflict", "ordinances.bill-is-fixed", `この改正案は「${billStateWords[bill.state]}」のため、直せません。`)
}

/** What the base version says. */
export async function provisionsOf(work: Work, versionId: string): Promise<Provision[]> {
  return await work.db
    .selectFrom("ordinance_provision")
    .select(["part", "address", "no", "caption", "headings", "text"])
    .where("version_id", "=", versionId)
    .orderBy("position")
    .execute()
}

function conditionsOf(work: Work, { q, state, ordinanceId }: BillFilter): RawBuilder<unknown>[] {
  const wanted: RawBuilder<unknown>[] = [visible(work)]
  if (state) wanted.push(sql`b.state = ${state}`)
  if (ordinanceId) wanted.push(sql`b.ordinance_id = ${ordinanceId}::uuid`)
  for (const word of (q ?? "").split(/\s+/).filter(Boolean).slice(0, 5)) {
    const like = `%${word.replace(/[%_\\]/g, "\\$&")}%`
    wanted.push(sql`(b.title ilike ${like} or b.number ilike ${like} or o.number ilike ${like})`)
  }
  return wanted
}

function visible({ actor }: Work): RawBuilder<unknown> {
  if (scopeOf(actor, "ordinances.see-all") === "all") return sql`true`
  const own = scopeOf(actor, "ordinances.review")
  return own === "all" ? sql`true` : sql`b.unit_id = any(${[...own]}::uuid[])`
}

function cursor(text: string): { at: string; id: string } {
  try {
    const [at, id] = JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as unknown[]
    if (isInstantText(at) && isIdText(id)) return { at: at as string, id: id as string }
  } catch {
    // Refused below like any other text that is no cursor.
  }
  throw refusal("invalid", "http.cursor", "続きの位置が正しくありません。一覧を開き直してください。", { field: "after" })
}
