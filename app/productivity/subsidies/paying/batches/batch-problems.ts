import { sql } from "kysely"
import { civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import type { ApplicationState } from "../../application-states.ts"
import type { LedgerEntry, LedgerKind } from "../../rules/application-ledger.ts"
import { booksAreClosed } from "../../rules/books-are-closed.ts"
import { settingOn } from "../../rules/dated-setting.ts"
import type { Fraction } from "../../rules/money.ts"
import type { Written } from "../../zengin/index.ts"
import type { Payment } from "../payments/payment.ts"
import { paymentIsNotPossible } from "../payments/payment-terms.ts"
import { accountIsDormant } from "../rules/account-is-dormant.ts"
import { advanceShares, bankSettings } from "../settings.ts"
import type { Batch, DebitAccount } from "./batch.ts"
import { writeBatch } from "./transfers-of.ts"

export interface BatchFault {
  /** Absent: of the batch itself. */
  payment?: Payment
  message: string
}

interface Background {
  id: string
  state: ApplicationState
  awardedYen: number | null
  settledYen: number | null
  settledOn: string | null
  year: number
  share: Fraction | null
  ledger: LedgerEntry[]
  open: { id: string; kind: LedgerKind; amount: number }[]
}

/** Everything that keeps the batch from going out, all at once: state, what is owed, the books, the accounts, the file. */
export async function batchFaults(work: Work, batch: Batch, payments: readonly Payment[], debit: DebitAccount): Promise<BatchFault[]> {
  return (await tryBatch(work, batch, payments, debit)).faults
}

/** The same with the file, which is written once. */
export async function tryBatch(work: Work, batch: Batch, payments: readonly Payment[], debit: DebitAccount): Promise<{ faults: BatchFault[]; written: Written | undefined }> {
  const faults: BatchFault[] = []
  // Side by side: while one answer is taken apart the database works on the next.
  const [applications, accounts] = await Promise.all([backgrounds(work, payments), accountsNow(work, payments)])
  const today = civilDateOf(work.now)
  if (payments.length === 0) faults.push({ message: "支払が一件も選ばれていません。" })
  if (batch.payOn < today) faults.push({ message: "支払日が過ぎています。支払日を決め直してください。" })
  for (const payment of payments) {
    const it = applications.get(payment.applicationId)!
    const others = it.open.filter(({ id }) => id !== payment.id).map((one) => ({ ...one, on: "9999-12-31" }))
    const refused =
      paymentIsNotPossible(it, { kind: payment.kind, amount: payment.amountYen }, [...it.ledger, ...others], it.share) ??
      booksAreClosed({ year: it.year, ...(payment.kind === "final" && it.settledOn ? { fixedOn: it.settledOn } : {}) }, batch.payOn)
    if (refused) faults.push({ payment, message: refused.message })
    const account = accounts.get(payment.accountId)!
    if (account.creditorState === "stopped") faults.push({ payment, message: "債主への支払が止められています。" })
    if (account.state !== "confirmed") faults.push({ payment, message: "口座が変更されたか、確認待ちです。支払を取り消し、いまの口座で起こし直してください。" })
    else if (accountIsDormant({ confirmedOn: account.confirmedOn, lastPaidOn: account.lastPaidOn }, today)) faults.push({ payment, message: "しばらく使われていない口座です。債主の画面で確認し直してください。" })
  }
  const written = payments.length > 0 ? writeBatch(batch.payOn, debit, payments, bankSettings(work)) : undefined
  if (written && !written.ok) for (const { transfer, message } of written.problems) faults.push({ ...(transfer > 0 ? { payment: payments[transfer - 1]! } : {}), message })
  return { faults, written }
}

/** Three plain reads for the whole batch: an aggregate for each of ten thousand applications takes longer. */
async function backgrounds(work: Work, payments: readonly Payment[]): Promise<Map<string, Background>> {
  const ids = [...new Set(payments.map(({ applicationId }) => applicationId))]
  const share = settingOn(advanceShares, civilDateOf(work.now))
  const [applications, ledger, open] = await Promise.all([
    sql<Omit<Background, "share" | "ledger" | "open"> & { numerator: number | null; denominator: number }>`select a.id, a.state,
      a.awarded_yen as "awardedYen", a.settled_yen as "settledYen", a.settled_on as "settledOn", c.fiscal_year as year, s.numerator, s.denominator
    from subsidy_application a join subsidy_call c on c.id = a.call_id left join subsidy_advance_share s on s.call_id = a.call_id
    where a.id = any(${ids}::uuid[])`.execute(work.db),
    sql<LedgerEntry & { of: string }>`select application_id as of, id, day as on, kind, amount_yen as amount from subsidy_ledger
    where application_id = any(${ids}::uuid[]) order by day, written_at, (kind in ('advance', 'final')) desc, id`.execute(work.db),
    sql<{ of: string; id: string; kind: LedgerKind; amount: number }>`select application_id as of, id, kind, amount_yen as amount from subsidy_payment
    where application_id = any(${ids}::uuid[]) and state in ('asked', 'approved', 'in-batch', 'sent')`.execute(work.db),
  ])
  const all = new Map(
    applications.rows.map(({ numerator, denominator, ...row }): [string, Background] => {
      const own = numerator === null ? share : { numerator, denominator }
      return [row.id, { ...row, share: own.numerator === 0 ? null : own, ledger: [], open: [] }]
    }),
  )
  for (const { of, ...entry } of ledger.rows) all.get(of)!.ledger.push(entry)
  for (const { of, ...one } of open.rows) all.get(of)!.open.push(one)
  return all
}

async function accountsNow(work: Work, payments: readonly Payment[]) {
  const ids = [...new Set(payments.map(({ accountId }) => accountId))]
  const { rows } = await sql<{ id: string; state: string; creditorState: string; confirmedOn: string; lastPaidOn: string | null }>`select c.id, c.state, k.state as "creditorState",
      coalesce((c.confirmed_at at time zone 'Asia/Tokyo')::date, '0001-01-01')::text as "confirmedOn",
      last.paid_on as "lastPaidOn"
    from subsidy_account c join subsidy_creditor k on k.id = c.creditor_id
    left join (select p.account_id, max(p.paid_on) as paid_on from subsidy_payment p where p.account_id = any(${ids}::uuid[]) and p.state = 'paid' group by p.account_id) last on last.account_id = c.id
    where c.id = any(${ids}::uuid[])`.execute(work.db)
  return new Map(rows.map((row) => [row.id, row]))
}
