import { mustBeAllowed, personOf } from "../../../../kernel/access/index.ts"
import { record } from "../../../../kernel/audit/index.ts"
import { civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import { refusal, refuseIf } from "../../../../kernel/http/index.ts"
import type { Application } from "../../applications/application.ts"
import { lockForOffice } from "../../applications/read-application.ts"
import { type Account, accountText, type Creditor } from "../creditors/creditor.ts"
import { withholdingOf } from "../../settling/withhold.ts"
import { creditorOf, listAccounts } from "../creditors/read-creditors.ts"
import { accountIsDormant } from "../rules/account-is-dormant.ts"
import type { PaidAccount, PaymentKind } from "./payment.ts"
import { advanceShareOf, ledgerWithOpenPayments, paymentIsNotPossible } from "./payment-terms.ts"
import { getClaim } from "./read-payments.ts"

/**
 * The office asks for the payment of a claim: exactly the amount claimed, into an account of the applicant that has been
 * compared with the passbook. A second press, here or by a colleague, finds the first one's payment. @returns its id.
 */
export async function askPayment(work: Work, filingId: string, accountId?: string): Promise<string> {
  const { applicationId } = await getClaim(work, filingId)
  const it = await lockForOffice(work, applicationId)
  mustBeAllowed(work.actor, "subsidies.pay", { unitId: it.unitId })
  const claim = await getClaim(work, filingId)
  if (claim.amountYen === null) throw refusal("conflict", "subsidies.claim-without-amount", "請求書に金額がないため、支払えません。")
  const payment = { kind: claim.kind, amount: claim.amountYen }
  const twin = await work.db.selectFrom("subsidy_payment").select("id").where("filing_id", "=", filingId).where("state", "not in", ["came-back", "cancelled"]).executeTakeFirst()
  if (twin) throw askedAlready()
  refuseIf(paymentIsNotPossible(it, payment, await ledgerWithOpenPayments(work, it.id), await advanceShareOf(work, it.callId)))
  const withheld = await withholdingOf(work, it)
  if (withheld) throw refusal("conflict", "subsidies.withheld", withheld)
  const { creditor, account } = await mustBePaidInto(work, it, claim.kind, accountId ?? claim.accountId ?? undefined)
  const made = await work.db
    .insertInto("subsidy_payment")
    .values({
      application_id: it.id,
      filing_id: filingId,
      unit_id: it.unitId,
      kind: claim.kind,
      amount_yen: payment.amount,
      account_id: account.id,
      account: JSON.stringify(snapshotOf(creditor, account)),
      asked_by: personOf(work.actor) ?? null,
      asked_at: work.now,
    })
    .onConflict((on) => on.doNothing())
    .returning("id")
    .executeTakeFirst()
  if (!made) throw askedAlready()
  await work.db.updateTable("subsidy_filing").set({ state: "approved", decided_at: work.now }).where("id", "=", filingId).execute()
  await record(work, {
    action: "subsidies.payment-asked",
    subject: { kind: "subsidy-application", id: it.id },
    detail: { payment: made.id, number: it.number, kind: claim.kind, amount: payment.amount, account: account.id },
    unitId: it.unitId,
  })
  return made.id
}

/** The accounts an application may be paid into, the fitting purpose first. */
export async function accountsFor(work: Work, it: Pick<Application, "companyId" | "ownerId">, kind: PaymentKind): Promise<{ creditor: Creditor | undefined; accounts: Account[] }> {
  const creditor = await creditorOf(work, it)
  if (!creditor) return { creditor, accounts: [] }
  const used = (await listAccounts(work, creditor.id)).filter(({ state }) => state === "confirmed")
  const wanted = kind === "advance" ? "advance" : "settlement"
  const fitting = used.filter(({ purpose }) => purpose === wanted)
  // Who has no account of their own for advances takes them where everything else goes.
  return { creditor, accounts: fitting.length > 0 || kind === "final" ? fitting : used }
}

async function mustBePaidInto(work: Work, it: Application, kind: PaymentKind, accountId: string | undefined): Promise<{ creditor: Creditor; account: Account }> {
  const no = (code: string, message: string) => refusal("conflict", `subsidies.${code}`, message, { field: "accountId" })
  const { creditor, accounts } = await accountsFor(work, it, kind)
  if (!creditor) throw no("no-creditor", "申請者が債主として登録されていません。申請者に口座の届出を求めてください。")
  if (creditor.state === "stopped") throw no("creditor-stopped", `この債主への支払は止められています（${creditor.stoppedReason}）。`)
  // The account named in the claim may have been changed since.
  const account = accounts.find(({ id }) => id === accountId) ?? accounts[0]
  if (!account) throw no("no-account", "通帳の写しと照らして確認した口座がありません。債主の画面で口座を確認してください。")
  if (isDormant(account, work.now)) throw no("account-dormant", `口座（${accountText(account)}）はしばらく使われていません。債主の画面で確認し直してください。`)
  return { creditor, account }
}

export function isDormant(account: Account, now: Date): boolean {
  return accountIsDormant({ confirmedOn: civilDateOf(account.confirmedAt!), lastPaidOn: account.lastPaidOn }, civilDateOf(now))
}

function snapshotOf(creditor: Creditor, account: Account): PaidAccount {
  const { bankCode, bankName, branchCode, branchName, kind, number, holder } = account
  return { creditorCode: creditor.code, creditor: creditor.name, bankCode, bankName, branchCode, branchName, kind, number, holder }
}

function askedAlready() {
  return refusal("conflict", "subsidies.payment-asked", "この請求は、もう支払の手続に入っています。二重には支払えません。")
}
