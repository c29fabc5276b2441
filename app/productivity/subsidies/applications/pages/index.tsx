import { z } from "zod"
import { listDeadlines, listSteps } from "../../../../kernel/cases/index.ts"
import type { Work } from "../../../../kernel/database/index.ts"
import { type Answers, readTyped, withFoundAddress } from "../../../../kernel/forms/index.ts"
import { notFound, type PageContext, piecesOf, refusal, type Site, type Typed } from "../../../../kernel/http/index.ts"
import { reasonInput } from "../../programmes/inputs.ts"
import { paths } from "../../paths.ts"
import { answerCorrection, changedFields, listCorrections } from "../answer-correction.ts"
import type { Asked } from "../asked.ts"
import { beginApplication } from "../begin-application.ts"
import { callOf } from "../call-of.ts"
import { addFile, listFiles, removeFile } from "../files.ts"
import { formOf } from "../form-of.ts"
import { isInHand } from "../in-hand.ts"
import { correctionInput, costsInput, memberInput, messageInput, partyInput, projectInput } from "../inputs.ts"
import { countByTurn, listMine } from "../list-mine.ts"
import { listToldDecisions } from "../list-told-decisions.ts"
import { addMember, claimInvitations, endMember, listMembers } from "../members.ts"
import { listMessages, sendMessage } from "../messages.ts"
import { mineFilterFrom } from "../mine-filter.ts"
import { mySections } from "../my-sections.ts"
import { getApplication } from "../read-application.ts"
import { receiptOf, receiptPdf } from "../receipt.ts"
import { saveFormPage, type SentFile } from "../save-form-page.ts"
import { saveCosts, saveParty, saveProject } from "../save-step.ts"
import { type ApplicationSheet, sheetOf } from "../steps.ts"
import { submitApplication } from "../submit-application.ts"
import type { InHand } from "../take-in-hand.ts"
import { mayWithdraw } from "../what-is-awaited.ts"
import { abandonDraft, withdrawApplication } from "../withdraw-application.ts"
import { CheckPage } from "./check-page.tsx"
import { CorrectionPage } from "./correction-page.tsx"
import { CostsStep } from "./costs-step.tsx"
import { FilesStep } from "./files-step.tsx"
import { FollowPage, type FollowProps } from "./follow-page.tsx"
import { FormStep } from "./form-step.tsx"
import { MembersPage } from "./members-page.tsx"
import { MyListPage } from "./my-list.tsx"
import { PartyStep } from "./party-step.tsx"
import { ProjectStep } from "./project-step.tsx"
import { ReceiptPage } from "./receipt-page.tsx"
import { TaskListPage } from "./task-list.tsx"
import { typedOf } from "./typed-of.ts"

const anyValues = z.record(z.string(), z.union([z.string(), z.array(z.string())]))
/** Which button: on to the next page, or back to the list. */
const saved = { _version: z.number().int().optional(), go: z.enum(["next", "list"]).default("next") }

export function applicationPages(site: Site): void {
  site.applicant.post(paths.begin(":id"), { form: anyValues, again: (_, c) => again(c) }, async (work, values, c) => {
    const answers = Object.fromEntries(
      Object.entries(values).flatMap(([name, value]) => (name.startsWith("answers.") && typeof value === "string" ? [[name.slice(8), value]] : [])),
    )
    return c.redirect(paths.mine(await beginApplication(work, c.param("id"), answers)), "下書きをつくりました。入力した内容は、ページごとに保存されます。")
  })
  site.applicant.get(paths.myApplications, async (work, c) => {
    await claimInvitations(work)
    const filter = mineFilterFrom(c.queries())
    const after = c.query("after")
    const [{ items, next }, counts] = await Promise.all([listMine(work, filter, { after }), countByTurn(work, filter)])
    return c.page(<MyListPage rows={items} next={next} later={after !== undefined} filter={filter} counts={counts} />)
  })
  site.applicant.get(paths.mine(":id"), async (work, c) => {
    const it = await getApplication(work, c.param("id"))
    if (it.state !== "draft") return c.page(<FollowPage {...await followed(work, it.id)} />)
    const [sheet, members] = await Promise.all([sheetOf(work, it), listMembers(work, it.id)])
    return c.page(<TaskListPage sheet={sheet} members={members} />)
  })
  stepPages(site)
  filePages(site)
  filingPages(site)
  site.applicant.get(paths.members(":id"), async (work, c) => c.page(await membersPage(work, c)))
  site.applicant.post(paths.members(":id"), { form: memberInput, again: membersPage, maxBytes: 52 * 1024 * 1024 }, async (work, input, c) => {
    await addMember(work, c.param("id"), input, sentFile(c.files.paper?.[0]))
    return c.redirect(paths.members(c.param("id")), `${input.name}さんを登録しました。`)
  })
  site.applicant.post(paths.endMember(":id", ":member"), { form: z.object({}), again: membersPage }, async (work, _, c) => {
    await endMember(work, c.param("id"), c.param("member"))
    return c.redirect(paths.members(c.param("id")), "外しました。")
  })
}

