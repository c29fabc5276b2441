import type { Work } from "../../../../kernel/database/index.ts"
import { ButtonLink, DownloadLinks, NONE, wareki, yenText } from "../../../../kernel/ui/index.ts"
import type { Application } from "../../applications/application.ts"
import { accountText, maskedNumber } from "../creditors/creditor.ts"
import { type Payment, paymentKindWords, type PaymentState, paymentStateWords } from "../payments/payment.ts"
import { claimsToPay, paymentsOf } from "../payments/read-payments.ts"
import { payingPaths } from "../paths.ts"
import { PaymentRows } from "../pages/my-accounts.tsx"
import { LedgerTable } from "./ledger-table.tsx"
import { ledgerOf } from "./read-ledger.ts"

/** The applicant's side knows three states: being prepared, paid, came back. */
const toldWords: Readonly<Record<PaymentState, string>> = { ...paymentStateWords, asked: "支払の手続中", approved: "支払の手続中", "in-batch": "支払の手続中", sent: "振込の手続中", "came-back": "振込不能：口座を届け直してください" }

/** 支払 on the applicant's page. */
export async function myPaymentsRoom(work: Work, it: Application) {
  const [payments, { rows }] = [await paymentsOf(work, it.id), await ledgerOf(work, it.id)]
  const told = payments.filter(({ state }) => state !== "cancelled")
  if (told.length === 0 && rows.length === 0 && !mayBePaid(it)) return undefined
  return (
    <>
      {told.length > 0 && <PaymentRows rows={told.map((payment) => rowOf(payment, toldWords))} />}
      {rows.length > 0 && (
        <>
          <LedgerTable rows={rows} />
          <DownloadLinks label="出納簿を保存" downloads={[{ format: "csv", href: payingPaths.myLedger(it.id) }]} />
        </>
      )}
      <p>
        <ButtonLink href={payingPaths.myAccounts}>受取口座を見る・届け出る</ButtonLink>
      </p>
    </>
  )
}

/** 支払 on the office's page. */
export async function officePaymentsRoom(work: Work, it: Application) {
  const [payments, { rows }] = [await paymentsOf(work, it.id), await ledgerOf(work, it.id)]
  const claims = await claimsToPay(work, { applicationId: it.id })
  if (payments.length === 0 && rows.length === 0 && claims.length === 0) return undefined
  return (
    <>
      {claims.map((claim) => (
        <p>
          <ButtonLink href={payingPaths.claim(claim.id)} kind="primary">
            {`${paymentKindWords[claim.kind]}の請求 ${yenText(claim.amountYen)}を支払う`}
          </ButtonLink>
        </p>
      ))}
      {payments.length > 0 && <PaymentRows rows={payments.map((payment) => rowOf(payment, paymentStateWords))} />}
      {rows.length > 0 && (
        <>
          <LedgerTable rows={rows} />
          <DownloadLinks label="出納簿を保存" downloads={[{ format: "csv", href: payingPaths.ledgerExport(it.id) }]} />
        </>
      )}
    </>
  )
}

function mayBePaid(it: Application): boolean {
  return ["under-way", "report-due", "in-inspection", "settled", "payment-claimed"].includes(it.state)
}

function rowOf(payment: Payment, words: Readonly<Record<PaymentState, string>>) {
  const { account } = payment
  return {
    kind: paymentKindWords[payment.kind],
    amount: yenText(payment.amountYen),
    state: payment.reason && payment.state === "came-back" ? `${words[payment.state]}（${payment.reason}）` : words[payment.state],
    day: payment.paidOn ? wareki(payment.paidOn) : NONE,
    account: accountText({ ...account, number: maskedNumber(account.number) }),
  }
}
