import { z } from "zod"
import { approvalPaths } from "../../../kernel/approvals/index.ts"
import type { Work } from "../../../kernel/database/index.ts"
import { type Api, pageOf, pageQuery } from "../../../kernel/http/index.ts"
import { messageInput } from "../applications/inputs.ts"
import { sendMessage } from "../applications/messages.ts"
import { getApplication, runs } from "../applications/read-application.ts"
import { acceptForm } from "./accept-form.ts"
import { askCorrection } from "./ask-correction.ts"
import { assignClerk } from "./assign-clerk.ts"
import { type BulkLine, previewBulk, runBulk } from "./bulk.ts"
import { listDecisions } from "./case-view.ts"
import { concludeCommittee, conveneCommittee } from "./committee.ts"
import { dismissApplication } from "./dismiss-application.ts"
import { formalCheckOf, saveFormalCheck } from "./formal-check.ts"
import { assignInput, bulkInput, checkInput, correctionRequestInput, dismissInput, noteInput, proposalInput, siteCheckInput } from "./inputs.ts"
import { listOfficeApplications } from "./list-applications.ts"
import { officeFilter } from "./list-filter.ts"
import { nextSteps } from "./next-steps.ts"
import { notifyDecision } from "./notify-decision.ts"
import { proposeDecision } from "./propose-decision.ts"
import { recordApplicationRead } from "./record-read.ts"
import { recordSiteCheck } from "./site-check.ts"

const staff = { who: "staff", tag: "補助金の申請（所属）" } as const
const ofApplication = z.object({ id: z.uuid().meta({ title: "申請のID" }) })
const day = z.string().nullable().meta({ format: "date" })
const moment = z.string().nullable().meta({ format: "date-time" })
const done = z.object({})

const rowAnswer = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  applicant: z.string(),
  callId: z.string(),
  callTitle: z.string(),
  state: z.string(),
  clerkName: z.string().nullable(),
  filedAt: moment,
  processBy: day,
  daysUsed: z.number().nullable(),
  standardDays: z.number().nullable(),
  wantedYen: z.number().nullable(),
  awardedYen: z.number().nullable(),
})
const oneAnswer = z.object({
  id: z.string(),
  number: z.string().nullable(),
  title: z.string(),
  state: z.string(),
  party: z.record(z.string(), z.unknown()),
  asked: z.array(z.unknown()),
  costs: z.array(z.object({ category: z.string(), total: z.number(), eligible: z.number() })),
  wantedYen: z.number().nullable(),
  awardedYen: z.number().nullable(),
  settledYen: z.number().nullable(),
  clerkId: z.string().nullable(),
  processBy: day,
  version: z.number(),
  next: z.array(z.object({ move: z.string(), title: z.string() })),
})

