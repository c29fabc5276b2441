import type { Work } from "../../../../kernel/database/index.ts"
import type { Application } from "../../applications/application.ts"
import { withholdingOf } from "../../settling/withhold.ts"
import { advanceShareOf, ledgerWithOpenPayments, paymentIsNotPossible } from "./payment-terms.ts"
import { type Claim, paymentsOf } from "./read-payments.ts"

/** Why a claim cannot be paid now, for its page; the same is asked again under the lock when the button is pressed. */
export async function claimHindrance(work: Work, claim: Claim, it: Application): Promise<string | undefined> {
  const known = (await paymentsOf(work, it.id)).find(({ filingId, state }) => filingId === claim.id && state !== "came-back" && state !== "cancelled")
  if (known) return `この請求は、支払${known.number}で手続中か、支払済みです。`
  if (claim.amountYen === null) return "請求書に金額がありません。"
  const withheld = await withholdingOf(work, it)
  if (withheld) return withheld
  return paymentIsNotPossible(it, { kind: claim.kind, amount: claim.amountYen }, await ledgerWithOpenPayments(work, it.id), await advanceShareOf(work, it.callId))?.message
}
