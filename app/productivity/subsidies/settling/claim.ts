import { record } from "../../../kernel/audit/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { refusal, refuseIf } from "../../../kernel/http/index.ts"
import { yenText } from "../../../kernel/ui/index.ts"
import { applicationStates } from "../application-states.ts"
import type { Application } from "../applications/application.ts"
import { mustApply } from "../applications/begin-application.ts"
import { moveApplication } from "../applications/move-application.ts"
import { lockApplication, lockForOffice } from "../applications/read-application.ts"
import { tellApplicants, tellOffice } from "../applications/tell-of.ts"
import { ledgerOf } from "../paying/ledger/read-ledger.ts"
import { advanceShareOf, ledgerWithOpenPayments } from "../paying/payments/payment-terms.ts"
import { takeAnswers } from "../procedures/take-answers.ts"
import { exact } from "../rules/money.ts"
import { moveIsNotPossible } from "../rules/move-is-not-possible.ts"
import { paymentIsNotOwed } from "../rules/payment-is-not-owed.ts"

export interface ClaimOffer {
  kind: "advance" | "final"
  /** 概算払: at most; 精算払: exactly. */
  amount: number
}

/** What may be claimed now, if anything. */
export async function claimOf(work: Work, it: Application): Promise<ClaimOffer | undefined> {
  if (it.state === "settled") {
    const { sums } = await ledgerOf(work, it.id)
    const amount = (it.settledYen ?? 0) - sums.held
    return amount > 0 ? { kind: "final", amount } : undefined
  }
  if (it.state !== "under-way" || it.awardedYen === null) return undefined
  const share = await advanceShareOf(work, it.callId)
  if (!share) return undefined
  const held = (await ledgerWithOpenPayments(work, it.id)).reduce((sum, { kind, amount }) => sum + (kind === "advance" || kind === "final" ? amount : kind === "came-back" ? -amount : 0), 0)
  const asked = await openClaims(work, it.id)
  const amount = exact(it.awardedYen).times(share).round("yen-down") - held - asked
  return amount > 0 ? { kind: "advance", amount } : undefined
}

/** 概算払・精算払の請求: what is open and not a yen more; a second press finds the first one's claim. */
export async function fileClaim(work: Work, id: string, input: { amount: number; accountId?: string | undefined }): Promise<void> {
  const applicant = mustApply(work)
  const it = await lockApplication(work, id)
  const offer = await claimOf(work, it)
  const kind = it.state === "settled" ? ("final" as const) : ("advance" as const)
  refuseIf(moveIsNotPossible(applicationStates, it, kind === "final" ? "claim-payment" : "claim-advance", { by: "applicant" }))
  if (!offer) throw refusal("conflict", "subsidies.nothing-to-claim", "いま請求できる額はありません。")
  if (kind === "final" && input.amount !== offer.amount) throw refusal("invalid", "subsidies.claim-differs", `精算払の請求額は${yenText(offer.amount)}です。`, { field: "amount" })
  if (kind === "advance" && input.amount > offer.amount) throw refusal("invalid", "subsidies.claim-exceeds", `概算払で請求できるのは${yenText(offer.amount)}までです。`, { field: "amount" })
  refuseIf(paymentIsNotOwed({ kind, amount: input.amount }, await ledgerWithOpenPayments(work, id), { awarded: it.awardedYen ?? 0, advance: await advanceShareOf(work, it.callId), ...(it.settledYen === null ? {} : { settled: it.settledYen }) }))
  const filing = kind === "final" ? ("final-claim" as const) : ("advance-claim" as const)
  const own = await takeAnswers(work, it, filing)
  const { id: filingId } = await work.db
    .insertInto("subsidy_filing")
    .values({
      application_id: id,
      kind: filing,
      content: JSON.stringify({ amount: input.amount, ...(input.accountId ? { accountId: input.accountId } : {}), ...own.content }),
      asked: JSON.stringify([{ page: "請求", step: "claim", path: "amount", label: kind === "final" ? "精算払の請求額" : "概算払の請求額", text: yenText(input.amount) }, ...own.asked]),
      filed_by: applicant.id,
      filed_at: work.now,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  await own.filed(filingId)
  const moved = await moveApplication(work, it, kind === "final" ? "claim-payment" : "claim-advance", { detail: { filingId, amount: input.amount } })
  await tellApplicants(work, moved, "請求を受け付けました", yenText(input.amount))
  await tellOffice(work, moved, kind === "final" ? "精算払の請求がありました" : "概算払の請求がありました", yenText(input.amount))
}

/** Nothing is owed either way: the account is closed without a payment. */
export async function finishWithoutPayment(work: Work, id: string): Promise<void> {
  const it = await lockForOffice(work, id)
  refuseIf(moveIsNotPossible(applicationStates, it, "finish-without-payment", { by: "office" }))
  const { sums } = await ledgerOf(work, id)
  const owed = it.state === "settled" ? (it.settledYen ?? 0) : (it.awardedYen ?? 0)
  if (it.state === "settled" && sums.held !== owed) throw refusal("conflict", "subsidies.not-even", sums.held < owed ? `まだ${yenText(owed - sums.held)}を支払っていません。` : `${yenText(sums.held - owed)}の返還が要ります。`)
  if (it.state === "cancelled" && sums.held > owed) throw refusal("conflict", "subsidies.not-even", `${yenText(sums.held - owed)}の返還が要ります。`)
  const moved = await moveApplication(work, it, "finish-without-payment", {})
  await record(work, { action: "subsidies.closed-even", subject: { kind: "subsidy-application", id }, detail: { held: sums.held }, unitId: it.unitId })
  await tellApplicants(work, moved, "精算が終わりました")
}

/** Claims the office has not taken up yet. */
async function openClaims(work: Work, id: string): Promise<number> {
  const rows = await work.db.selectFrom("subsidy_filing").select("content").where("application_id", "=", id).where("kind", "=", "advance-claim").where("state", "=", "filed").execute()
  return rows.reduce((sum, { content }) => sum + Number((content as { amount?: number }).amount ?? 0), 0)
}

