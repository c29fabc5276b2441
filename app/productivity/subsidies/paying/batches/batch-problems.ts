import { sql } from "kysely"
import { civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import type { ApplicationState } from "../../application-states.ts"
import type { LedgerEntry, LedgerKind } from "../../rules/application-ledger.ts"
import { booksAreClosed } from "../../rules/books-are-closed.ts"
import { settingOn } from "../../rules/dated-setting.ts"
import type { Fraction } from "../../rules/money.ts"
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
  const faults: BatchFault[] = []
  const [applications, accounts] = [await backgrounds(work, payments), await accountsNow(work, payments)]
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
  return faults
}

async function backgrounds(work: Work, payments: readonly Payment[]): Promise<Map<string, Background>> {
  const ids = [...new Set(payments.map(({ applicationId }) => applicationId))]
  const share = settingOn(advanceShares, civilDateOf(work.now))
  const { rows } = await sql<Omit<Background, "share"> & { own: Fraction | null }>`select a.id, a.state, a.awarded_yen as "awardedYen", a.settled_yen as "settledYen",
      a.settled_on as "settledOn", c.fiscal_year as year,
      case when s.call_id is not null then json_build_object('numerator', s.numerator, 'denominator', s.denominator) end as own,
      coalesce((select json_agg(json_build_object('id', l.id, 'on', l.day, 'kind', l.kind, 'amount', l.amount_yen) order by l.day, l.written_at, (l.kind in ('advance', 'final')) desc, l.id)
        from subsidy_ledger l where l.application_id = a.id), '[]') as ledger,
      coalesce((select json_agg(json_build_object('id', p.id, 'kind', p.kind, 'amount', p.amount_yen)) from subsidy_payment p
        where p.application_id = a.id and p.state in ('asked', 'approved', 'in-batch', 'sent')), '[]') as open
    from subsidy_application a join subsidy_call c on c.id = a.call_id left join subsidy_advance_share s on s.call_id = a.call_id
    where a.id = any(${ids}::uuid[])`.execute(work.db)
  return new Map(rows.map(({ own, ...row }) => [row.id, { ...row, share: (own ?? share).numerator === 0 ? null : (own ?? share) }]))
}

async function accountsNow(work: Work, payments: readonly Payment[]) {
  const ids = [...new Set(payments.map(({ accountId }) => accountId))]
  const { rows } = await sql<{ id: string; state: string; creditorState: string; confirmedOn: string; lastPaidOn: string | null }>`select c.id, c.state, k.state as "creditorState",
      coalesce((c.confirmed_at at time zone 'Asia/Tokyo')::date, '0001-01-01')::text as "confirmedOn",
      (select max(p.paid_on) from subsidy_payment p where p.account_id = c.id and p.state = 'paid') as "lastPaidOn"
    from subsidy_account c join subsidy_creditor k on k.id = c.creditor_id where c.id = any(${ids}::uuid[])`.execute(work.db)
  return new Map(rows.map((row) => [row.id, row]))
}
