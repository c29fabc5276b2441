import { z } from "zod"
import { recordReading } from "../../../../kernel/audit/index.ts"
import { CSV_TYPE, XLSX_TYPE } from "../../../../kernel/documents/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"
import { type PageContext, refusal, refuseIf, type Site, type Typed } from "../../../../kernel/http/index.ts"
import { fiscalYear } from "../../../../kernel/ui/index.ts"
import { type ApplicationMove, applicationStates } from "../../application-states.ts"
import { callOf } from "../../applications/call-of.ts"
import { typedOf } from "../../applications/pages/typed-of.ts"
import { MOST_SENT_BYTES, sentFiles } from "../../changes/sent-files.ts"
import { getApplication } from "../../applications/read-application.ts"
import { paths } from "../../paths.ts"
import { toOwnForm } from "../../procedures/pages/index.tsx"
import { moveIsNotPossible } from "../../rules/move-is-not-possible.ts"
import { assetsFile, getAsset, listAssets, removeAsset, saveAsset } from "../assets.ts"
import { askDisposal, decideDisposal } from "../dispose.ts"
import { afterInspectionInput, assetInput, decideDisposalInput, disposalInput, effectInput, taxInput, taxRepaymentInput } from "../inputs.ts"
import { aftercarePaths } from "../paths.ts"
import { inspectAfterwards, proposeTaxRepayment, reportEffect, reportTaxCredit } from "../reports.ts"
import { aftercareView } from "../view.ts"
import { AssetPage, AssetsPage, DisposalPage, EffectPage, TaxReportPage } from "./applicant-pages.tsx"
import { AftercarePage } from "./office-page.tsx"

export function aftercarePages(site: Site): void {
  const list = async (work: Work, c: PageContext) => {
    const it = await getApplication(work, c.param("id"))
    if (!it.notifiedOn) throw refusal("conflict", "subsidies.not-decided", "交付の決定の通知を受けてから使えます。")
    return <AssetsPage it={it} assets={await listAssets(work, it.id)} />
  }
  site.applicant.get(aftercarePaths.assets(":id"), async (work, c) => c.page(await list(work, c)))
  const asset = async (work: Work, c: PageContext, typed?: Typed) => {
    const it = await getApplication(work, c.param("id"))
    const call = await callOf(work, it)
    const assetId = c.param("asset") || undefined
    const known = assetId ? await getAsset(work, it.id, assetId) : undefined
    const { rate, ...values } = known ?? { rate: undefined, quantity: 1 }
    const category = rate && call.categories.find((one) => one.rate.numerator === rate.numerator && one.rate.denominator === rate.denominator)?.key
    const flat = Object.fromEntries(Object.entries({ ...values, category }).map(([key, value]) => [key, typeof value === "number" || typeof value === "string" ? value : undefined]))
    return <AssetPage it={it} call={call} asset={assetId} typed={typed ?? typedOf(flat)} />
  }
  site.applicant.get(aftercarePaths.freshAsset(":id"), async (work, c) => c.page(await asset(work, c)))
  site.applicant.post(aftercarePaths.freshAsset(":id"), { form: assetInput, again: asset }, async (work, input, c) => {
    await saveAsset(work, c.param("id"), input)
    return c.redirect(aftercarePaths.assets(c.param("id")), "登録しました。")
  })
  site.applicant.get(aftercarePaths.asset(":id", ":asset"), async (work, c) => c.page(await asset(work, c)))
  site.applicant.post(aftercarePaths.asset(":id", ":asset"), { form: assetInput, again: asset }, async (work, input, c) => {
    await saveAsset(work, c.param("id"), input, c.param("asset"))
    return c.redirect(aftercarePaths.assets(c.param("id")), "保存しました。")
  })
  site.applicant.post(aftercarePaths.removeAsset(":id", ":asset"), { form: z.object({}), again: list }, async (work, _, c) => {
    await removeAsset(work, c.param("id"), c.param("asset"))
    return c.redirect(aftercarePaths.assets(c.param("id")), "台帳から消しました。")
  })
  const disposal = async (work: Work, c: PageContext, typed?: Typed) => {
    const it = await getApplication(work, c.param("id"))
    return <DisposalPage it={it} asset={await getAsset(work, it.id, c.param("asset"))} typed={typed ?? typedOf({ price: 0 })} />
  }
  site.applicant.get(aftercarePaths.disposal(":id", ":asset"), async (work, c) => (await toOwnForm(work, c, "disposal")) ?? c.page(await disposal(work, c)))
  site.applicant.post(aftercarePaths.disposal(":id", ":asset"), { form: disposalInput, again: disposal, maxBytes: MOST_SENT_BYTES }, async (work, input, c) => {
    const waits = await askDisposal(work, c.param("id"), c.param("asset"), input, await sentFiles(c))
    return c.redirect(waits ? paths.mine(c.param("id")) : aftercarePaths.assets(c.param("id")), waits ? "財産処分の承認を申請しました。" : "処分を届け出ました。")
  })
  reportPages(site)
  officePages(site)
}

