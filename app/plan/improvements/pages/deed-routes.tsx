import type { VNode } from "preact"
import { z } from "zod"
import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { type InputSchema, notFound, type PageContext, type Site, type Typed } from "../../../kernel/http/index.ts"
import { askBack } from "../ask-back.ts"
import { carryOut, changePlannedDay } from "../carry-out.ts"
import { commentOnImprovement } from "../comment-on-improvement.ts"
import { followImprovement } from "../follow-improvement.ts"
import { getImprovement } from "../get-improvement.ts"
import type { Improvement } from "../improvement.ts"
import { askBackInput, commentInput, doneInput, measurementInput, planInput, proposalInput, withdrawInput } from "../inputs.ts"
import { measureImprovement } from "../measure-improvement.ts"
import { paths } from "../paths.ts"
import { proposeAdoption } from "../propose-adoption.ts"
import { deedsFor, type Deed } from "../what-may-be-done.ts"
import { withdrawImprovement } from "../withdraw-improvement.ts"
import { AskBackPage, DonePage, MeasurementPage, PlannedPage, ProposalPage, WithdrawPage } from "./deed-page.tsx"
import { improvementPage } from "./show-improvement.tsx"

/** What is done with one improvement, each on a page of its own, and the two buttons of its main page. */
export function deedPages(site: Site): void {
  const deed = <T,>(
    name: Deed,
    path: (id: string) => string,
    form: InputSchema<T>,
    page: (it: Improvement, work: Work, typed?: Typed) => VNode,
    act: (work: Work, id: string, input: T) => Promise<unknown>,
    done: string,
  ) => {
    site.staff.get(path(":id"), async (work, c) => {
      const it = await getImprovement(work, c.param("id"))
      if (!deedsFor(work.actor, it).includes(name)) throw notFound("この提案でいまできる操作")
      return c.page(page(it, work))
    })
    const again = async (work: Work, c: PageContext, typed: Typed) => page(await getImprovement(work, c.param("id")), work, typed)
    site.staff.post(path(":id"), { form, again }, async (work, input, c) => {
      await act(work, c.param("id"), input)
      return c.redirect(paths.one(c.param("id")), done)
    })
  }
  const today = (work: Work) => civilDateOf(work.now)

  deed("ask-back", paths.askBack, askBackInput, (it, _, typed) => <AskBackPage it={it} typed={typed} />, askBack, "提案者に差し戻しました。")
  deed("withdraw", paths.withdraw, withdrawInput, (it, _, typed) => <WithdrawPage it={it} typed={typed} />, withdrawImprovement, "提案を取り下げました。")
  deed("propose", paths.proposal, proposalInput, (it, _, typed) => <ProposalPage it={it} typed={typed} />, proposeAdoption, "採否の決裁に回しました。")
  deed("change-plan", paths.planned, planInput, (it, _, typed) => <PlannedPage it={it} typed={typed} />, changePlannedDay, "実施予定日を変えました。")
  deed("carry-out", paths.done, doneInput, (it, work, typed) => <DonePage it={it} typed={typed} today={today(work)} />, carryOut, "実施を記録しました。3か月後に効果を測ります。")
  deed(
    "measure",
    paths.measurement,
    measurementInput,
    (it, work, typed) => <MeasurementPage it={it} typed={typed} today={today(work)} />,
    measureImprovement,
    "効果の測定を記録しました。",
  )

  const onPage = { again: (work: Work, c: PageContext, typed: Typed) => improvementPage(work, c.param("id"), typed) }
  site.staff.post(paths.comments(":id"), { form: commentInput, ...onPage }, async (work, input, c) => {
    await commentOnImprovement(work, c.param("id"), input)
    return c.redirect(`${paths.one(c.param("id"))}#comments`, "コメントを書きました。")
  })
  const followForm = z.object({ follow: z.enum(["yes", "no"]).meta({ title: "見守る" }) })
  site.staff.post(paths.follow(":id"), { form: followForm, ...onPage }, async (work, { follow }, c) => {
    await followImprovement(work, c.param("id"), follow === "yes")
    return c.redirect(paths.one(c.param("id")), follow === "yes" ? "動きがあったときにお知らせします。" : "見守るのをやめました。")
  })
}
