import { type RawBuilder, sql } from "kysely"
import { may, scopeOf } from "../../../../kernel/access/index.ts"
import { recordReading } from "../../../../kernel/audit/index.ts"
import { civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import { isIdText, notFound, refusal } from "../../../../kernel/http/index.ts"
import { settingOn } from "../../rules/dated-setting.ts"
import { dormantAfterYears } from "../rules/account-is-dormant.ts"
import type { Account, Creditor } from "./creditor.ts"
import type { CreditorFilter } from "./inputs.ts"

/**
 * Who sees a creditor, as a condition on `subsidy_creditor as k`: the person or the company it is; the sections that have
 * an application of theirs; who may see all. To everybody else it is not there.
 */
function seenBy(work: Work): RawBuilder<boolean> {
  const { actor } = work
  if (actor.kind === "system") return sql<boolean>`true`
  if (actor.kind === "applicant") {
    return actor.companyId ? sql<boolean>`k.company_id = ${actor.companyId}::uuid` : sql<boolean>`k.person_id = ${actor.id}::uuid`
  }
  if (actor.kind !== "staff") return sql<boolean>`false`
  if (may(actor, "subsidies.see-all")) return sql<boolean>`true`
  const units = scopeOf(actor, "subsidies.pay")
  if (units === "all") return sql<boolean>`true`
  return sql<boolean>`exists (select from subsidy_application a where a.filed_at is not null and a.unit_id = any(${[...units]}::uuid[])
    and (a.company_id = k.company_id or (a.company_id is null and a.owner_id = k.person_id)))`
}

const creditorColumns = sql`k.id, k.code, k.company_id as "companyId", k.person_id as "personId", k.name, k.kana, k.postal_code as "postalCode",
  k.address, k.representative_title as "representativeTitle", k.representative, k.state, k.stopped_reason as "stoppedReason", k.version`
const accountColumns = sql`c.id, c.creditor_id as "creditorId", c.purpose, c.bank_code as "bankCode", c.branch_code as "branchCode",
  c.bank_name as "bankName", c.branch_name as "branchName", c.kind, c.number, c.holder, c.document_id as "documentId", coalesce((select d.media_type like 'image/%' from document d where d.id = c.document_id), false) as picture, c.state, c.remark,
  c.registered_by as "registeredBy", c.registered_at as "registeredAt", c.confirmed_at as "confirmedAt", c.version,
  (select max(p.paid_on) from subsidy_payment p where p.account_id = c.id and p.state = 'paid') as "lastPaidOn"`

/** The one the asking applicant is, or acts for. */
export async function findOwnCreditor(work: Work): Promise<Creditor | undefined> {
  if (work.actor.kind !== "applicant") return undefined
  const { rows } = await sql<Creditor>`select ${creditorColumns} from subsidy_creditor k where ${seenBy(work)}`.execute(work.db)
  return rows[0]
}

export async function getCreditor(work: Work, id: string): Promise<Creditor> {
  const { rows } = isIdText(id) ? await sql<Creditor>`select ${creditorColumns} from subsidy_creditor k where k.id = ${id}::uuid and ${seenBy(work)}`.execute(work.db) : { rows: [] }
  if (!rows[0]) throw notFound("債主")
  return rows[0]
}

/** Of a creditor the asking person has been let to; those in use first. */
export async function listAccounts(work: Work, creditorId: string): Promise<Account[]> {
  const { rows } = await sql<Account>`select ${accountColumns} from subsidy_account c where c.creditor_id = ${creditorId}::uuid
    order by array_position(array['confirmed', 'waiting', 'returned', 'ended'], c.state), c.registered_at desc, c.id limit 100`.execute(work.db)
  return rows
}

export async function getAccount(work: Work, id: string): Promise<{ account: Account; creditor: Creditor }> {
  const { rows } = isIdText(id)
    ? await sql<Account>`select ${accountColumns} from subsidy_account c join subsidy_creditor k on k.id = c.creditor_id
        where c.id = ${id}::uuid and ${seenBy(work)}`.execute(work.db)
    : { rows: [] }
  if (!rows[0]) throw notFound("口座")
  return { account: rows[0], creditor: await getCreditor(work, rows[0].creditorId) }
}

/** The creditor first, then its account: everything that changes either takes the same row. */
export async function lockCreditor(work: Work, id: string): Promise<Creditor> {
  const { rows } = isIdText(id) ? await sql<Creditor>`select ${creditorColumns} from subsidy_creditor k where k.id = ${id}::uuid and ${seenBy(work)} for update of k`.execute(work.db) : { rows: [] }
  if (!rows[0]) throw notFound("債主")
  return rows[0]
}

/** The creditor an application is paid to: its company, or its owner. */
export async function creditorOf(work: Work, it: { companyId: string | null; ownerId: string }): Promise<Creditor | undefined> {
  const who = it.companyId ? sql`k.company_id = ${it.companyId}::uuid` : sql`k.person_id = ${it.ownerId}::uuid`
  const { rows } = await sql<Creditor>`select ${creditorColumns} from subsidy_creditor k where ${who}`.execute(work.db)
  return rows[0]
}

export interface CreditorRow extends Creditor {
  waiting: number
  confirmed: number
  lastUsedOn: string | null
}

/** By code. Whoever reads names and accounts of many people leaves a trace. */
export async function listCreditors(work: Work, filter: CreditorFilter, page: { after?: string | undefined; limit?: number } = {}): Promise<{ items: CreditorRow[]; next: string | undefined }> {
  mustSeeCreditors(work)
  const limit = page.limit ?? 50
  if (page.after !== undefined && !/^\d{10}$/.test(page.after)) throw refusal("invalid", "http.cursor", "続きの位置が正しくありません。一覧を開き直してください。", { field: "after" })
  const wanted = [seenBy(work)]
  if (page.after) wanted.push(sql`k.code > ${page.after}`)
  for (const word of (filter.q ?? "").normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean).slice(0, 5)) {
    wanted.push(sql`(position(${word} in k.search) > 0 or exists (select from subsidy_account c where c.creditor_id = k.id and c.number = lpad(${word}, 7, '0')))`)
  }
  if (filter.state === "stopped") wanted.push(sql`k.state = 'stopped'`)
  if (filter.state === "waiting") wanted.push(sql`exists (select from subsidy_account c where c.creditor_id = k.id and c.state = 'waiting')`)
  if (filter.state === "dormant") wanted.push(sql`exists (select from subsidy_account c where c.creditor_id = k.id and c.state = 'confirmed' and ${dormant(work)})`)
  const { rows } = await sql<CreditorRow>`select ${creditorColumns},
      (select count(*)::int from subsidy_account c where c.creditor_id = k.id and c.state = 'waiting') as waiting,
      (select count(*)::int from subsidy_account c where c.creditor_id = k.id and c.state = 'confirmed') as confirmed,
      (select max(p.paid_on) from subsidy_payment p join subsidy_account c on c.id = p.account_id where c.creditor_id = k.id and p.state = 'paid') as "lastUsedOn"
    from subsidy_creditor k where ${sql.join(wanted, sql` and `)} order by k.code limit ${sql.lit(limit + 1)}`.execute(work.db)
  const items = rows.slice(0, limit)
  await recordReading(work, { subject: { kind: "subsidy-creditor", id: "list" }, what: "債主の一覧", detail: { q: filter.q ?? "", state: filter.state, count: items.length } })
  return { items, next: rows.length > limit ? items.at(-1)!.code : undefined }
}

/** As rules/account-is-dormant.ts counts, for a list. */
function dormant(work: Work): RawBuilder<boolean> {
  const today = civilDateOf(work.now)
  const years = settingOn(dormantAfterYears, today)
  return sql<boolean>`greatest((c.confirmed_at at time zone 'Asia/Tokyo')::date,
    (select max(p.paid_on) from subsidy_payment p where p.account_id = c.id and p.state = 'paid')) <= ${today}::date - make_interval(years => ${sql.lit(years)})`
}

/** How many accounts of the asking person's sections wait to be compared with a passbook. */
export function waitingAccounts(work: Work): RawBuilder<unknown> {
  return sql`select count(*)::int as n, min(c.registered_at) as since from subsidy_account c join subsidy_creditor k on k.id = c.creditor_id
    where c.state = 'waiting' and ${seenBy(work)}`
}

export function mustSeeCreditors(work: Work): void {
  const { actor } = work
  if (actor.kind === "system" || may(actor, "subsidies.see-all")) return
  if (actor.kind === "staff" && scopeOf(actor, "subsidies.pay").length > 0) return
  throw refusal("forbidden", "subsidies.staff-only", "債主の一覧を見る権限がありません。")
}
