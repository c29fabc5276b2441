import { z } from "zod"
import { recordReading } from "../../../../kernel/audit/index.ts"
import { civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import type { PageContext, Site, Typed } from "../../../../kernel/http/index.ts"
import { refuseIf } from "../../../../kernel/http/index.ts"
import { type ApplicationMove, applicationStates } from "../../application-states.ts"
import type { Application, CostLine } from "../../applications/application.ts"
import { callOf } from "../../applications/call-of.ts"
import { typedOf } from "../../applications/pages/typed-of.ts"
import { getApplication, runs } from "../../applications/read-application.ts"
import { paths } from "../../paths.ts"
import { toOwnForm } from "../../procedures/pages/index.tsx"
import { settingOn } from "../../rules/dated-setting.ts"
import { moveIsNotPossible } from "../../rules/move-is-not-possible.ts"
import { askChange, decideChange, movesOf } from "../change.ts"
import { approvedCosts } from "../approved-costs.ts"
import { getFiling, listFilings } from "../filings.ts"
import { accidentInput, changeInput, decideInput, discontinuationInput, instructionInput, orderInput, progressInput } from "../inputs.ts"
import { changesPaths } from "../paths.ts"
import { MOST_SENT_BYTES, sentFiles } from "../sent-files.ts"
import { minorShares } from "../settings.ts"
import { askDiscontinuation, decideDiscontinuation, giveOrder, instruct, reportAccident, reportProgress, resumeProject } from "../under-way.ts"
import { AccidentPage, ChangePage, DiscontinuationPage, ProgressPage } from "./applicant-pages.tsx"
import { FilingPage } from "./filing-page.tsx"
import { ChangesOfficePage } from "./office-page.tsx"

export function changesPages(site: Site): void {
  const mine = async (work: Work, c: PageContext, move: ApplicationMove) => {
    const it = await getApplication(work, c.param("id"))
    refuseIf(moveIsNotPossible(applicationStates, it, move, { by: "applicant", reason: "－" }))
    return it
  }
  const change = async (work: Work, c: PageContext, typed?: Typed) => {
    const it = await mine(work, c, "ask-change")
    const call = await callOf(work, it)
    const { numerator, denominator } = settingOn(minorShares, civilDateOf(work.now))
    const approved = await approvedCosts(work, it)
    const after = typed && typedLines(typed.values, call.categories)
    return <ChangePage it={it} call={call} approved={approved} {...(after ? { moves: movesOf(call, approved, after, civilDateOf(work.now)) } : {})} minor={`${(numerator / denominator) * 100}％`} typed={typed ?? typedOf(changeValues(it, call.categories))} />
  }
  site.applicant.get(changesPaths.change(":id"), async (work, c) => (await toOwnForm(work, c, "change")) ?? c.page(await change(work, c)))
  site.applicant.post(changesPaths.change(":id"), { form: changeInput, again: change, maxBytes: MOST_SENT_BYTES }, async (work, input, c) => {
    const needs = await askChange(work, c.param("id"), input, await sentFiles(c))
    return c.redirect(paths.mine(c.param("id")), needs ? "変更の承認を申請しました。" : "軽微な変更として届け出ました。承認は要りません。")
  })
  const discontinuation = async (work: Work, c: PageContext, typed?: Typed) => <DiscontinuationPage it={await mine(work, c, "ask-discontinuation")} typed={typed ?? typedOf({})} />
  site.applicant.get(changesPaths.discontinuation(":id"), async (work, c) => (await toOwnForm(work, c, "discontinuation")) ?? c.page(await discontinuation(work, c)))
  site.applicant.post(changesPaths.discontinuation(":id"), { form: discontinuationInput, again: discontinuation, maxBytes: MOST_SENT_BYTES }, async (work, input, c) => {
    await askDiscontinuation(work, c.param("id"), input, await sentFiles(c))
    return c.redirect(paths.mine(c.param("id")), "申請しました。")
  })
  const accident = async (work: Work, c: PageContext, typed?: Typed) => <AccidentPage it={await mine(work, c, "report-accident")} typed={typed ?? typedOf({})} />
  site.applicant.get(changesPaths.accident(":id"), async (work, c) => (await toOwnForm(work, c, "accident")) ?? c.page(await accident(work, c)))
  site.applicant.post(changesPaths.accident(":id"), { form: accidentInput, again: accident, maxBytes: MOST_SENT_BYTES }, async (work, input, c) => {
    await reportAccident(work, c.param("id"), input, await sentFiles(c))
    return c.redirect(paths.mine(c.param("id")), "報告しました。")
  })
  const progress = async (work: Work, c: PageContext, typed?: Typed) => <ProgressPage it={await mine(work, c, "report-progress")} typed={typed ?? typedOf({ kind: "progress" })} />
  site.applicant.get(changesPaths.progress(":id"), async (work, c) => (await toOwnForm(work, c, "progress")) ?? c.page(await progress(work, c)))
  site.applicant.post(changesPaths.progress(":id"), { form: progressInput, again: progress, maxBytes: MOST_SENT_BYTES }, async (work, input, c) => {
    await reportProgress(work, c.param("id"), input, await sentFiles(c))
    return c.redirect(paths.mine(c.param("id")), "報告しました。")
  })
  site.applicant.post(changesPaths.resume(":id"), { form: z.object({}), again: progress }, async (work, _, c) => {
    await resumeProject(work, c.param("id"))
    return c.redirect(paths.mine(c.param("id")), "事業を再開しました。")
  })
  site.applicant.get(paths.filing(":id", ":filing"), async (work, c) => {
    const it = await getApplication(work, c.param("id"))
    return c.page(<FilingPage it={it} filing={await getFiling(work, it.id, c.param("filing"))} />)
  })
  officePages(site)
}

function officePages(site: Site): void {
  const show = async (work: Work, c: PageContext, typed?: Typed) => {
    const it = await getApplication(work, c.param("id"))
    return <ChangesOfficePage it={it} filings={await listFilings(work, it.id)} mayRun={runs(work.actor, it)} typed={typed} sentTo={c.path} />
  }
  const back = (c: PageContext, flash: string) => c.redirect(changesPaths.office(c.param("id")), flash)
  site.staff.get(changesPaths.office(":id"), async (work, c) => {
    const page = await show(work, c)
    await recordReading(work, { subject: { kind: "subsidy-application", id: c.param("id") }, what: "補助金の実施中の手続" })
    return c.page(page)
  })
  site.staff.post(changesPaths.decideChange(":id"), { form: decideInput, again: show }, async (work, input, c) => {
    await decideChange(work, c.param("id"), input)
    return back(c, input.verdict === "approve" ? "変更を承認しました。" : "変更を承認しませんでした。")
  })
  site.staff.post(changesPaths.decideDiscontinuation(":id"), { form: decideInput, again: show }, async (work, input, c) => {
    await decideDiscontinuation(work, c.param("id"), input)
    return back(c, input.verdict === "approve" ? "承認しました。" : "承認しませんでした。")
  })
  site.staff.post(changesPaths.instruct(":id"), { form: instructionInput, again: show }, async (work, input, c) => {
    await instruct(work, c.param("id"), input)
    return back(c, "指示しました。")
  })
  site.staff.post(changesPaths.order(":id"), { form: orderInput, again: show }, async (work, input, c) => {
    await giveOrder(work, c.param("id"), input)
    return back(c, "命じました。")
  })
}

function changeValues(it: Application, categories: readonly { key: string }[]): Record<string, string> {
  const lines = categories.flatMap(({ key }, at) => {
    const line = it.costs.find(({ category }) => category === key)
    return [
      [`lines.${at}.total`, (line?.total ?? 0).toLocaleString("ja-JP")],
      [`lines.${at}.eligible`, (line?.eligible ?? 0).toLocaleString("ja-JP")],
    ]
  })
  const income = Object.entries({ otherIncome: 0, ownFunds: 0, loans: 0, ...it.income }).map(([name, yen]) => [name, yen.toLocaleString("ja-JP")])
  return { ...Object.fromEntries([...lines, ...income]), endsOn: it.endsOn ?? "" }
}

/** The lines as typed, to be compared before they are filed; undefined while one of them is no amount. */
function typedLines(values: Typed["values"], categories: readonly { key: string }[]): CostLine[] | undefined {
  const yen = (name: string) => {
    const text = String(values[name] ?? "").normalize("NFKC").replace(/[,\s円]/g, "")
    return text === "" ? 0 : /^\d{1,12}$/.test(text) ? Number(text) : undefined
  }
  const lines = categories.map(({ key }, at) => ({ category: key, total: yen(`lines.${at}.total`), eligible: yen(`lines.${at}.eligible`) }))
  return lines.every((line): line is CostLine => line.total !== undefined && line.eligible !== undefined) ? lines : undefined
}
