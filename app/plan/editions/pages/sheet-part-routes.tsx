import type { VNode } from "preact"
import { z } from "zod"
import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { notFound, type PageContext, refusal, type Site, type Typed } from "../../../kernel/http/index.ts"
import { paths } from "../../paths.ts"
import { changeSheet } from "../change-sheet.ts"
import { mustBeDraft, type SheetIds } from "../draft.ts"
import { addIndicator, changeIndicator, removeIndicator } from "../indicators.ts"
import { indicatorInput, issueInput, milestoneInput, milestoneReport, solutionInput } from "../inputs.ts"
import { addIssue, changeIssue, reopenIssue, solveIssue, withdrawIssue } from "../issues.ts"
import { measureOptions } from "../measure-options.ts"
import { addMilestone, changeMilestone, removeMilestone, reportMilestone } from "../milestones.ts"
import { getSheet } from "../read-edition.ts"
import type { SheetInEdition } from "../types.ts"
import { editsSheet } from "../visibility.ts"
import { IndicatorPage, IndicatorsPage } from "./indicators-page.tsx"
import { IssuePage, IssuesPage } from "./issues-page.tsx"
import { MilestonePage, MilestonesPage } from "./milestones-page.tsx"
import { noIndicatorForm } from "./part-schemas.ts"

type Show = (work: Work, c: PageContext, typed?: Typed) => Promise<VNode>

const nothing = z.object({})

/** Issues, milestones and indicators: each a list with a form to add, and a page of its own to change. */
export function sheetPartRoutes(site: Site): void {
  issueRoutes(site)
  milestoneRoutes(site)
  indicatorRoutes(site)
}

function idsOf(c: PageContext): SheetIds {
  return { editionId: c.param("e"), initiativeId: c.param("i") }
}

async function sheetToWrite(work: Work, c: PageContext, options: { whileInForce?: boolean } = {}): Promise<SheetInEdition> {
  const found = await getSheet(work, c.param("e"), c.param("i"))
  if (!editsSheet(work.actor, found.sheet)) {
    throw refusal("forbidden", "access.plan.edit-sheet", "取組シートを書けるのは、企画担当と主管課の職員です。")
  }
  if (!(options.whileInForce && found.edition.status === "in-force")) mustBeDraft(found.edition)
  return found
}

function pick<T extends { id: string }>(list: readonly T[], id: string, what: string): T {
  const one = list.find((candidate) => candidate.id === id)
  if (!one) throw notFound(what)
  return one
}

function issueRoutes(site: Site): void {
  const list = paths.issues(":e", ":i")
  const own = paths.issue(":e", ":i", ":n")
  const showList: Show = async (work, c, typed) => <IssuesPage found={await sheetToWrite(work, c)} typed={typed} />
  const showOne: Show = async (work, c, typed) => {
    const found = await sheetToWrite(work, c)
    return <IssuePage found={found} issue={pick(found.sheet.issues, c.param("n"), "課題")} typed={typed} />
  }
  const back = (c: PageContext) => paths.issues(c.param("e"), c.param("i"))
  site.staff.get(list, async (work, c) => c.page(await showList(work, c)))
  site.staff.get(own, async (work, c) => c.page(await showOne(work, c)))
  site.staff.post(list, { form: issueInput, again: showList }, async (work, { text }, c) => {
    await addIssue(work, idsOf(c), text)
    return c.redirect(back(c), "課題を加えました。")
  })
  site.staff.post(own, { form: issueInput, again: showOne }, async (work, { text }, c) => {
    await changeIssue(work, idsOf(c), c.param("n"), text)
    return c.redirect(back(c), "課題を書き換えました。")
  })
  site.staff.post(`${own}/solve`, { form: solutionInput, again: showOne }, async (work, { solvedWith }, c) => {
    await solveIssue(work, idsOf(c), c.param("n"), solvedWith)
    return c.redirect(back(c), "解決済みにしました。")
  })
  site.staff.post(`${own}/reopen`, { form: nothing, again: showOne }, async (work, _input, c) => {
    await reopenIssue(work, idsOf(c), c.param("n"))
    return c.redirect(back(c), "未解決に戻しました。")
  })
  site.staff.post(`${own}/withdraw`, { form: nothing, again: showOne }, async (work, _input, c) => {
    await withdrawIssue(work, idsOf(c), c.param("n"))
    return c.redirect(back(c), "課題を取り消しました。")
  })
}

