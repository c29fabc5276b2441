import { z } from "zod"
import { recordReading } from "../../../../kernel/audit/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"
import { notFound, type PageContext, refusal, type Site, type Typed } from "../../../../kernel/http/index.ts"
import { listCorrections } from "../../applications/answer-correction.ts"
import type { Application } from "../../applications/application.ts"
import { callOf } from "../../applications/call-of.ts"
import { MOST_SENT_BYTES, sentFiles } from "../../changes/sent-files.ts"
import { typedOf } from "../../applications/pages/typed-of.ts"
import { getApplication } from "../../applications/read-application.ts"
import { accountText } from "../../paying/creditors/creditor.ts"
import { creditorOf, listAccounts } from "../../paying/creditors/read-creditors.ts"
import { payingPaths } from "../../paying/paths.ts"
import { findOwnForm } from "../../procedures/own-form.ts"
import { toOwnForm } from "../../procedures/pages/index.tsx"
import { proposeCancellation } from "../cancel.ts"
import { claimOf, fileClaim, finishWithoutPayment } from "../claim.ts"
import { type JudgedEvidence, judgedEvidence, judgeEvidence, mustBeReporting, removeEvidence, removeEvidenceFile, saveEvidence } from "../evidence.ts"
import { cancelInput, claimInput, evidenceInput, inspectionInput, judgeInput, measuresInput, outcomeInput, receiptInput, repaymentInput, reportCorrectionInput, settleInput, waiveInput, withholdInput } from "../inputs.ts"
import { askReportCorrection, orderMeasures, recordInspection } from "../inspect.ts"
import { settlingPaths as paths } from "../paths.ts"
import { proposeRepayment, receiveRepayment, waiveSurcharge } from "../repayment.ts"
import { resumeTheRest } from "../resume.ts"
import { fileReport, readReport, reportProblems, saveOutcome } from "../report.ts"
import { proposeSettlement } from "../settle.ts"
import { settlingView } from "../view.ts"
import { withholdOtherGrants } from "../withhold.ts"
import { ClaimPage, EvidencePage, OutcomePage, ReportPage } from "./report-page.tsx"
import { SettlingPage } from "./settling-page.tsx"

export function settlingPages(site: Site): void {
  reportPages(site)
  claimPages(site)
  officePages(site)
}

function reportPages(site: Site): void {
  const show = async (work: Work, c: PageContext, typed?: Typed) => {
    const it = await getApplication(work, c.param("id"))
    mustBeReporting(it)
    const [call, report, lines, corrections] = await Promise.all([callOf(work, it), readReport(work, it.id), judgedEvidence(work, it), listCorrections(work, it.id)])
    const correction = corrections.find(({ about, answeredAt }) => about === "performance" && answeredAt === null)
    return <ReportPage it={it} call={call} report={report} lines={lines} problems={[...reportProblems(report, lines), ...(await ownFormProblems(work, it))]} correction={correction} typed={typed} />
  }
  site.applicant.get(paths.report(":id"), async (work, c) => c.page(await show(work, c)))
  const outcome = async (work: Work, c: PageContext, typed?: Typed) => {
    const it = await getApplication(work, c.param("id"))
    mustBeReporting(it)
    const report = await readReport(work, it.id)
    return <OutcomePage it={it} typed={typed ?? typedOf({ completedOn: report?.completedOn, outcome: report?.outcome, otherIncome: report?.otherIncome ?? 0, profit: report?.profit ?? 0 })} />
  }
  site.applicant.get(paths.reportOutcome(":id"), async (work, c) => c.page(await outcome(work, c)))
  site.applicant.post(paths.reportOutcome(":id"), { form: outcomeInput, again: outcome }, async (work, input, c) => {
    await saveOutcome(work, c.param("id"), input)
    return c.redirect(paths.report(c.param("id")), "保存しました。")
  })
  const evidence = async (work: Work, c: PageContext, typed?: Typed) => {
    const it = await getApplication(work, c.param("id"))
    mustBeReporting(it)
    const row = c.param("row") || undefined
    const line = row ? (await judgedEvidence(work, it)).find(({ id }) => id === row) : undefined
    if (row && !line) throw notFound("経費の明細")
    const shown = typed ?? (line ? { values: valuesOf(line), problems: line.faults.map(({ field, message }) => ({ field: controlOf(field), message })) } : typedOf({ method: "transfer", ownAccount: "on" }))
    return <EvidencePage it={it} call={await callOf(work, it)} row={row} line={line} typed={shown} />
  }
  site.applicant.get(paths.freshEvidence(":id"), async (work, c) => c.page(await evidence(work, c)))
  const save = async (work: Work, input: z.output<typeof evidenceInput>, c: PageContext) => {
    await saveEvidence(work, c.param("id"), input, { papers: await sentFiles(c), photos: { before: await sentFiles(c, "before"), after: await sentFiles(c, "after") } }, c.param("row") || undefined)
    return c.redirect(`${paths.report(c.param("id"))}#evidence`, "経費を保存しました。")
  }
  site.applicant.post(paths.freshEvidence(":id"), { form: evidenceInput, again: evidence, maxBytes: MOST_SENT_BYTES }, save)
  site.applicant.get(paths.evidence(":id", ":row"), async (work, c) => c.page(await evidence(work, c)))
  site.applicant.post(paths.evidence(":id", ":row"), { form: evidenceInput, again: evidence, maxBytes: MOST_SENT_BYTES }, save)
  site.applicant.post(paths.removeEvidence(":id", ":row"), { form: z.object({}), again: show }, async (work, _, c) => {
    await removeEvidence(work, c.param("id"), c.param("row"))
    return c.redirect(`${paths.report(c.param("id"))}#evidence`, "経費を消しました。")
  })
  site.applicant.post(paths.removeEvidenceFile(":id", ":row", ":file"), { form: z.object({}), again: evidence }, async (work, _, c) => {
    await removeEvidenceFile(work, c.param("id"), c.param("row"), c.param("file"))
    return c.redirect(paths.evidence(c.param("id"), c.param("row")), "書類を外しました。")
  })
  site.applicant.post(paths.fileReport(":id"), { form: z.object({ explanation: z.string().max(2000).default("").meta({ title: "説明" }) }), again: show }, async (work, { explanation }, c) => {
    await fileReport(work, c.param("id"), explanation)
    return c.redirect(`/subsidies/my/${c.param("id")}`, "実績報告を受け付けました。")
  })
}

