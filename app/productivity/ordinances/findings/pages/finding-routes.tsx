import { z } from "zod"
import { civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import type { PageContext, Site, Typed } from "../../../../kernel/http/index.ts"
import { addCategory, addFinding } from "../decide/add-finding.ts"
import { assignFinding } from "../decide/assign-finding.ts"
import { completeFinding } from "../decide/complete-finding.ts"
import { decideFinding } from "../decide/decide-finding.ts"
import { addCategoryInput, addInput, clerkInput, completeInput, decisionForm, reopenInput } from "../decide/inputs.ts"
import { reopenFinding } from "../decide/reopen-finding.ts"
import { setPublic } from "../list/bulk.ts"
import { listOwnTexts } from "../list/list-texts.ts"
import { paths } from "../paths.ts"
import { askOpinion } from "../second-opinion/ask-opinion.ts"
import { languageModelOf } from "../second-opinion/language-model.ts"
import { viewFinding } from "../view-finding.ts"
import { AddPage } from "./add-page.tsx"
import { FindingPage, type FindingPageProps, PublicPage } from "./finding-page.tsx"

/** Registered last: /analog-findings/:id would take every other address. */
export function findingRoutes(site: Site): void {
  const page = (form?: FindingPageProps["form"]) => async (work: Work, c: PageContext, typed?: Typed) => (
    <FindingPage view={await viewFinding(work, c.param("id"))} today={civilDateOf(work.now)} typed={typed} form={form} modelIsConnected={languageModelOf(c.config) !== undefined} />
  )
  const act = (name: string) => paths.act(":id", name)
  const back = (c: PageContext, flash: string) => c.redirect(paths.finding(c.param("id")), flash)

  site.staff.get(paths.finding(":id"), async (work, c) => c.page(await page()(work, c)))
  site.staff.post(act("decide"), { form: decisionForm, again: page("decide") }, async (work, { _version, ...input }, c) => {
    await decideFinding(work, c.param("id"), input, _version)
    return back(c, "判定を保存しました。")
  })
  site.staff.post(act("reopen"), { form: reopenInput, again: page("reopen") }, async (work, { reason }, c) => {
    await reopenFinding(work, c.param("id"), reason)
    return back(c, "判定を開き直しました。")
  })
  site.staff.post(act("complete"), { form: completeInput, again: page("complete") }, async (work, input, c) => {
    await completeFinding(work, c.param("id"), input)
    return back(c, "見直し済みにしました。")
  })
  site.staff.post(act("clerk"), { form: clerkInput, again: page("clerk") }, async (work, { clerkId }, c) => {
    await assignFinding(work, c.param("id"), clerkId)
    return back(c, clerkId ? "担当者を決めました。" : "担当者をなしにしました。")
  })
  site.staff.post(act("category"), { form: addCategoryInput, again: page("category") }, async (work, input, c) => {
    await addCategory(work, c.param("id"), input)
    return back(c, `区分「${input.category}」を加えました。`)
  })
  site.staff.post(act("opinion"), { form: z.object({}), again: page("opinion") }, async (work, _, c) => {
    await askOpinion(work, c.param("id"), languageModelOf(c.config) !== undefined)
    return back(c, "AIの意見を求めました。届くとお知らせします。")
  })
  const publicPage = async (work: Work, c: PageContext, typed?: Typed) => <PublicPage view={await viewFinding(work, c.param("id"))} typed={typed} />
  site.staff.get(act("public"), async (work, c) => c.page(await publicPage(work, c)))
  site.staff.post(act("public"), { form: z.object({ public: z.boolean().default(false).meta({ title: "公開する" }) }), again: publicPage }, async (work, input, c) => {
    await setPublic(work, c.param("id"), input.public)
    return back(c, input.public ? "公開しました。" : "公開をやめました。")
  })
}

export function addRoutes(site: Site): void {
  const page = async (work: Work, c: PageContext, typed?: Typed) => {
    const ordinanceId = typed?.values.ordinanceId ?? c.query("ordinanceId")
    return <AddPage texts={await listOwnTexts(work)} ordinanceId={String(ordinanceId ?? "")} address={c.query("address") ?? ""} typed={typed} />
  }
  site.staff.get(paths.add, async (work, c) => c.page(await page(work, c)))
  site.staff.post(paths.add, { form: addInput, again: page }, async (work, input, c) => {
    const id = await addFinding(work, input)
    return c.redirect(paths.finding(id), "該当候補に加えました。")
  })
}
