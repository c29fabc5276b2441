import { sql } from "kysely"
import { civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import { refusal, type Refusal } from "../../../../kernel/http/index.ts"
import type { ApplicationState } from "../../application-states.ts"
import type { LedgerEntry, LedgerKind } from "../../rules/application-ledger.ts"
import { settingOn } from "../../rules/dated-setting.ts"
import type { Fraction } from "../../rules/money.ts"
import { paymentIsNotOwed, type PaymentTerms } from "../../rules/payment-is-not-owed.ts"
import { advanceShares } from "../settings.ts"
import type { PaymentKind } from "./payment.ts"

/** 概算払 up to which share of the award a call lets: its own terms, or the prefecture's of the day. null: none. */
export async function advanceShareOf(work: Work, callId: string): Promise<Fraction | null> {
  const own = await work.db.selectFrom("subsidy_advance_share").select(["numerator", "denominator"]).where("call_id", "=", callId).executeTakeFirst()
  const share = own ?? settingOn(advanceShares, civilDateOf(work.now))
  return share.numerator === 0 ? null : share
}

/** Every yen of an application so far, in the order of the days. */
export async function ledgerEntries(work: Work, applicationId: string): Promise<LedgerEntry[]> {
  const { rows } = await sql<LedgerEntry>`select id, day as on, kind, amount_yen as amount from subsidy_ledger
    where application_id = ${applicationId}::uuid order by day, written_at, (kind in ('advance', 'final')) desc, id`.execute(work.db)
  return rows
}

/**
 * The ledger as it will stand once the payments under way have arrived: what is promised to one payment is not open to
 * another. `except` is the payment that is asked about.
 */
export async function ledgerWithOpenPayments(work: Work, applicationId: string, except?: string): Promise<LedgerEntry[]> {
  const entries = await ledgerEntries(work, applicationId)
  const { rows } = await sql<{ id: string; kind: LedgerKind; amount: number }>`select id, kind, amount_yen as amount from subsidy_payment
    where application_id = ${applicationId}::uuid and state in ('asked', 'approved', 'in-batch', 'sent') and id is distinct from ${except ?? null}::uuid`.execute(work.db)
  return [...entries, ...rows.map((row) => ({ ...row, on: "9999-12-31" }))]
}

interface Payable {
  state: ApplicationState
  awardedYen: number | null
  settledYen: number | null
}

/** Why this amount may not be paid now: the application's state, then what is owed by the ledger. */
export function paymentIsNotPossible(it: Payable, payment: { kind: PaymentKind; amount: number }, ledger: readonly LedgerEntry[], advance: Fraction | null): Refusal | undefined {
  const expected = payment.kind === "advance" ? "under-way" : "payment-claimed"
  if (it.state !== expected) {
    return refusal("conflict", "subsidies.not-payable", payment.kind === "advance" ? "事業実施中の申請ではないため、概算払はできません。" : "精算払の請求を受けた申請ではないため、支払えません。")
  }
  const terms: PaymentTerms = { awarded: it.awardedYen ?? 0, advance, ...(it.settledYen === null ? {} : { settled: it.settledYen }) }
  return paymentIsNotOwed(payment, ledger, terms)
}