/** The call's own form is filled in beside the report, before or after it. */
async function ownFormProblems(work: Work, it: Application): Promise<string[]> {
  const own = await findOwnForm(work, it, "performance")
  return own?.asked && !own.complete ? [`様式「${own.form.title}」に記入してください（申請の画面の「手続の様式」から）。`] : []
}

function claimPages(site: Site): void {
  const claim = async (work: Work, c: PageContext, typed?: Typed) => {
    const it = await getApplication(work, c.param("id"))
    const offer = await claimOf(work, it)
    if (!offer) throw refusal("conflict", "subsidies.nothing-to-claim", "いま請求できる額はありません。")
    const creditor = await creditorOf(work, it)
    const accounts = creditor ? (await listAccounts(work, creditor.id)).filter(({ state }) => state === "confirmed" || state === "waiting") : []
    return <ClaimPage it={it} offer={offer} accounts={accounts.map((one) => ({ id: one.id, text: accountText(one) }))} accountsHref={payingPaths.myAccounts} typed={typed ?? typedOf({ amount: offer.amount.toLocaleString("ja-JP") })} />
  }
  site.applicant.get(paths.claim(":id"), async (work, c) => {
    const { state } = await getApplication(work, c.param("id"))
    return (await toOwnForm(work, c, state === "settled" ? "final-claim" : "advance-claim")) ?? c.page(await claim(work, c))
  })
  site.applicant.post(paths.claim(":id"), { form: claimInput, again: claim }, async (work, input, c) => {
    await fileClaim(work, c.param("id"), input)
    return c.redirect(`/subsidies/my/${c.param("id")}`, "請求を受け付けました。")
  })
}

