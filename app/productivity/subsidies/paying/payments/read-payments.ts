import { type RawBuilder, sql } from "kysely"
import { may, scopeOf } from "../../../../kernel/access/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"
import { isIdText, notFound, refusal } from "../../../../kernel/http/index.ts"
import type { ApplicationState } from "../../application-states.ts"
import { visibleTo } from "../../applications/read-application.ts"
import { type Payment, paymentStateWords, type PaymentKind, type PaymentState } from "./payment.ts"

/** The payments and claims of the sections somebody pays for, as a condition on a column with the unit. */
export function paidBy(work: Work, column: RawBuilder<unknown>): RawBuilder<boolean> {
  const { actor } = work
  if (actor.kind === "system") return sql<boolean>`true`
  if (actor.kind !== "staff") return sql<boolean>`false`
  if (may(actor, "subsidies.see-all")) return sql<boolean>`true`
  const units = scopeOf(actor, "subsidies.pay")
  return units === "all" ? sql<boolean>`true` : sql<boolean>`${column} = any(${[...units]}::uuid[])`
}

const columns = sql`p.id, p.number, p.application_id as "applicationId", p.filing_id as "filingId", p.unit_id as "unitId", p.kind,
  p.amount_yen as "amountYen", p.account_id as "accountId", p.account, p.state, p.batch_id as "batchId", p.record, p.asked_by as "askedBy",
  p.asked_at as "askedAt", p.approved_by as "approvedBy", p.paid_on as "paidOn", p.came_back_on as "cameBackOn", p.reason,
  a.number as "applicationNumber", a.title as "applicationTitle"`
const from = sql`subsidy_payment p join subsidy_application a on a.id = p.application_id`

export async function getPayment(work: Work, id: string): Promise<Payment> {
  const { rows } = isIdText(id)
    ? await sql<Payment>`select ${columns} from ${from} where p.id = ${id}::uuid and ${paidBy(work, sql`p.unit_id`)}`.execute(work.db)
    : { rows: [] }
  if (!rows[0]) throw notFound("支払")
  return rows[0]
}

export interface PaymentFilter {
  state?: PaymentState | undefined
  q?: string | undefined
}

/** The newest first. */
export async function listPayments(work: Work, filter: PaymentFilter, page: { after?: string | undefined; limit?: number } = {}): Promise<{ items: Payment[]; next: string | undefined }> {
  mustPay(work)
  const limit = page.limit ?? 50
  const wanted = [paidBy(work, sql`p.unit_id`)]
  if (filter.state) wanted.push(sql`p.state = ${filter.state}`)
  for (const word of (filter.q ?? "").normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean).slice(0, 5)) wanted.push(sql`position(${word} in a.search) > 0`)
  if (page.after !== undefined) {
    if (!/^\d{1,15}$/.test(page.after)) throw refusal("invalid", "http.cursor", "続きの位置が正しくありません。一覧を開き直してください。", { field: "after" })
    wanted.push(sql`p.number < ${Number(page.after)}::bigint`)
  }
  const { rows } = await sql<Payment>`select ${columns} from ${from} where ${sql.join(wanted, sql` and `)}
    order by p.number desc limit ${sql.lit(limit + 1)}`.execute(work.db)
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? String(items.at(-1)!.number) : undefined }
}

export async function countPayments(work: Work): Promise<Record<PaymentState, number>> {
  const { rows } = await sql<{ state: PaymentState; n: number }>`select p.state, count(*)::int as n from subsidy_payment p
    where ${paidBy(work, sql`p.unit_id`)} group by p.state`.execute(work.db)
  const counts = Object.fromEntries(Object.keys(paymentStateWords).map((state) => [state, 0])) as Record<PaymentState, number>
  for (const { state, n } of rows) counts[state] = n
  return counts
}

/** In the order of the file. */
export async function paymentsOfBatch(work: Work, batchId: string): Promise<Payment[]> {
  const { rows } = await sql<Payment>`select ${columns} from ${from} where p.batch_id = ${batchId}::uuid order by p.number`.execute(work.db)
  return rows
}