/** A button without a page of its own was refused: the sentence is all there is to say. */
function again(_: PageContext): never {
  throw refusal("conflict", "subsidies.begin-again", "申請をはじめられませんでした。公募のページから、もう一度お試しください。")
}

async function membersPage(work: Work, c: PageContext, typed?: Typed) {
  const it = await getApplication(work, c.param("id"))
  return <MembersPage it={it} members={await listMembers(work, it.id)} typed={typed} />
}

async function ownSheet(work: Work, c: PageContext): Promise<ApplicationSheet> {
  const it = await getApplication(work, c.param("id"))
  if (!isInHand(it)) throw refusal("conflict", "subsidies.not-in-hand", "提出した申請は変えられません。")
  return sheetOf(work, it)
}

function stepPages(site: Site): void {
  const wrong = (sheet: ApplicationSheet, c: PageContext, step: string) => (c.query("check") ? (sheet.steps.find(({ key }) => key === step)?.problems ?? []) : [])
  /** On to what comes next, or back to this page with what is missing; either way it is saved. */
  const onwards = async (work: Work, c: PageContext, { it, parts }: InHand, step: string, go: "next" | "list") => {
    if (go === "list") return c.redirect(paths.mine(it.id), "保存しました。")
    const { steps } = await sheetOf(work, it, parts)
    const at = steps.findIndex(({ key }) => key === step)
    // Its own answers may have taken a page away; then the list says what is next.
    if (at < 0) return c.redirect(paths.mine(it.id), "保存しました。")
    if (steps[at]!.problems.length > 0) return c.redirect(`${paths.step(it.id, step)}?check=1`, "保存しました。足りないところがあります。")
    const next = steps[at + 1]
    return c.redirect(next ? paths.step(it.id, next.key) : paths.check(it.id), "保存しました。")
  }
  const party = async (work: Work, c: PageContext, typed?: Typed) => {
    const sheet = await ownSheet(work, c)
    return <PartyStep sheet={sheet} typed={typed ?? typedOf(sheet.it.party, wrong(sheet, c, "party"))} />
  }
  site.applicant.get(paths.step(":id", "party"), async (work, c) => c.page(await party(work, c)))
  site.applicant.post(paths.step(":id", "party"), { form: partyInput.extend(saved), again: party }, async (work, { _version, go, ...input }, c) => {
    return onwards(work, c, await saveParty(work, c.param("id"), input, _version), "party", go)
  })
  const project = async (work: Work, c: PageContext, typed?: Typed) => {
    const sheet = await ownSheet(work, c)
    const { title, summary, startsOn, endsOn } = sheet.it
    return <ProjectStep sheet={sheet} typed={typed ?? typedOf({ title, summary, startsOn, endsOn }, wrong(sheet, c, "project"))} />
  }
  site.applicant.get(paths.step(":id", "project"), async (work, c) => c.page(await project(work, c)))
  site.applicant.post(paths.step(":id", "project"), { form: projectInput.extend(saved), again: project }, async (work, { _version, go, ...input }, c) => {
    return onwards(work, c, await saveProject(work, c.param("id"), input, _version), "project", go)
  })
  const costs = async (work: Work, c: PageContext, typed?: Typed) => {
    const sheet = await ownSheet(work, c)
    const lines = sheet.call.categories.flatMap(({ key }, at) => {
      const line = sheet.it.costs.find(({ category }) => category === key)
      return [
        [`lines.${at}.total`, (line?.total ?? 0).toLocaleString("ja-JP")],
        [`lines.${at}.eligible`, (line?.eligible ?? 0).toLocaleString("ja-JP")],
      ]
    })
    const income = Object.entries({ otherIncome: 0, ownFunds: 0, loans: 0, ...sheet.it.income }).map(([name, yen]) => [name, yen.toLocaleString("ja-JP")])
    return <CostsStep sheet={sheet} typed={typed ?? typedOf(Object.fromEntries([...lines, ...income]), wrong(sheet, c, "costs"))} />
  }
  site.applicant.get(paths.step(":id", "costs"), async (work, c) => c.page(await costs(work, c)))
  site.applicant.post(paths.step(":id", "costs"), { form: costsInput.extend(saved), again: costs }, async (work, { _version, go, ...input }, c) => {
    return onwards(work, c, await saveCosts(work, c.param("id"), input, _version), "costs", go)
  })
  const files = async (work: Work, c: PageContext, typed?: Typed) => {
    const sheet = await ownSheet(work, c)
    return <FilesStep sheet={sheet} typed={typed ?? typedOf({}, wrong(sheet, c, "files"))} />
  }
  site.applicant.get(paths.step(":id", "files"), async (work, c) => c.page(await files(work, c)))
  // The pages of the call's own form, after the fixed ones.
  const formStep = async (work: Work, c: PageContext, typed?: Typed) => {
    const sheet = await ownSheet(work, c)
    const pageKey = c.param("step").replace(/^form-/, "")
    const form = await formOf(work, sheet.it)
    const page = form?.pages.find(({ key }) => key === pageKey)
    const step = sheet.steps.find(({ key }) => key === c.param("step"))
    if (!form || !page || !step) throw notFound("ページ")
    const before = sheet.it.answers as Answers
    const sent = typed && (await withFoundAddress(work, typed.values))
    const answers = sent ? readTyped(form, pageKey, sent, before) : before
    return <FormStep sheet={sheet} form={form} page={page} answers={answers} problems={typed?.problems ?? wrong(sheet, c, c.param("step"))} typed={sent ?? {}} files={c.files} />
  }
  site.applicant.get(paths.step(":id", ":step"), async (work, c) => c.page(await formStep(work, c)))
  site.applicant.post(paths.step(":id", ":step"), { form: anyValues, again: formStep, maxBytes: 52 * 1024 * 1024 }, async (work, values, c) => {
    const files = Object.fromEntries(Object.entries(c.files).map(([name, list]) => [name, list.map(sentFile).filter((file) => file !== undefined)]))
    const version = Number(values._version)
    const saved = await saveFormPage(work, c.param("id"), c.param("step").replace(/^form-/, ""), values, files, Number.isInteger(version) && values._version ? version : undefined)
    return onwards(work, c, saved, c.param("step"), values.go === "list" ? "list" : "next")
  })
}