function officePages(site: Site): void {
  const show = async (work: Work, c: PageContext, typed?: Typed) => <SettlingPage {...await settlingView(work, c.param("id"))} typed={typed} sentTo={c.path} />
  const back = (c: PageContext, flash: string) => c.redirect(paths.settling(c.param("id")), flash)
  const approval = (c: PageContext, approvalId: string) => c.redirect(`/approvals/${approvalId}`, "決裁に回しました。")
  site.staff.get(paths.settling(":id"), async (work, c) => {
    const page = await show(work, c)
    await recordReading(work, { subject: { kind: "subsidy-application", id: c.param("id") }, what: "補助金の実績報告と返還" })
    return c.page(page)
  })
  site.staff.post(paths.judge(":id", ":row"), { form: judgeInput, again: show }, async (work, { verdict, reason }, c) => {
    await judgeEvidence(work, c.param("id"), c.param("row"), verdict, reason)
    return back(c, "判定しました。")
  })
  site.staff.post(paths.inspect(":id"), { form: inspectionInput, again: show }, async (work, input, c) => {
    await recordInspection(work, c.param("id"), input)
    return back(c, "検査を記録しました。")
  })
  site.staff.post(paths.askCorrection(":id"), { form: reportCorrectionInput, again: show }, async (work, { defects, replyBy }, c) => {
    await askReportCorrection(work, c.param("id"), await labelled(work, c.param("id"), defects), replyBy)
    return back(c, "補正を求めました。")
  })
  site.staff.post(paths.orderMeasures(":id"), { form: measuresInput, again: show }, async (work, input, c) => {
    await orderMeasures(work, c.param("id"), input)
    return back(c, "是正を命じました。")
  })
  site.staff.post(paths.settle(":id"), { form: settleInput, again: show }, async (work, { reason }, c) => approval(c, await proposeSettlement(work, c.param("id"), reason)))
  site.staff.post(paths.finish(":id"), { form: z.object({}), again: show }, async (work, _, c) => {
    await finishWithoutPayment(work, c.param("id"))
    return back(c, "精算を終えました。")
  })
  site.staff.post(paths.resume(":id"), { form: z.object({}), again: show }, async (work, _, c) => {
    await resumeTheRest(work, c.param("id"))
    return back(c, "残りの事業を続けられるようにしました。")
  })
  site.staff.post(paths.withhold(":id"), { form: withholdInput, again: show }, async (work, { reason }, c) => {
    await withholdOtherGrants(work, c.param("id"), reason)
    return back(c, "ほかの補助金の交付を一時停止しました。")
  })
  site.staff.post(paths.cancel(":id"), { form: cancelInput, again: show }, async (work, input, c) => approval(c, await proposeCancellation(work, c.param("id"), input)))
  site.staff.post(paths.orderRepayment(":id"), { form: repaymentInput, again: show }, async (work, input, c) => approval(c, await proposeRepayment(work, c.param("id"), input)))
  site.staff.post(paths.receive(":id"), { form: receiptInput, again: show }, async (work, input, c) => {
    await receiveRepayment(work, c.param("id"), input)
    return back(c, "納付を記録しました。")
  })
  site.staff.post(paths.waive(":id"), { form: waiveInput, again: show }, async (work, input, c) => {
    await waiveSurcharge(work, c.param("id"), input)
    return back(c, "加算金を免除しました。")
  })
}

/** Only the lines the office has chosen a reason for; each by the words of its cost. */
export async function labelled(work: Work, id: string, defects: z.output<typeof reportCorrectionInput>["defects"]) {
  const it = await getApplication(work, id)
  const lines = await judgedEvidence(work, it)
  return defects
    .filter(({ reason }) => reason)
    .map(({ field = "report", reason = "other", remark = "" }) => ({ field, reason, remark, label: lines.find((line) => field === `evidence.${line.id}`)?.content ?? "実績報告" }))
}

function valuesOf(line: JudgedEvidence): Record<string, string> {
  const papers = Object.entries(line.papers).flatMap(([link, paper]) => [
    [`${link}.on`, paper.on],
    [`${link}.amount`, paper.amount.toLocaleString("ja-JP")],
    [`${link}.name`, paper.name],
  ])
  const quotes = line.quotes.flatMap((quote, at) => [
    [`quotes.${at}.firm`, quote.firm],
    [`quotes.${at}.amount`, quote.amount.toLocaleString("ja-JP")],
    [`quotes.${at}.related`, quote.related ? "on" : ""],
  ])
  return {
    category: line.category,
    content: line.content,
    itemised: line.itemised ? "on" : "",
    secondHand: line.secondHand ? "on" : "",
    eligibleYen: line.eligibleYen.toLocaleString("ja-JP"),
    method: line.payment?.method ?? "transfer",
    withdrawnOn: line.payment?.withdrawnOn ?? "",
    ownAccount: line.ownAccount ? "on" : "",
    issuer: line.issuer,
    invoiceNumber: line.invoiceNumber,
    ...Object.fromEntries([...papers, ...quotes]),
  }
}

/** A fault of a paper stands at its date; of quotes at the first of them. */
function controlOf(field: string | undefined): string {
  if (!field) return "content"
  if (["quote", "order", "delivery", "invoice", "payment"].includes(field)) return `${field}.on`
  if (field === "quotes") return "quotes.0.firm"
  if (field === "orderedOn") return "order.on"
  return field
}