function reportPages(site: Site): void {
  const mine = async (work: Work, c: PageContext, move: ApplicationMove) => {
    const it = await getApplication(work, c.param("id"))
    refuseIf(moveIsNotPossible(applicationStates, it, move, { by: "applicant" }))
    return it
  }
  const tax = async (work: Work, c: PageContext, typed?: Typed) => <TaxReportPage it={await mine(work, c, "report-tax-credit")} typed={typed ?? typedOf({ shareDenominator: 1 })} />
  site.applicant.get(aftercarePaths.taxReport(":id"), async (work, c) => (await toOwnForm(work, c, "tax-credit")) ?? c.page(await tax(work, c)))
  site.applicant.post(aftercarePaths.taxReport(":id"), { form: taxInput, again: tax, maxBytes: MOST_SENT_BYTES }, async (work, input, c) => {
    const amount = await reportTaxCredit(work, c.param("id"), input, await sentFiles(c))
    return c.redirect(paths.mine(c.param("id")), `報告を受け付けました。返還額は${amount.toLocaleString("ja-JP")}円です。`)
  })
  const effect = async (work: Work, c: PageContext, typed?: Typed) => <EffectPage it={await mine(work, c, "report-effect")} typed={typed ?? typedOf({ year: fiscalYear(work.now) })} />
  site.applicant.get(aftercarePaths.effect(":id"), async (work, c) => (await toOwnForm(work, c, "effect")) ?? c.page(await effect(work, c)))
  site.applicant.post(aftercarePaths.effect(":id"), { form: effectInput, again: effect, maxBytes: MOST_SENT_BYTES }, async (work, input, c) => {
    await reportEffect(work, c.param("id"), input, await sentFiles(c))
    return c.redirect(paths.mine(c.param("id")), "報告を受け付けました。")
  })
}

function officePages(site: Site): void {
  const show = async (work: Work, c: PageContext, typed?: Typed) => <AftercarePage {...await aftercareView(work, c.param("id"))} typed={typed} />
  const back = (c: PageContext, flash: string) => c.redirect(aftercarePaths.office(c.param("id")), flash)
  site.staff.get(aftercarePaths.office(":id"), async (work, c) => {
    const page = await show(work, c)
    await recordReading(work, { subject: { kind: "subsidy-application", id: c.param("id") }, what: "補助金の事後管理" })
    return c.page(page)
  })
  for (const format of ["csv", "xlsx"] as const) {
    site.staff.get(aftercarePaths.assetsExport(":id", format), async (work, c) => {
      const it = await getApplication(work, c.param("id"))
      return c.file(await assetsFile(await listAssets(work, it.id), format), `取得財産等管理台帳_${it.number}.${format}`, format === "csv" ? CSV_TYPE : XLSX_TYPE)
    })
  }
  site.staff.post(aftercarePaths.decideDisposal(":id"), { form: decideDisposalInput, again: show }, async (work, input, c) => {
    await decideDisposal(work, c.param("id"), input)
    return back(c, input.verdict === "approve" ? "財産の処分を承認しました。" : "財産の処分を承認しませんでした。")
  })
  site.staff.post(aftercarePaths.taxRepayment(":id"), { form: taxRepaymentInput, again: show }, async (work, input, c) =>
    c.redirect(`/approvals/${await proposeTaxRepayment(work, c.param("id"), input)}`, "決裁に回しました。"),
  )
  site.staff.post(aftercarePaths.inspect(":id"), { form: afterInspectionInput, again: show }, async (work, input, c) => {
    await inspectAfterwards(work, c.param("id"), input)
    return back(c, "立入検査を記録しました。")
  })
}
