import { z } from "zod"
import { may } from "../../../../kernel/access/index.ts"
import { civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import { firstValue, type PageContext, type Site, type Typed } from "../../../../kernel/http/index.ts"
import { fiscalYear } from "../../../../kernel/ui/index.ts"
import { paths } from "../../paths.ts"
import { chooseForms, getChosenForms } from "../../procedures/choose-forms.ts"
import { procedureFormsInput } from "../../procedures/inputs.ts"
import { procedurePaths } from "../../procedures/paths.ts"
import { callIsComplete } from "../call-is-complete.ts"
import { changeCall, createCall, formOf, getOwnCall, listCallsOf, publishCall, repeatCall, withdrawCall } from "../calls.ts"
import { chooseForm, formChoiceOf } from "../choose-form.ts"
import { draftFromGuideline, guidelineInput } from "../draft-from-guideline.ts"
import { callInput, formChoiceInput, programmeInput, reasonInput } from "../inputs.ts"
import { changeProgramme, copyProgramme, createProgramme, getProgramme, listProgrammes } from "../programmes.ts"
import { proposeFromGuideline } from "../propose-from-guideline.ts"
import { CallFormPage } from "./call-form.tsx"
import { CallPage } from "./call-page.tsx"
import { GuidelinePage } from "./guideline-page.tsx"
import { ProgrammeFormPage } from "./programme-form.tsx"
import { ProgrammeListPage } from "./programme-list.tsx"
import { ProgrammePage } from "./programme-page.tsx"

const version = z.object({ _version: z.number().int().optional() })
const changedProgramme = z.object({ ...programmeInput.shape, ...version.shape })
const changedCall = z.object({ ...callInput.shape, ...version.shape })

export function programmePages(site: Site): void {
  site.staff.get(paths.programmes, async (work, c) => {
    const q = c.query("q") ?? ""
    const after = c.query("after")
    const { items, next } = await listProgrammes(work, { q, after })
    return c.page(<ProgrammeListPage items={items} next={next} q={q} later={after !== undefined} />)
  })
  // Fixed addresses before /programmes/:id, which would take "new" for an id.
  site.staff.get(paths.freshProgramme, (_, c) => c.page(<ProgrammeFormPage />))
  site.staff.post(paths.programmes, { form: programmeInput, again: (_, __, typed) => <ProgrammeFormPage typed={typed} /> }, async (work, input, c) => {
    const id = await createProgramme(work, input)
    return c.redirect(paths.programme(id), "制度をつくりました。次に公募をつくります。")
  })
  site.staff.get(paths.fromGuideline, (_, c) => c.page(<GuidelinePage />))
  site.staff.post(
    paths.fromGuideline,
    { form: guidelineInput, again: (_, __, typed) => <GuidelinePage typed={typed} found={proposeFromGuideline(firstValue(typed, "text") ?? "")} /> },
    async (work, input, c) => {
      const id = await draftFromGuideline(work, input)
      return c.redirect(paths.ownCall(id), "制度と公募の下書きをつくりました。足りないところを書き足してください。")
    },
  )
  site.staff.get(paths.programme(":id"), async (work, c) => {
    const it = await getProgramme(work, c.param("id"))
    const calls = await listCallsOf(work, it.id)
    return c.page(<ProgrammePage it={it} calls={calls} mayRun={may(work.actor, "subsidies.run", it)} />)
  })
  const editProgramme = async (work: Work, c: PageContext, typed?: Typed) => <ProgrammeFormPage it={await getProgramme(work, c.param("id"))} typed={typed} />
  site.staff.get(paths.editProgramme(":id"), async (work, c) => c.page(await editProgramme(work, c)))
  site.staff.post(paths.editProgramme(":id"), { form: changedProgramme, again: editProgramme }, async (work, { _version, ...input }, c) => {
    await changeProgramme(work, c.param("id"), input, _version)
    return c.redirect(paths.programme(c.param("id")), "制度を保存しました。")
  })
  const copyForm = async (work: Work, c: PageContext, typed?: Typed) => <ProgrammeFormPage from={await getProgramme(work, c.param("id"))} typed={typed} />
  site.staff.get(paths.copyProgramme(":id"), async (work, c) => c.page(await copyForm(work, c)))
  site.staff.post(paths.copyProgramme(":id"), { form: programmeInput, again: copyForm }, async (work, input, c) => {
    const id = await copyProgramme(work, c.param("id"), input)
    const from = await getProgramme(work, c.param("id"))
    return c.redirect(paths.programme(id), `「${from.title}」をもとに制度をつくりました。`)
  })
  callPages(site)
}

function callPages(site: Site): void {
  const fresh = async (work: Work, c: PageContext, typed?: Typed) => (
    <CallFormPage programme={await getProgramme(work, c.param("id"))} start={{}} typed={typed} fiscalYear={fiscalYear(civilDateOf(work.now))} />
  )
  site.staff.get(paths.freshCall(":id"), async (work, c) => c.page(await fresh(work, c)))
  site.staff.post(paths.calls(":id"), { form: callInput, again: fresh }, async (work, input, c) => {
    const id = await createCall(work, c.param("id"), input)
    return c.redirect(paths.ownCall(id), "公募の下書きを保存しました。")
  })
  const show = async (work: Work, c: PageContext, typed?: Typed) => {
    const own = await getOwnCall(work, c.param("id"))
    const missing = own.call.state === "draft" ? callIsComplete(own.call, work.now)?.message : undefined
    return <CallPage {...own} mayRun={may(work.actor, "subsidies.run", own.programme)} missing={missing} forms={{ ...(await formChoiceOf(work, own.call.id)), procedures: await getChosenForms(work, own.call.id) }} typed={typed} />
  }
  site.staff.get(paths.ownCall(":id"), async (work, c) => c.page(await show(work, c)))
  const edit = async (work: Work, c: PageContext, typed?: Typed) => {
    const { call, programme } = await getOwnCall(work, c.param("id"))
    return <CallFormPage programme={programme} it={call} start={formOf(call)} typed={typed} fiscalYear={call.fiscalYear} />
  }
  site.staff.get(paths.editCall(":id"), async (work, c) => c.page(await edit(work, c)))
  site.staff.post(paths.editCall(":id"), { form: changedCall, again: edit }, async (work, { _version, ...input }, c) => {
    await changeCall(work, c.param("id"), input, _version)
    return c.redirect(paths.ownCall(c.param("id")), "公募を保存しました。")
  })
  site.staff.post(paths.callForm(":id"), { form: formChoiceInput, again: show }, async (work, { versionId }, c) => {
    await chooseForm(work, c.param("id"), versionId)
    return c.redirect(paths.ownCall(c.param("id")), "申請で使う様式を決めました。")
  })
  site.staff.post(procedurePaths.choose(":id"), { form: procedureFormsInput, again: show }, async (work, chosen, c) => {
    await chooseForms(work, c.param("id"), chosen)
    return c.redirect(`${paths.ownCall(c.param("id"))}#procedure-forms`, "手続で使う様式を決めました。")
  })
  site.staff.post(paths.publishCall(":id"), { form: z.object({}), again: show }, async (work, _, c) => {
    await publishCall(work, c.param("id"))
    return c.redirect(paths.ownCall(c.param("id")), "公募を公開しました。")
  })
  site.staff.post(paths.withdrawCall(":id"), { form: reasonInput, again: show }, async (work, { reason }, c) => {
    const { call, programme } = await getOwnCall(work, c.param("id"))
    await withdrawCall(work, c.param("id"), reason)
    return call.state === "draft" ? c.redirect(paths.programme(programme.id), "下書きを捨てました。") : c.redirect(paths.ownCall(call.id), "公募を取りやめました。")
  })
  site.staff.post(paths.repeatCall(":id"), { form: z.object({}), again: show }, async (work, _, c) => {
    const id = await repeatCall(work, c.param("id"))
    return c.redirect(paths.ownCall(id), "翌年度の公募の下書きをつくりました。受付の期間と予算額を決めてください。")
  })
}