function filePages(site: Site): void {
  const files = async (work: Work, c: PageContext, typed?: Typed) => <FilesStep sheet={await ownSheet(work, c)} typed={typed ?? typedOf({})} />
  site.applicant.post(
    paths.myFiles(":id"),
    { form: z.object({ askedKey: z.string().max(40).meta({ title: "添付書類の項目" }) }), again: files, maxBytes: 52 * 1024 * 1024 },
    async (work, { askedKey }, c) => {
      const file = sentFile(c.files.file?.[0])
      if (!file) throw refusal("invalid", "subsidies.no-file", "添付するファイルを選んでください。", { field: `file-${askedKey}` })
      const kept = await addFile(work, c.param("id"), askedKey, file)
      return c.redirect(paths.step(c.param("id"), "files"), `「${kept.name}」を受け取りました。`)
    },
  )
  site.applicant.post(paths.removeFile(":id", ":file"), { form: z.object({}), again: files }, async (work, _, c) => {
    await removeFile(work, c.param("id"), c.param("file"))
    return c.redirect(paths.step(c.param("id"), "files"), "ファイルを外しました。")
  })
}

/** As it waits on disk: none is held whole, however many arrive at once. */
function sentFile(file: File | undefined): SentFile | undefined {
  return file && (file.size > 0 || file.name) ? { name: file.name, bytes: piecesOf(file) } : undefined
}

