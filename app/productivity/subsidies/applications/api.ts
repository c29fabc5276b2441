import { z } from "zod"
import type { Work } from "../../../kernel/database/index.ts"
import { type Api, pageOf, pageQuery, refusal } from "../../../kernel/http/index.ts"
import { paths } from "../paths.ts"
import { reasonInput } from "../programmes/inputs.ts"
import { answerCorrection, listCorrections } from "./answer-correction.ts"
import { beginApplication } from "./begin-application.ts"
import { addFile, listFiles, removeFile } from "./files.ts"
import { correctionInput, costsInput, memberInput, messageInput, partyInput, projectInput } from "./inputs.ts"
import { listMine, type MineRow } from "./list-mine.ts"
import { addMember, claimInvitations, endMember, listMembers } from "./members.ts"
import { listMessages, sendMessage } from "./messages.ts"
import { mineFilter } from "./mine-filter.ts"
import { getApplication } from "./read-application.ts"
import { receiptOf } from "./receipt.ts"
import { saveFormPage } from "./save-form-page.ts"
import { saveCosts, saveParty, saveProject } from "./save-step.ts"
import { sheetOf } from "./steps.ts"
import { submitApplication } from "./submit-application.ts"
import type { InHand } from "./take-in-hand.ts"
import { awaitedForApplicant, stateForApplicant } from "./what-is-awaited.ts"
import { abandonDraft, withdrawApplication } from "./withdraw-application.ts"

const tag = "補助金の申請"
/** Whoever is signed in may ask; the operations let applicants to their own only. */
const applicant = { who: "signedIn", tag } as const
const params = z.object({ id: z.uuid().meta({ title: "申請のID" }) })
const fileParams = params.extend({ file: z.uuid().meta({ title: "ファイルのID" }) })
const memberParams = params.extend({ member: z.uuid().meta({ title: "登録のID" }) })
const nothing = z.object({})
const version = z.object({ version: z.number() })
const moment = z.string().nullable().meta({ format: "date-time" })
const base64File = z.object({ name: z.string().min(1).max(200).meta({ title: "ファイル名" }), base64: z.base64().max(4_000_000).meta({ title: "ファイルの中身（Base64）" }) })
const fileAnswer = z.object({ id: z.string(), askedKey: z.string(), name: z.string(), bytes: z.number(), sha256: z.string() })
const problem = z.object({ field: z.string().optional(), message: z.string() })
const sheetAnswer = z.object({
  id: z.string(),
  callId: z.string(),
  number: z.string().nullable(),
  state: z.string(),
  stateWords: z.string(),
  awaited: z.string(),
  title: z.string(),
  wantedYen: z.number().nullable(),
  awardedYen: z.number().nullable(),
  filedAt: moment,
  contentSha256: z.string().nullable(),
  steps: z.array(z.object({ key: z.string(), title: z.string(), saved: z.boolean(), problems: z.array(problem) })),
  asked: z.array(z.object({ page: z.string(), label: z.string(), path: z.string(), text: z.string() })),
  files: z.array(fileAnswer),
})
const mineAnswer = z.object({
  id: z.string(),
  number: z.string().nullable(),
  title: z.string(),
  callTitle: z.string(),
  applicant: z.string(),
  state: z.string(),
  stateWords: z.string(),
  turn: z.string(),
  awaited: z.string(),
  closesAt: moment,
  updatedAt: moment,
  dueOn: z.string().nullable(),
  wantedYen: z.number().nullable(),
})
const hidden: readonly string[] = ["in-review", "in-committee", "in-decision", "decided"]

function mineJson({ state, closesAt, updatedAt, ...row }: MineRow) {
  return {
    ...row,
    state: hidden.includes(state) ? "in-review" : state,
    stateWords: stateForApplicant(state),
    awaited: awaitedForApplicant(state),
    closesAt: closesAt?.toISOString() ?? null,
    updatedAt: updatedAt.toISOString(),
  }
}

