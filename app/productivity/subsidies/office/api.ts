import { z } from "zod"
import { type Api, pageOf, pageQuery } from "../../../kernel/http/index.ts"
import { getApplication, runs } from "../applications/read-application.ts"
import { assignClerk } from "./assign-clerk.ts"
import { assignInput } from "./inputs.ts"
import { listOfficeApplications } from "./list-applications.ts"
import { officeFilter } from "./list-filter.ts"
import { nextSteps } from "./next-steps.ts"

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
}
