import { type Refusal, refusal } from "../../../kernel/http/refusal.ts"
import { applicationLedger, type LedgerEntry } from "./application-ledger.ts"
import { exact, type Fraction, type Yen, yen, yenText } from "./money.ts"

export interface PaymentTerms {
  awarded: Yen
  /** 概算払 up to this share of the award; null where the programme has none (施行令162条3号 [L] lets it). */
  advance: Fraction | null
  settled?: Yen
}

/**
 * An advance never takes what is paid over the share of the award, a final payment is exactly what the settled amount
 * leaves open: with the ledger as it stands, so one payment is never made twice. Unit: yen, the share 円未満切捨て.
 * Refusals: conflict, with what is open.
 */
export function paymentIsNotOwed(payment: { kind: "advance" | "final"; amount: Yen }, ledger: readonly LedgerEntry[], terms: PaymentTerms): Refusal | undefined {
  const no = (code: string, message: string) => refusal("conflict", `subsidies.${code}`, message, { field: "amount" })
  if (yen(payment.amount) <= 0) return no("nothing-to-pay", "支払う額がありません。")
  const { held } = applicationLedger(ledger)
  if (payment.kind === "advance") {
    if (terms.advance === null) return no("no-advance", "この制度に概算払はありません。")
    if (terms.settled !== undefined) return no("already-settled", "額の確定後は、概算払はできません。")
    const open = Math.max(0, exact(terms.awarded).times(terms.advance).round("yen-down") - held)
    return payment.amount > open ? no("advance-exceeds-award", `概算払の残りは${yenText(open)}です。`) : undefined
  }
  if (terms.settled === undefined) return no("not-settled", "額の確定の前に、精算払はできません。")
  const open = Math.max(0, terms.settled - held)
  return payment.amount === open ? undefined : no("final-payment-differs", `精算払の額は${yenText(open)}です。`)
}
