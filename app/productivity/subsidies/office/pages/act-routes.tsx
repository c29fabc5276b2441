import { z } from "zod"
import { workingDaysAfter } from "../../../../kernel/cases/index.ts"
import { civilDateOf, type Work } from "../../../../kernel/database/index.ts"
import { PDF_TYPE } from "../../../../kernel/documents/pdf/index.ts"
import { documentPaths } from "../../../../kernel/documents/index.ts"
import { notFound, type PageContext, refusal, Refusal, type Site, type Typed } from "../../../../kernel/http/index.ts"
import type { Application } from "../../applications/application.ts"
import { computeAward } from "../../applications/award-terms.ts"
import { callOf } from "../../applications/call-of.ts"
import { getApplication, runs } from "../../applications/read-application.ts"
import { applicationMove, type ApplicationMove, stateWords } from "../../application-states.ts"
import { withdrawableUntil } from "../../rules/withdrawal-period-is-over.ts"
import { acceptForm } from "../accept-form.ts"
import { askCorrection, LEAST_DAYS } from "../ask-correction.ts"
import { budgetLeft } from "../budget.ts"
import { listDecisions } from "../case-view.ts"
import { concludeCommittee, conveneCommittee } from "../committee.ts"
import type { CorrectionReason } from "../correction-reasons.ts"
import { previewPaper } from "../decide-with-paper.ts"
import { whoDecides } from "../who-decides.ts"
import { draftLetter } from "../draft-letter.ts"
import { dismissApplication } from "../dismiss-application.ts"
import { fundingHints } from "../double-funding.ts"
import { formalCheckOf, saveFormalCheck } from "../formal-check.ts"
import { checkForm, dismissInput, noteInput, proposalInput, siteCheckForm } from "../inputs.ts"
import { notifyDecision } from "../notify-decision.ts"
import { officePaths } from "../paths.ts"
import { proposeDecision } from "../propose-decision.ts"
import { recordApplicationRead } from "../record-read.ts"
import { recordSiteCheck } from "../site-check.ts"
import { CommitteePage, DismissPage, NotifyPage, ProposePage, SiteCheckPage } from "./act-pages.tsx"
import { CheckPage } from "./check-page.tsx"

type Show = (work: Work, c: PageContext, typed?: Typed) => Promise<preact.VNode>

export function actPages(site: Site): void {
  const back = (c: PageContext, flash: string) => c.redirect(officePaths.one(c.param("id")), flash)
  const act = (name: string) => officePaths.act(":id", name)

  site.staff.get(act("check"), async (work, c) => c.page(await checkPage(work, c)))
  site.staff.post(act("check"), { form: checkForm, again: checkPage }, async (work, input, c) => {
    const id = c.param("id")
    await saveFormalCheck(work, id, input)
    if (input.go === "save") return c.redirect(officePaths.act(id, "check"), "ここまでの確認を保存しました。")
    if (input.go === "accept") {
      await acceptForm(work, id)
      return back(c, "形式審査を終え、審査に進めました。")
    }
    await askFromCheck(work, id, input)
    return back(c, "補正を求めました。申請者に知らせ、処理期間の計算を止めました。")
  })

  site.staff.get(act("dismiss"), async (work, c) => c.page(await dismissPage(work, c)))
  site.staff.post(act("dismiss"), { form: dismissInput, again: dismissPage }, async (work, input, c) => {
    await dismissApplication(work, c.param("id"), input)
    return back(c, "却下し、申請者に知らせました。")
  })

  const siteCheckPage: Show = async (work, c, typed) => <SiteCheckPage it={await own(work, c, "check-on-site", typed)} typed={typed} today={civilDateOf(work.now)} />
  site.staff.get(act("site-check"), async (work, c) => c.page(await siteCheckPage(work, c)))
  site.staff.post(act("site-check"), { form: siteCheckForm, again: siteCheckPage }, async (work, { photos, ...input }, c) => {
    const files = (photos ?? []).filter((file) => file.size > 0 || file.name)
    const read = await Promise.all(files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })))
    await recordSiteCheck(work, c.param("id"), input, read)
    return back(c, "現地調査を記録しました。")
  })

  const committee = [
    ["convene", "convene-committee", conveneCommittee, "審査会に付議しました。"],
    ["conclude", "conclude-committee", concludeCommittee, "審査に戻しました。"],
  ] as const
  for (const [name, move, run, flash] of committee) {
    const page: Show = async (work, c, typed) => <CommitteePage it={await own(work, c, move, typed)} typed={typed} act={name} />
    site.staff.get(act(name), async (work, c) => c.page(await page(work, c)))
    site.staff.post(act(name), { form: noteInput, again: page }, async (work, { note }, c) => {
      await run(work, c.param("id"), note)
      return back(c, flash)
    })
  }

  site.staff.get(act("propose"), async (work, c) => c.page(await proposePage(work, c)))
  site.staff.post(act("propose"), { form: proposalInput, again: proposePage }, async (work, input, c) => {
    await proposeDecision(work, c.param("id"), input)
    return back(c, "起案し、決裁に回しました。")
  })

  site.staff.get(act("letter.pdf"), async (work, c) => {
    const { bytes, name } = await draftLetter(work, c.param("id"))
    return c.file(bytes, name, PDF_TYPE, { inline: true })
  })

  const notifyPage: Show = async (work, c, typed) => {
    const it = await own(work, c, "notify", typed)
    const [decision, call] = [(await listDecisions(work, it.id)).find(({ kind }) => kind === "award"), await callOf(work, it)]
    const paper = decision?.documentId ? documentPaths.document(decision.documentId) : null
    return <NotifyPage it={it} typed={typed} number={decision?.documentNumber ?? null} paper={paper} until={withdrawableUntil(civilDateOf(work.now), { days: call.withdrawalDays })} />
  }
  site.staff.get(act("notify"), async (work, c) => c.page(await notifyPage(work, c)))
  site.staff.post(act("notify"), { form: z.object({}), again: notifyPage }, async (work, _, c) => {
    await notifyDecision(work, c.param("id"))
    return back(c, "交付決定を通知しました。")
  })
}