async function shown(work: Work, id: string) {
  const it = await getApplication(work, id)
  const sheet = await sheetOf(work, it)
  return {
    ...it,
    // What has not been told yet is not told here either.
    state: hidden.includes(it.state) ? "in-review" : it.state,
    awardedYen: it.notifiedOn ? it.awardedYen : null,
    stateWords: stateForApplicant(it.state),
    awaited: awaitedForApplicant(it.state),
    filedAt: it.filedAt?.toISOString() ?? null,
    steps: it.filedAt && it.state !== "in-correction" ? [] : sheet.steps,
    asked: it.asked && it.state !== "in-correction" ? (it.asked as typeof sheet.asked) : sheet.asked,
    files: sheet.files,
  }
}

export function applicationsApi(api: Api): void {
  api.route(
    { ...applicant, method: "post", path: "/subsidies/calls/{id}/applications", summary: "申請の下書きをはじめる（下書きがあれば、それを返す）", params, body: z.object({ answers: z.record(z.string().max(40), z.enum(["yes", "no"])).default({}).meta({ title: "申請できる条件の答え" }) }), answer: z.object({ id: z.string() }), status: 201 },
    async (work, { params: { id }, body }, c) => {
      const made = await beginApplication(work, id, body.answers)
      c.created(paths.mine(made))
      return { id: made }
    },
  )
  api.route(
    { ...applicant, method: "get", path: "/subsidies/my", summary: "自分の下書きと申請", query: pageQuery.extend(mineFilter.shape), answer: pageOf(mineAnswer) },
    async (work, { query: { after, limit, ...filter } }, c) => {
      await claimInvitations(work)
      const { items, next } = await listMine(work, filter, { after, limit })
      c.next(next)
      return { items: items.map(mineJson), next: next ?? null }
    },
  )
  api.route({ ...applicant, method: "get", path: "/subsidies/my/{id}", summary: "自分の申請1件（足りないところを含む）", params, answer: sheetAnswer }, async (work, { params: { id } }, c) => {
    const found = await shown(work, id)
    c.version(found.version)
    return found
  })
  const steps = [
    { path: "party", summary: "申請者を保存する", body: partyInput, save: saveParty },
    { path: "project", summary: "補助事業の概要を保存する", body: projectInput, save: saveProject },
    { path: "costs", summary: "経費を保存する（申請額は計算する）", body: costsInput, save: saveCosts },
  ] as const
  for (const { path, summary, body, save } of steps) {
    api.route(
      { ...applicant, method: "put", path: `/subsidies/my/{id}/${path}`, summary, params, body: body as z.ZodType, answer: version },
      async (work, { params: { id }, body: input }, c) => {
        const saved = await (save as (work: Work, id: string, input: unknown, expected?: number) => Promise<InHand>)(work, id, input, c.expectedVersion())
        c.version(saved.it.version)
        return { version: saved.it.version }
      },
    )
  }
  api.route(
    {
      ...applicant,
      method: "put",
      path: "/subsidies/my/{id}/form/{page}",
      summary: "公募の様式の1ページを保存する（欄の名前は画面と同じ）",
      params: params.extend({ page: z.string().max(40).meta({ title: "ページの記号" }) }),
      body: z.record(z.string().max(200), z.union([z.string().max(20_000), z.array(z.string().max(200)).max(200)])),
      answer: version,
    },
    async (work, { params: { id, page }, body }, c) => {
      const { it } = await saveFormPage(work, id, page, body, {}, c.expectedVersion())
      c.version(it.version)
      return { version: it.version }
    },
  )
  api.route(
    { ...applicant, method: "post", path: "/subsidies/my/{id}/files", summary: "書類を添付する", params, body: base64File.extend({ askedKey: z.string().max(40).meta({ title: "添付書類の項目" }) }), answer: fileAnswer, status: 201 },
    async (work, { params: { id }, body }) => addFile(work, id, body.askedKey, { name: body.name, bytes: Buffer.from(body.base64, "base64") }),
  )
  api.route({ ...applicant, method: "get", path: "/subsidies/my/{id}/files", summary: "添付した書類", params, answer: z.object({ items: z.array(fileAnswer) }) }, async (work, { params: { id } }) => ({
    items: await listFiles(work, await getApplication(work, id)),
  }))
  api.route({ ...applicant, method: "delete", path: "/subsidies/my/{id}/files/{file}", summary: "書類を外す", params: fileParams, answer: nothing }, async (work, { params: { id, file } }) => {
    await removeFile(work, id, file)
    return {}
  })
  api.route({ ...applicant, method: "post", path: "/subsidies/my/{id}/submit", summary: "提出する", params, answer: z.object({ number: z.string() }) }, async (work, { params: { id } }) => ({ number: await (await submitApplication(work, id)).number }))
  api.route(
    { ...applicant, method: "get", path: "/subsidies/my/{id}/receipt", summary: "受付票（ファイルを読み返して確かめる）", params, answer: z.object({ number: z.string(), filedAt: z.string(), contentSha256: z.string(), files: z.array(fileAnswer) }) },
    async (work, { params: { id } }) => {
      const { it, files } = await receiptOf(work, id)
      return { number: it.number!, filedAt: it.filedAt!.toISOString(), contentSha256: it.contentSha256!, files }
    },
  )
  api.route({ ...applicant, method: "post", path: "/subsidies/my/{id}/withdraw", summary: "取り下げる", params, body: reasonInput, answer: nothing }, async (work, { params: { id }, body }) => {
    await withdrawApplication(work, id, body.reason)
    return {}
  })
  api.route({ ...applicant, method: "post", path: "/subsidies/my/{id}/abandon", summary: "下書きをやめる", params, answer: nothing }, async (work, { params: { id } }) => {
    await abandonDraft(work, id)
    return {}
  })
  const correction = z.object({ id: z.string(), replyBy: z.string(), defects: z.array(z.object({ field: z.string(), label: z.string(), reason: z.string(), remark: z.string() })), answered: z.boolean() })
  api.route({ ...applicant, method: "get", path: "/subsidies/my/{id}/corrections", summary: "求められた補正", params, answer: z.object({ items: z.array(correction) }) }, async (work, { params: { id } }) => {
    await getApplication(work, id)
    return { items: (await listCorrections(work, id)).map((one) => ({ ...one, answered: one.answeredAt !== null })) }
  })
  api.route({ ...applicant, method: "post", path: "/subsidies/my/{id}/corrections", summary: "補正を提出する", params, body: correctionInput, answer: nothing }, async (work, { params: { id }, body }) => {
    await answerCorrection(work, id, body.explanations)
    return {}
  })
  const message = z.object({ id: z.string(), fromOffice: z.boolean(), author: z.string(), text: z.string(), at: z.string() })
  api.route({ ...applicant, method: "get", path: "/subsidies/my/{id}/messages", summary: "担当課とのメッセージ", params, answer: z.object({ items: z.array(message) }) }, async (work, { params: { id } }) => {
    await getApplication(work, id)
    return { items: (await listMessages(work, id)).map((one) => ({ ...one, at: one.at.toISOString() })) }
  })
  api.route({ ...applicant, method: "post", path: "/subsidies/my/{id}/messages", summary: "担当課にメッセージを送る", params, body: messageInput, answer: nothing }, async (work, { params: { id }, body }) => {
    await sendMessage(work, id, body.text)
    return {}
  })
  const member = z.object({ id: z.string(), name: z.string(), email: z.string(), role: z.string(), scope: z.string(), until: z.string().nullable() })
  api.route({ ...applicant, method: "get", path: "/subsidies/my/{id}/members", summary: "いっしょに申請する人・代理人", params, answer: z.object({ items: z.array(member) }) }, async (work, { params: { id } }) => ({ items: await listMembers(work, id) }))
  api.route(
    { ...applicant, method: "post", path: "/subsidies/my/{id}/members", summary: "いっしょに申請する人・代理人を登録する", params, body: memberInput.extend({ paper: base64File.optional().meta({ title: "委任状の写し" }) }), answer: nothing },
    async (work, { params: { id }, body: { paper, ...input } }) => {
      if (input.role === "agent" && !paper) throw refusal("invalid", "subsidies.delegation-paper", "委任状の写しを添付してください。", { field: "paper" })
      await addMember(work, id, input, paper && { name: paper.name, bytes: Buffer.from(paper.base64, "base64") })
      return {}
    },
  )
  api.route({ ...applicant, method: "delete", path: "/subsidies/my/{id}/members/{member}", summary: "いっしょに申請する人・代理人を外す", params: memberParams, answer: nothing }, async (work, { params: { id, member: one } }) => {
    await endMember(work, id, one)
    return {}
  })
}