function filingPages(site: Site): void {
  const check = async (work: Work, c: PageContext, typed?: Typed) => <CheckPage sheet={await ownSheet(work, c)} typed={typed} />
  site.applicant.get(paths.check(":id"), async (work, c) => c.page(await check(work, c)))
  site.applicant.post(paths.submit(":id"), { form: z.object({}), again: check }, async (work, _, c) => {
    await submitApplication(work, c.param("id"))
    return c.redirect(paths.receipt(c.param("id")), "受け付けました。")
  })
  site.applicant.get(paths.receipt(":id"), async (work, c) => c.page(<ReceiptPage {...await receiptOf(work, c.param("id"))} />))
  site.applicant.get(paths.receiptPdf(":id"), async (work, c) => {
    const { bytes, name } = await receiptPdf(work, c.param("id"))
    return c.file(bytes, name, "application/pdf")
  })
  const follow = async (work: Work, c: PageContext, typed?: Typed) => <FollowPage {...await followed(work, c.param("id"))} typed={typed} />
  site.applicant.post(paths.withdraw(":id"), { form: reasonInput, again: follow }, async (work, { reason }, c) => {
    await withdrawApplication(work, c.param("id"), reason)
    return c.redirect(paths.mine(c.param("id")), "申請を取り下げました。")
  })
  site.applicant.post(paths.abandon(":id"), { form: z.object({}), again: follow }, async (work, _, c) => {
    await abandonDraft(work, c.param("id"))
    return c.redirect(paths.myApplications, "下書きをやめました。")
  })
  site.applicant.post(paths.myMessages(":id"), { form: messageInput, again: follow }, async (work, { text }, c) => {
    await sendMessage(work, c.param("id"), text)
    return c.redirect(`${paths.mine(c.param("id"))}#messages`, "メッセージを送りました。")
  })
  const correct = async (work: Work, c: PageContext, typed?: Typed) => {
    const it = await getApplication(work, c.param("id"))
    const correction = await openCorrection(work, it.id)
    if (it.state !== "in-correction" || !correction) throw notFound("補正")
    const sheet = await sheetOf(work, it)
    return <CorrectionPage sheet={sheet} correction={correction} changed={changedFields((it.asked ?? []) as Asked[], sheet.asked)} typed={typed} />
  }
  site.applicant.get(paths.correction(":id"), async (work, c) => c.page(await correct(work, c)))
  site.applicant.post(paths.correction(":id"), { form: correctionInput, again: correct }, async (work, { explanations }, c) => {
    await answerCorrection(work, c.param("id"), explanations)
    return c.redirect(paths.mine(c.param("id")), "補正を受け付けました。")
  })
}

async function openCorrection(work: Work, id: string) {
  return (await listCorrections(work, id)).find(({ answeredAt }) => answeredAt === null)
}

async function followed(work: Work, id: string): Promise<FollowProps> {
  const it = await getApplication(work, id)
  const [call, correction, steps, messages, files, decisions, deadlines] = await Promise.all([
    callOf(work, it),
    it.state === "in-correction" ? openCorrection(work, id) : undefined,
    it.caseId ? listSteps(work, it.caseId) : [],
    listMessages(work, id),
    listFiles(work, it),
    listToldDecisions(work, id),
    it.caseId ? listDeadlines(work, { caseId: it.caseId }) : [],
  ])
  const sections = await Promise.all(mySections.map(async ({ key, title, load }) => ({ key, title, node: await load(work, it) })))
  return {
    it,
    callTitle: call.title,
    correction,
    dueOn: correction?.replyBy ?? deadlines[0]?.dueOn,
    withdrawable: mayWithdraw(it, call.withdrawalDays, work.now),
    steps,
    messages,
    files,
    decisions,
    sections: sections.flatMap(({ node, ...rest }) => (node ? [{ ...rest, node }] : [])),
  }
}
