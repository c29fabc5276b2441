import { z } from "zod"
import { may, scopeOf } from "../../../../kernel/access/index.ts"
import { historyOf, recordReading } from "../../../../kernel/audit/index.ts"
import { civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import { CSV_TYPE } from "../../../../kernel/documents/index.ts"
import { type PageContext, Refusal, type Site, type Typed } from "../../../../kernel/http/index.ts"
import { getApplication } from "../../applications/read-application.ts"
import { settingOn } from "../../rules/dated-setting.ts"
import { applyByHand, applyResult, dropResult } from "../batches/apply-results.ts"
import { proposeBatch } from "../batches/batch-approval.ts"
import { batchFaults } from "../batches/batch-problems.ts"
import { debitAccountOn, listDebitAccounts, setDebitAccount } from "../batches/debit-account.ts"
import { exportBatch, readBatchFile } from "../batches/export-batch.ts"
import { advanceShareInput, applyInput, approveInput, batchInput, byHandInput, chooseInput, dayInput, debitAccountInput, proposeInput, reasonInput } from "../batches/inputs.ts"
import { changePayDay, choosePayments, dropBatch, makeBatch, reopenBatch } from "../batches/make-batch.ts"
import { getBatch, listBatches, listResults, mayPayBatch } from "../batches/read-batches.ts"
import { readResults } from "../batches/read-results.ts"
import { confirmAccount, resumeCreditor, returnAccount, stopCreditor } from "../creditors/confirm-account.ts"
import { creditorFilter, remarkInput } from "../creditors/inputs.ts"
import { getAccount, getCreditor, listAccounts, listCreditors } from "../creditors/read-creditors.ts"
import { creditorsCsv, paymentsCsv } from "../exports.ts"
import { LedgerTable } from "../ledger/ledger-table.tsx"
import { ledgerCsv, ledgerOf, readLedger } from "../ledger/read-ledger.ts"
import { readPassbook } from "../passbook.ts"
import { callsPaidFor, listAdvanceShares, setAdvanceShare } from "../payments/advance-shares.ts"
import { approvePayments, cancelPayment } from "../payments/approve-payments.ts"
import { accountsFor, askPayment, isDormant } from "../payments/ask-payment.ts"
import { paymentStates } from "../payments/payment.ts"
import { claimHindrance } from "../payments/claim-hindrance.ts"
import { claimsToPay, countPayments, getClaim, getPayment, listPayments, mustPay, paymentsOfBatch, paymentsToChoose } from "../payments/read-payments.ts"
import { payingPaths } from "../paths.ts"
import { dormantAfterYears } from "../rules/account-is-dormant.ts"
import { BatchListPage, BatchPage, FreshBatchPage } from "./batch-pages.tsx"
import { CreditorListPage, CreditorPage } from "./creditor-pages.tsx"
import { payingCrumbs } from "./frame.tsx"
import { ClaimPage, ClaimsPage } from "./home-page.tsx"
import { myAccountPages } from "./my-routes.tsx"
import { CancelPaymentPage, PaymentsPage } from "./payments-page.tsx"
import { SettingsPage } from "./settings-page.tsx"
import { DownloadLinks, Page } from "../../../../kernel/ui/index.ts"

const nothing = z.object({})
const claimForm = z.object({ accountId: z.uuid().meta({ title: "支払う口座" }) })
const resultFile = z.object({ file: z.custom<File>((value) => value instanceof File, "振込不能のファイルを選んでください。").meta({ title: "振込不能のファイル" }) })
const MOST_UPLOADED = 12 * 1024 * 1024

export function payingPages(site: Site): void {
  myAccountPages(site)
  claimPages(site)
  paymentPages(site)
  creditorPages(site)
  batchPages(site)
  resultPages(site)
  settingsPages(site)
  site.staff.get(payingPaths.ledger(":id"), async (work, c) => {
    const { it, rows } = await readLedger(work, c.param("id"))
    await recordReading(work, { subject: { kind: "subsidy-application", id: it.id }, what: "補助金の出納簿" })
    return c.page(
      <Page title="出納簿" lead={`${it.number}　${it.title}`} crumbs={[...payingCrumbs, { title: "出納簿" }]}>
        <LedgerTable rows={rows} />
        <DownloadLinks downloads={[{ format: "csv", href: payingPaths.ledgerExport(it.id) }]} />
      </Page>,
    )
  })
  site.staff.get(payingPaths.ledgerExport(":id"), async (work, c) => {
    const { name, csv } = await ledgerCsv(work, c.param("id"))
    return c.file(csv, name, CSV_TYPE)
  })
}

function claimPages(site: Site): void {
  site.staff.get(payingPaths.home, async (work, c) => c.page(<ClaimsPage claims={await claimsToPay(work)} />))
  const show = async (work: Work, c: PageContext, typed?: Typed) => {
    const claim = await getClaim(work, c.param("id"))
    const it = await getApplication(work, claim.applicationId)
    const { creditor, accounts } = await accountsFor(work, it, claim.kind)
    const { rows } = await ledgerOf(work, it.id)
    await recordReading(work, { subject: { kind: "subsidy-application", id: it.id }, what: "補助金の請求と口座" })
    const hindrance = (await claimHindrance(work, claim, it)) ?? (accounts.length === 0 ? "通帳の写しと照らして確認した口座がありません。債主の画面で口座を確認してください。" : undefined)
    return <ClaimPage claim={claim} it={it} creditor={creditor} accounts={accounts} ledger={rows} hindrance={hindrance} mayPay={may(work.actor, "subsidies.pay", it)} typed={typed} />
  }
  site.staff.get(payingPaths.claim(":id"), async (work, c) => c.page(await show(work, c)))
  site.staff.post(payingPaths.claim(":id"), { form: claimForm, again: show }, async (work, { accountId }, c) => {
    await askPayment(work, c.param("id"), accountId)
    return c.redirect(payingPaths.home, "支払を起こしました。別の職員が確認すると、一括に入れられます。")
  })
}

function paymentPages(site: Site): void {
  const filterOf = (c: PageContext) => {
    const state = paymentStates.find((one) => one === c.query("state"))
    return { ...(state ? { state } : {}), ...(c.query("q") ? { q: c.query("q")!.slice(0, 100) } : {}) }
  }
  const show = async (work: Work, c: PageContext, typed?: Typed) => {
    const filter = typed ? { state: "asked" as const } : filterOf(c)
    const { items, next } = await listPayments(work, filter, { after: typed ? undefined : c.query("after") })
    const personId = work.actor.kind === "staff" ? work.actor.id : ""
    return <PaymentsPage items={items} next={next} filter={filter} counts={await countPayments(work)} personId={personId} typed={typed} />
  }
  site.staff.get(payingPaths.payments, async (work, c) => c.page(await show(work, c)))
  site.staff.get(payingPaths.paymentsExport, async (work, c) => c.file(await paymentsCsv(work, filterOf(c)), "補助金の支払.csv", CSV_TYPE))
  site.staff.post(payingPaths.approvePayments, { form: approveInput, again: show }, async (work, { ids }, c) => {
    const count = await approvePayments(work, ids)
    return c.redirect(payingPaths.payments, `${count}件の支払を確認しました。一括に入れられます。`)
  })
  const cancelPage = async (work: Work, c: PageContext, typed?: Typed) => <CancelPaymentPage payment={await getPayment(work, c.param("id"))} typed={typed} />
  site.staff.get(payingPaths.cancelPayment(":id"), async (work, c) => c.page(await cancelPage(work, c)))
  site.staff.post(payingPaths.cancelPayment(":id"), { form: reasonInput, again: cancelPage }, async (work, { reason }, c) => {
    await cancelPayment(work, c.param("id"), reason)
    return c.redirect(payingPaths.payments, "支払を取り消しました。")
  })
}

function creditorPages(site: Site): void {
  const filterOf = (c: PageContext) => creditorFilter.parse({ q: c.query("q"), state: c.query("state") })
  site.staff.get(payingPaths.creditors, async (work, c) => {
    const filter = filterOf(c)
    return c.page(<CreditorListPage {...await listCreditors(work, filter, { after: c.query("after") })} filter={filter} />)
  })
  site.staff.get(payingPaths.creditorsExport, async (work, c) => c.file(await creditorsCsv(work, filterOf(c)), "債主.csv", CSV_TYPE))
  const show = async (work: Work, id: string, typed?: Typed, typedFor?: string) => {
    mustPay(work)
    const creditor = await getCreditor(work, id)
    const accounts = await listAccounts(work, id)
    await recordReading(work, { subject: { kind: "subsidy-creditor", id }, what: "債主の口座" })
    const shown = accounts.map((account) => ({ ...account, dormant: account.state === "confirmed" && isDormant(account, work.now) }))
    const history = await historyOf(work, { kind: "subsidy-creditor", id })
    return <CreditorPage creditor={creditor} accounts={shown} mayPay={scopeOf(work.actor, "subsidies.pay").length > 0} history={history} typed={typed} typedFor={typedFor} />
  }
  site.staff.get(payingPaths.creditor(":id"), async (work, c) => c.page(await show(work, c.param("id"))))
  const byAccount = async (work: Work, c: PageContext, typed?: Typed) => {
    const { creditor } = await getAccount(work, c.param("id"))
    return show(work, creditor.id, typed, c.param("id"))
  }
  site.staff.post(payingPaths.confirmAccount(":id"), { form: nothing, again: byAccount }, async (work, _, c) => {
    const { creditor } = await getAccount(work, c.param("id"))
    await confirmAccount(work, c.param("id"))
    return c.redirect(payingPaths.creditor(creditor.id), "口座を確認しました。支払に使えます。")
  })
  site.staff.post(payingPaths.returnAccount(":id"), { form: remarkInput, again: byAccount }, async (work, { remark }, c) => {
    const { creditor } = await getAccount(work, c.param("id"))
    await returnAccount(work, c.param("id"), remark)
    return c.redirect(payingPaths.creditor(creditor.id), "口座の届出を差し戻しました。申請者に知らせました。")
  })
  site.staff.get(payingPaths.passbook(":id"), async (work, c) => {
    const { name, mediaType, bytes } = await readPassbook(work, c.param("id"))
    return c.file(bytes, name, mediaType, { inline: mediaType.startsWith("image/") })
  })
  const again = (work: Work, c: PageContext, typed: Typed) => show(work, c.param("id"), typed)
  site.staff.post(payingPaths.stopCreditor(":id"), { form: reasonInput, again }, async (work, { reason }, c) => {
    await stopCreditor(work, c.param("id"), reason)
    return c.redirect(payingPaths.creditor(c.param("id")), "この債主への支払を止めました。")
  })
  site.staff.post(payingPaths.resumeCreditor(":id"), { form: nothing, again }, async (work, _, c) => {
    await resumeCreditor(work, c.param("id"))
    return c.redirect(payingPaths.creditor(c.param("id")), "支払の停止をやめました。")
  })
}

/** What is wrong is shown while something can still be changed. */
async function batchPage(work: Work, c: PageContext, typed?: Typed) {
  const batch = await getBatch(work, c.param("id"))
  const payments = await paymentsOfBatch(work, batch.id)
  const early = ["draft", "in-approval", "approved"].includes(batch.state)
  let faults: Awaited<ReturnType<typeof batchFaults>> = []
  if (early && payments.length > 0) {
    try {
      faults = await batchFaults(work, batch, payments, batch.debit ?? (await debitAccountOn(work, batch.payOn)))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      faults = [{ message: error.message }]
    }
  }
  const mayPay = mayPayBatch(work, batch)
  return (
    <BatchPage
      batch={batch}
      payments={payments}
      free={batch.state === "draft" && mayPay ? await paymentsToChoose(work) : []}
      faults={faults}
      results={await listResults(work, batch.id)}
      mayPay={mayPay}
      today={civilDateOf(work.now)}
      typed={typed}
    />
  )
}

function batchPages(site: Site): void {
  site.staff.get(payingPaths.batches, async (work, c) => c.page(<BatchListPage {...await listBatches(work, { after: c.query("after") })} />))
  site.staff.get(payingPaths.freshBatch, (work, c) => c.page(<FreshBatchPage today={civilDateOf(work.now)} />))
  site.staff.post(payingPaths.batches, { form: batchInput, again: (work, _, typed) => <FreshBatchPage typed={typed} today={civilDateOf(work.now)} /> }, async (work, input, c) => {
    const { id, notice } = await makeBatch(work, input)
    return c.redirect(payingPaths.batch(id), notice ?? "一括をつくりました。入れる支払を選んでください。")
  })
  site.staff.get(payingPaths.batch(":id"), async (work, c) => c.page(await batchPage(work, c)))
  const back = (c: PageContext, flash: string) => c.redirect(payingPaths.batch(c.param("id")), flash)
  site.staff.post(payingPaths.chooseForBatch(":id"), { form: chooseInput, again: batchPage }, async (work, { ids }, c) => back(c, `${await choosePayments(work, c.param("id"), ids)}件の支払を入れました。`))
  site.staff.post(payingPaths.dayOfBatch(":id"), { form: dayInput, again: batchPage }, async (work, { wishedOn }, c) => back(c, (await changePayDay(work, c.param("id"), wishedOn)).notice ?? "支払日を変えました。"))
  site.staff.post(payingPaths.proposeBatch(":id"), { form: proposeInput, again: batchPage }, async (work, { comment }, c) => {
    await proposeBatch(work, c.param("id"), comment)
    return back(c, "決裁に回しました。")
  })
  site.staff.post(payingPaths.reopenBatch(":id"), { form: reasonInput, again: batchPage }, async (work, { reason }, c) => {
    await reopenBatch(work, c.param("id"), reason)
    return back(c, "作成中に戻しました。直したら、もう一度決裁に回してください。")
  })
  site.staff.post(payingPaths.dropBatch(":id"), { form: reasonInput, again: batchPage }, async (work, { reason }, c) => {
    await dropBatch(work, c.param("id"), reason)
    return c.redirect(payingPaths.batches, "一括を取りやめました。支払はほかの一括に入れられます。")
  })
  site.staff.post(payingPaths.exportBatch(":id"), { form: nothing, again: batchPage }, async (work, _, c) => {
    await exportBatch(work, c.param("id"))
    return back(c, "送付ファイルをつくりました。")
  })
  site.staff.get(payingPaths.batchFile(":id"), async (work, c) => {
    const { name, bytes } = await readBatchFile(work, c.param("id"), "transfers")
    return c.file(bytes, name, "application/octet-stream")
  })
  site.staff.get(payingPaths.batchCsv(":id"), async (work, c) => {
    const { name, bytes } = await readBatchFile(work, c.param("id"), "accounting")
    return c.file(bytes, name, CSV_TYPE)
  })
}

function resultPages(site: Site): void {
  site.staff.post(payingPaths.results(":id"), { form: resultFile, again: batchPage, maxBytes: MOST_UPLOADED }, async (work, { file }, c) => {
    await readResults(work, c.param("id"), { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })
    return c.redirect(`${payingPaths.batch(c.param("id"))}#results`, "振込不能ファイルを読み込みました。内容を確かめて、反映してください。")
  })
  site.staff.post(payingPaths.result(":id", ":result"), { form: applyInput, again: batchPage }, async (work, input, c) => {
    await applyResult(work, c.param("id"), c.param("result"), input)
    return c.redirect(payingPaths.batch(c.param("id")), "結果を反映しました。振込不能の申請者に、口座の届け直しを求めました。")
  })
  site.staff.post(payingPaths.dropResult(":id", ":result"), { form: nothing, again: batchPage }, async (work, _, c) => {
    await dropResult(work, c.param("id"), c.param("result"))
    return c.redirect(payingPaths.batch(c.param("id")), "読み込みを取り消しました。")
  })
  site.staff.post(payingPaths.resultByHand(":id"), { form: byHandInput, again: batchPage }, async (work, input, c) => {
    await applyByHand(work, c.param("id"), input)
    return c.redirect(payingPaths.batch(c.param("id")), "振込の結果を記録しました。")
  })
}

function settingsPages(site: Site): void {
  const show = async (work: Work, _: PageContext, typed?: Typed) => {
    mustPay(work)
    const today = civilDateOf(work.now)
    return (
      <SettingsPage
        debits={await listDebitAccounts(work)}
        shares={await listAdvanceShares(work)}
        calls={await callsPaidFor(work)}
        maySetDebit={may(work.actor, "subsidies.set-payment-terms")}
        maySetShare={scopeOf(work.actor, "subsidies.pay").length > 0}
        dormantYears={settingOn(dormantAfterYears, today)}
        today={today}
        typed={typed}
      />
    )
  }
  site.staff.get(payingPaths.settings, async (work, c) => c.page(await show(work, c)))
  site.staff.post(payingPaths.debitAccounts, { form: debitAccountInput, again: show }, async (work, input, c) => {
    await setDebitAccount(work, input)
    return c.redirect(payingPaths.settings, "県の支払口座を定めました。")
  })
  site.staff.post(payingPaths.advanceShares, { form: advanceShareInput, again: show }, async (work, input, c) => {
    await setAdvanceShare(work, input)
    return c.redirect(payingPaths.settings, "概算払の割合を定めました。")
  })
}