function milestoneRoutes(site: Site): void {
  const list = paths.milestones(":e", ":i")
  const own = paths.milestone(":e", ":i", ":n")
  const showList: Show = async (work, c, typed) => (
    <MilestonesPage found={await sheetToWrite(work, c, { whileInForce: true })} today={civilDateOf(work.now)} typed={typed} />
  )
  const showOne: Show = async (work, c, typed) => {
    const found = await sheetToWrite(work, c, { whileInForce: true })
    const milestone = pick(found.sheet.milestones, c.param("n"), "マイルストーン")
    return <MilestonePage found={found} milestone={milestone} today={civilDateOf(work.now)} typed={typed} />
  }
  const back = (c: PageContext) => paths.milestones(c.param("e"), c.param("i"))
  site.staff.get(list, async (work, c) => c.page(await showList(work, c)))
  site.staff.get(own, async (work, c) => c.page(await showOne(work, c)))
  site.staff.post(list, { form: milestoneInput, again: showList }, async (work, input, c) => {
    await addMilestone(work, idsOf(c), input)
    return c.redirect(back(c), "マイルストーンを加えました。")
  })
  site.staff.post(own, { form: milestoneInput, again: showOne }, async (work, input, c) => {
    await changeMilestone(work, idsOf(c), c.param("n"), input)
    return c.redirect(back(c), "マイルストーンを書き換えました。")
  })
  site.staff.post(`${own}/report`, { form: milestoneReport, again: showOne }, async (work, report, c) => {
    await reportMilestone(work, idsOf(c), c.param("n"), report)
    return c.redirect(back(c), report.doneOn ? "達成を報告しました。" : "達成の報告を取り消しました。")
  })
  site.staff.post(`${own}/remove`, { form: nothing, again: showOne }, async (work, _input, c) => {
    await removeMilestone(work, idsOf(c), c.param("n"))
    return c.redirect(back(c), "マイルストーンを外しました。")
  })
}

function indicatorRoutes(site: Site): void {
  const list = paths.indicators(":e", ":i")
  const own = paths.indicator(":e", ":i", ":n")
  const showList: Show = async (work, c, typed) => {
    const found = await sheetToWrite(work, c, { whileInForce: true })
    return <IndicatorsPage found={found} measures={measureOptions(found.sheet.key)} typed={typed} />
  }
  const showOne: Show = async (work, c, typed) => {
    const found = await sheetToWrite(work, c)
    const indicator = pick(found.sheet.indicators, c.param("n"), "指標")
    return <IndicatorPage found={found} measures={measureOptions(found.sheet.key)} indicator={indicator} typed={typed} />
  }
  const back = (c: PageContext) => paths.indicators(c.param("e"), c.param("i"))
  site.staff.get(list, async (work, c) => c.page(await showList(work, c)))
  site.staff.get(own, async (work, c) => c.page(await showOne(work, c)))
  site.staff.post(list, { form: indicatorInput, again: showList }, async (work, input, c) => {
    await addIndicator(work, idsOf(c), input)
    return c.redirect(back(c), "指標を加えました。")
  })
  site.staff.post(`${list}/none`, { form: noIndicatorForm, again: showList }, async (work, { _version, _reason, ...changes }, c) => {
    await changeSheet(work, idsOf(c), changes, { expectedVersion: _version, reason: _reason, fieldwise: true })
    return c.redirect(back(c), "「指標なし」の理由を保存しました。")
  })
  site.staff.post(own, { form: indicatorInput, again: showOne }, async (work, input, c) => {
    await changeIndicator(work, idsOf(c), c.param("n"), input)
    return c.redirect(back(c), "指標を保存しました。")
  })
  site.staff.post(`${own}/remove`, { form: nothing, again: showOne }, async (work, _input, c) => {
    await removeIndicator(work, idsOf(c), c.param("n"))
    return c.redirect(back(c), "指標を外しました。")
  })
}