/** A page to act on is for those who may act, while it can be done; what was typed already is shown again in any case. */
async function own(work: Work, c: PageContext, move: ApplicationMove, typed?: Typed): Promise<Application> {
  const it = await getApplication(work, c.param("id"))
  if (!runs(work.actor, it)) throw notFound("申請")
  if (!typed && !applicationMove(it.state, move)) {
    throw refusal("conflict", "subsidies.wrong-state", `いまの状態（${stateWords[it.state]}）では、この操作はできません。申請の画面を開き直してください。`)
  }
  return it
}

async function checkPage(work: Work, c: PageContext, typed?: Typed) {
  const it = await own(work, c, "ask-correction", typed)
  await recordApplicationRead(work, it)
  const [check, hints] = await Promise.all([formalCheckOf(work, it), fundingHints(work, it)])
  return <CheckPage it={it} check={check} hints={hints} earliest={workingDaysAfter(civilDateOf(work.now), LEAST_DAYS)} typed={typed} />
}

async function dismissPage(work: Work, c: PageContext, typed?: Typed) {
  const it = await own(work, c, "dismiss", typed)
  const { missing } = await previewPaper(work, it, { kind: "dismissal" })
  return <DismissPage it={it} typed={typed} missing={missing} />
}

async function proposePage(work: Work, c: PageContext, typed?: Typed) {
  const it = await own(work, c, "propose-decision", typed)
  const call = await callOf(work, it)
  const award = computeAward(call, it.costs, it.income)
  const [left, hints, glyphs, route] = await Promise.all([
    budgetLeft(work, it.callId, call.budgetYen, it.id),
    fundingHints(work, it),
    previewPaper(work, it, { kind: "award", amountYen: award.amount, conditions: call.conditions }),
    whoDecides(work, { unitId: it.unitId, amount: award.amount }),
  ])
  return <ProposePage it={it} call={call} award={award} left={left} hints={hints} {...glyphs} route={route} typed={typed} />
}

/** The defects of the page become the request; a fault of the request stands at the field of the page. */
async function askFromCheck(work: Work, id: string, input: z.output<typeof checkForm>): Promise<void> {
  const { items } = await formalCheckOf(work, await getApplication(work, id))
  if (items.length > 0 && !items.some(({ check }) => check?.verdict === "defect")) {
    throw refusal("invalid", "subsidies.no-defect", "不備のある項目を1つ以上選び、直すことを入力してください。", { field: "checks.0.verdict" })
  }
  const defects = items.flatMap(({ path, check }) => (check?.verdict === "defect" ? [{ field: path, reason: check.reason as CorrectionReason, remark: check.remark }] : []))
  try {
    await askCorrection(work, id, { defects, replyBy: input.replyBy ?? "" })
  } catch (error) {
    const place = error instanceof Refusal ? /^defects\.(\d+)\.(field|reason|remark)$/.exec(error.field ?? "") : null
    if (!(error instanceof Refusal) || !place) throw error
    const at = items.findIndex(({ path }) => path === defects[Number(place[1])]?.field)
    throw refusal(error.kind, error.code, error.message, { field: `checks.${at}.${place[2] === "remark" ? "remark" : "verdict"}` })
  }
}