const checkAnswer = z.object({
  page: z.string(),
  path: z.string(),
  label: z.string(),
  text: z.string(),
  check: z.object({ verdict: z.string(), reason: z.string(), remark: z.string() }).nullable(),
  before: z.string().nullable(),
  explanation: z.string(),
  passedBefore: z.boolean(),
})
const decisionAnswer = z.object({
  id: z.string(),
  kind: z.string(),
  state: z.string(),
  amountYen: z.number().nullable(),
  conditions: z.array(z.string()),
  reason: z.string(),
  approvalId: z.string().nullable(),
  documentNumber: z.string().nullable(),
  documentId: z.string().nullable(),
  proposedAt: moment,
  decidedAt: moment,
  notifiedAt: moment,
})
export function officeApi(api: Api): void {
  api.route(
    { ...staff, method: "get", path: "/subsidies/applications", summary: "所属に届いた申請の一覧", query: pageQuery.extend(officeFilter.shape), answer: pageOf(rowAnswer) },
    async (work, { query: { after, limit, ...filter } }, c) => {
      const { items, next } = await listOfficeApplications(work, filter, { after, limit })
      c.next(next)
      return { items: items.map(({ clock, filedAt, ...row }) => ({ ...row, filedAt: filedAt.toISOString(), daysUsed: clock?.used ?? null })), next: next ?? null }
    },
  )
  api.route({ ...staff, method: "get", path: "/subsidies/applications/{id}", summary: "申請1件（所属）", params: ofApplication, answer: oneAnswer }, async (work, { params }, c) => {
    const it = await getApplication(work, params.id)
    c.version(it.version)
    await recordApplicationRead(work, it)
    const next = runs(work.actor, it) ? (nextSteps[it.state] ?? []).map(({ move, title }) => ({ move, title })) : []
    return { ...it, party: it.party as Record<string, unknown>, asked: it.asked ?? [], next }
  })
  api.route(
    { ...staff, method: "put", path: "/subsidies/applications/{id}/clerk", summary: "担当者を決める", params: ofApplication, body: assignInput, answer: done },
    async (work, { params, body }) => {
      await assignClerk(work, params.id, body.clerkId)
      return {}
    },
  )
  api.route(
    { ...staff, method: "get", path: "/subsidies/applications/{id}/check", summary: "形式審査のいま", params: ofApplication, answer: z.object({ items: z.array(checkAnswer) }) },
    async (work, { params }) => {
      const it = await getApplication(work, params.id)
      await recordApplicationRead(work, it)
      return { items: (await formalCheckOf(work, it)).items.map((item) => ({ ...item, check: item.check ?? null, before: item.before ?? null })) }
    },
  )
  const change = <B>(method: "post" | "put", path: string, summary: string, body: z.ZodType<B>, act: (work: Work, id: string, input: B) => Promise<unknown>) =>
    api.route({ ...staff, method, path: `/subsidies/applications/{id}/${path}`, summary, params: ofApplication, body, answer: done }, async (work, input) => {
      await act(work, input.params.id, input.body)
      return {}
    })
  change("put", "check", "項目ごとの確認を保存する", checkInput, saveFormalCheck)
  change("post", "corrections", "補正を求める", correctionRequestInput, askCorrection)
  const press = (path: string, summary: string, act: (work: Work, id: string) => Promise<void>) =>
    api.route({ ...staff, method: "post", path: `/subsidies/applications/{id}/${path}`, summary, params: ofApplication, answer: done }, async (work, { params }) => {
      await act(work, params.id)
      return {}
    })
  press("acceptance", "形式審査を終えて審査に進める", acceptForm)
  press("notice", "交付決定を通知する", notifyDecision)
  change("post", "dismissal", "却下する", dismissInput, dismissApplication)
  change("post", "site-checks", "現地調査を記録する", siteCheckInput, (work, id, input) => recordSiteCheck(work, id, input))
  change("post", "committee", "審査会に付議する", noteInput, (work, id, { note }) => conveneCommittee(work, id, note))
  change("post", "committee-result", "審査会の結果を受けて審査に戻す", noteInput, (work, id, { note }) => concludeCommittee(work, id, note))
  change("post", "messages", "申請者にメッセージを送る", messageInput, (work, id, { text }) => sendMessage(work, id, text))
  api.route(
    { ...staff, method: "post", path: "/subsidies/applications/{id}/proposals", summary: "交付・不交付の決定を起案する", params: ofApplication, body: proposalInput, answer: z.object({ approvalId: z.string() }), status: 201 },
    async (work, { params, body }, c) => {
      const approvalId = await proposeDecision(work, params.id, body)
      c.created(approvalPaths.approval(approvalId))
      return { approvalId }
    },
  )
  api.route(
    { ...staff, method: "get", path: "/subsidies/applications/{id}/decisions", summary: "申請についての決定", params: ofApplication, answer: z.object({ items: z.array(decisionAnswer) }) },
    async (work, { params }) => {
      const { id } = await getApplication(work, params.id)
      return { items: (await listDecisions(work, id)).map((one) => ({ ...one, proposedAt: one.proposedAt.toISOString(), decidedAt: iso(one.decidedAt), notifiedAt: iso(one.notifiedAt) })) }
    },
  )
  const bulkAnswer = z.object({ items: z.array(z.object({ id: z.string(), number: z.string(), title: z.string(), state: z.string(), refused: z.string().nullable() })) })
  const linesOf = (lines: readonly BulkLine[]) => ({ items: lines.map((line) => ({ ...line, refused: line.refused ?? null })) })
  api.route({ ...staff, method: "post", path: "/subsidies/applications/bulk-preview", summary: "まとめて行う操作の前に、行えるものを確かめる", body: bulkInput, answer: bulkAnswer }, async (work, { body }) =>
    linesOf(await previewBulk(work, body)),
  )
  api.route({ ...staff, method: "post", path: "/subsidies/applications/bulk", summary: "選んだ申請にまとめて行う", body: bulkInput, answer: bulkAnswer }, async (work, { body }) => linesOf(await runBulk(work, body)))
}

function iso(at: Date | null): string | null {
  return at?.toISOString() ?? null
}