/** What the bank's results are held against: a payment without whom it goes to. */
export type SentPayment = Pick<Payment, "id" | "number" | "state" | "record">

/** The same, shortened: ten thousand accounts are not read to know which payments there are. */
export async function sentPaymentsOf(work: Work, batchId: string): Promise<SentPayment[]> {
  return work.db.selectFrom("subsidy_payment").select(["id", "number", "state", "record"]).where("batch_id", "=", batchId).orderBy("number").execute()
}

/** Checked by a second person and in no batch yet. */
export async function paymentsToChoose(work: Work): Promise<Payment[]> {
  const { rows } = await sql<Payment>`select ${columns} from ${from} where p.state = 'approved' and ${paidBy(work, sql`p.unit_id`)}
    order by p.number limit 10000`.execute(work.db)
  return rows
}

/** Of an application the asking person has been let to, applicants too. */
export async function paymentsOf(work: Work, applicationId: string): Promise<Payment[]> {
  const { rows } = await sql<Payment>`select ${columns} from ${from} where p.application_id = ${applicationId}::uuid and ${visibleTo(work)}
    order by p.number limit 200`.execute(work.db)
  return rows
}

export interface Claim {
  id: string
  kind: PaymentKind
  amountYen: number | null
  accountId: string | null
  filedAt: Date
  applicationId: string
  applicationNumber: string
  applicationTitle: string
  applicationState: ApplicationState
  applicant: string
  unitId: string
}

const claimColumns = sql`f.id, case f.kind when 'advance-claim' then 'advance' else 'final' end as kind,
  case when jsonb_typeof(f.content->'amount') = 'number' then (f.content->>'amount')::numeric::bigint end as "amountYen", f.content->>'accountId' as "accountId",
  f.filed_at as "filedAt", a.id as "applicationId", a.number as "applicationNumber", a.title as "applicationTitle", a.state as "applicationState",
  coalesce(a.party->>'name', '') as applicant, a.unit_id as "unitId"`
const claims = sql`subsidy_filing f join subsidy_application a on a.id = f.application_id`
const unpaid = sql`f.kind in ('advance-claim', 'final-claim') and f.state in ('filed', 'approved')
  and a.state = case f.kind when 'advance-claim' then 'under-way' else 'payment-claimed' end
  and not exists (select from subsidy_payment p where p.filing_id = f.id and p.state not in ('came-back', 'cancelled'))`

/** Claims nothing has been asked for yet, or whose money came back; the oldest first. `applicationId`: of that one only. */
export async function claimsToPay(work: Work, { limit = 200, applicationId }: { limit?: number; applicationId?: string } = {}): Promise<Claim[]> {
  mustPay(work)
  const one = applicationId ? sql`and a.id = ${applicationId}::uuid` : sql``
  const { rows } = await sql<Claim>`select ${claimColumns} from ${claims} where ${unpaid} and ${paidBy(work, sql`a.unit_id`)} ${one}
    order by f.filed_at, f.id limit ${sql.lit(limit)}`.execute(work.db)
  return rows
}

export async function getClaim(work: Work, filingId: string): Promise<Claim> {
  const { rows } = isIdText(filingId)
    ? await sql<Claim>`select ${claimColumns} from ${claims} where f.id = ${filingId}::uuid and f.kind in ('advance-claim', 'final-claim')
        and ${paidBy(work, sql`a.unit_id`)}`.execute(work.db)
    : { rows: [] }
  if (!rows[0]) throw notFound("請求")
  return rows[0]
}

/** Whoever pays for some section, or may see all. */
export function mustPay(work: Work): void {
  const { actor } = work
  if (actor.kind === "system" || may(actor, "subsidies.see-all")) return
  if (actor.kind === "staff" && scopeOf(actor, "subsidies.pay").length > 0) return
  throw refusal("forbidden", "subsidies.staff-only", "支払の画面を見る権限がありません。")
}
