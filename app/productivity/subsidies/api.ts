import { z } from "zod"
import { type Api, pageOf, pageQuery } from "../../kernel/http/index.ts"
import { findCalls, finderQuery, getPublicCall } from "./finder/find-calls.ts"
import { NATIONAL_SOURCE } from "./finder/national.ts"
import { paths } from "./paths.ts"
import { changeCall, createCall, getOwnCall, listCallsOf, publishCall, repeatCall, withdrawCall } from "./programmes/calls.ts"
import { chooseForm, formChoiceOf } from "./programmes/choose-form.ts"
import { draftFromGuideline, guidelineInput } from "./programmes/draft-from-guideline.ts"
import { callInput, formChoiceInput, programmeCopyInput, programmeInput, reasonInput } from "./programmes/inputs.ts"
import type { Call } from "./programmes/programme.ts"
import { changeProgramme, copyProgramme, createProgramme, getProgramme, listProgrammes, mustRun } from "./programmes/programmes.ts"
import { proposeFromGuideline } from "./programmes/propose-from-guideline.ts"
import { rateInput } from "./programmes/rate.ts"

const staff = { who: "staff", tag: "補助制度" } as const
const anyone = { who: "anyone", tag: "補助金をさがす" } as const
const programmeId = z.object({ id: z.uuid().meta({ title: "制度のID" }) })
const callId = z.object({ id: z.uuid().meta({ title: "公募のID" }) })
const made = z.object({ id: z.string() })
const moment = z.string().nullable().meta({ format: "date-time" })
const rate = z.object({ numerator: z.number(), denominator: z.number() })

const programmeAnswer = z.object({
  id: z.string(),
  unitName: z.string(),
  title: z.string(),
  purpose: z.string(),
  audience: z.string(),
  uses: z.array(z.string()),
  area: z.string(),
  basis: z.string(),
  contact: z.string(),
})
const callAnswer = z.object({
  id: z.string(),
  programmeId: z.string(),
  fiscalYear: z.number(),
  title: z.string(),
  state: z.string(),
  opensAt: moment,
  closesAt: moment,
  capYen: z.number().nullable(),
  rounding: z.string(),
  standardDays: z.number().nullable(),
  withdrawalDays: z.number(),
  reportDays: z.number(),
  earlyStart: z.boolean(),
  quotesFromYen: z.number().nullable(),
  eligibility: z.array(z.object({ key: z.string(), question: z.string(), answer: z.string() })),
  attachments: z.array(z.object({ key: z.string(), title: z.string(), required: z.boolean() })),
  conditions: z.array(z.string()),
  categories: z.array(z.object({ key: z.string(), title: z.string(), rate, capYen: z.number().nullable(), note: z.string() })),
})
const ownCallAnswer = callAnswer.extend({ budgetYen: z.number().nullable(), withdrawnReason: z.string() })
const foundAnswer = z.object({
  id: z.string(),
  from: z.string(),
  title: z.string(),
  office: z.string(),
  area: z.string(),
  limitYen: z.number().nullable(),
  opensAt: moment,
  closesAt: moment,
  url: z.string(),
  source: z.string().optional(),
})

/** Each with the sentence of the 要綱 it was read in; the value is what the making of the draft takes back. */
const proposed = z.array(z.object({ value: z.string(), sentence: z.string() }))
const proposalsAnswer = z.object({ rates: proposed, caps: proposed, rounding: proposed, documents: proposed, withdrawalDays: proposed, reportDays: proposed })

const isoOf = (at: Date | null) => at?.toISOString() ?? null
const callJson = (call: Call) => ({ ...call, opensAt: isoOf(call.opensAt), closesAt: isoOf(call.closesAt) })

export function subsidiesApi(api: Api): void {
  api.route(
    { ...anyone, method: "get", path: "/subsidies", summary: "補助金をさがす（県の公募と国の公開一覧）", query: pageQuery.extend(finderQuery.shape), answer: pageOf(foundAnswer) },
    async (work, { query: { after, limit, ...filter } }, c) => {
      const page = await findCalls(work, filter, { after, limit })
      c.next(page.next)
      const items = page.items.map((item) => ({
        ...item,
        opensAt: isoOf(item.opensAt),
        closesAt: isoOf(item.closesAt),
        ...(item.from === "nation" ? { source: NATIONAL_SOURCE } : {}),
      }))
      return { items, next: page.next ?? null }
    },
  )
  api.route({ ...anyone, method: "get", path: "/subsidies/calls/{id}", summary: "公開された公募1件", params: callId, answer: callAnswer }, async (work, { params }) =>
    callJson((await getPublicCall(work, params.id)).call),
  )
  api.route(
    { ...staff, method: "get", path: "/subsidies/programmes", summary: "担当する制度の一覧", query: pageQuery.extend({ q: z.string().max(100).optional() }), answer: pageOf(programmeAnswer) },
    async (work, { query }, c) => {
      const { items, next } = await listProgrammes(work, query)
      c.next(next)
      return { items, next: next ?? null }
    },
  )
  api.route(
    { ...staff, method: "post", path: "/subsidies/programmes", summary: "制度をつくる", body: programmeInput, answer: made, status: 201 },
    async (work, { body }, c) => {
      const id = await createProgramme(work, body)
      c.created(paths.programme(id))
      return { id }
    },
  )
  api.route(
    { ...staff, method: "post", path: "/subsidies/programmes/{id}/copy", summary: "この制度をもとに新しい制度をつくる（書いた項目だけが元と変わる）", params: programmeId, body: programmeCopyInput, answer: made, status: 201 },
    async (work, { params, body }, c) => {
      const id = await copyProgramme(work, params.id, body)
      c.created(paths.programme(id))
      return { id }
    },
  )
  api.route(
    { ...staff, method: "post", path: "/subsidies/guideline-proposals", summary: "交付要綱の文から、補助率・上限額・添付書類などを読み取る（何もつくらない）", body: guidelineInput.pick({ text: true }), answer: proposalsAnswer },
    async (work, { body }) => {
      mustRun(work)
      const found = proposeFromGuideline(body.text)
      const asText = <T>(list: readonly { value: T; sentence: string }[], text: (value: T) => string) => list.map(({ value, sentence }) => ({ value: text(value), sentence }))
      return {
        rates: asText(found.rates, rateInput),
        caps: asText(found.caps, String),
        rounding: asText(found.rounding, String),
        documents: asText(found.documents, String),
        withdrawalDays: asText(found.withdrawalDays, String),
        reportDays: asText(found.reportDays, String),
      }
    },
  )
  api.route(
    { ...staff, method: "post", path: "/subsidies/guideline-drafts", summary: "読み取ったことのうち確かめたものから、制度と公募の下書きをつくる", body: guidelineInput, answer: z.object({ id: z.string(), programmeId: z.string() }), status: 201 },
    async (work, { body }, c) => {
      const id = await draftFromGuideline(work, body)
      c.created(paths.ownCall(id))
      return { id, programmeId: (await getOwnCall(work, id)).programme.id }
    },
  )
  api.route({ ...staff, method: "get", path: "/subsidies/programmes/{id}", summary: "制度1件", params: programmeId, answer: programmeAnswer }, async (work, { params }, c) => {
    const it = await getProgramme(work, params.id)
    c.version(it.version)
    return it
  })
  api.route(
    { ...staff, method: "put", path: "/subsidies/programmes/{id}", summary: "制度を変える", params: programmeId, body: programmeInput, answer: z.object({ version: z.number() }) },
    async (work, { params, body }, c) => {
      const version = await changeProgramme(work, params.id, body, c.expectedVersion())
      c.version(version)
      return { version }
    },
  )
  api.route(
    { ...staff, method: "get", path: "/subsidies/programmes/{id}/calls", summary: "制度の公募", params: programmeId, answer: z.object({ items: z.array(ownCallAnswer.omit({ categories: true })) }) },
    async (work, { params }) => ({ items: (await listCallsOf(work, params.id)).map((call) => ({ ...call, opensAt: isoOf(call.opensAt), closesAt: isoOf(call.closesAt) })) }),
  )
  api.route(
    { ...staff, method: "post", path: "/subsidies/programmes/{id}/calls", summary: "公募の下書きをつくる", params: programmeId, body: callInput, answer: made, status: 201 },
    async (work, { params, body }, c) => {
      const id = await createCall(work, params.id, body)
      c.created(paths.ownCall(id))
      return { id }
    },
  )
  api.route({ ...staff, method: "get", path: "/subsidies/own-calls/{id}", summary: "担当する公募1件", params: callId, answer: ownCallAnswer }, async (work, { params }, c) => {
    const { call } = await getOwnCall(work, params.id)
    c.version(call.version)
    return callJson(call)
  })
  api.route(
    { ...staff, method: "put", path: "/subsidies/own-calls/{id}", summary: "公募の下書きを変える", params: callId, body: callInput, answer: z.object({ version: z.number() }) },
    async (work, { params, body }, c) => {
      const version = await changeCall(work, params.id, body, c.expectedVersion())
      c.version(version)
      return { version }
    },
  )
  api.route({ ...staff, method: "get", path: "/subsidies/own-calls/{id}/form", summary: "申請で使う様式と、選べる版", params: callId, answer: z.object({ chosen: z.string().nullable(), versions: z.array(z.object({ versionId: z.string(), title: z.string(), number: z.number() })) }) }, async (work, { params }) => {
    const { chosen, versions } = await formChoiceOf(work, params.id)
    return { chosen: chosen ?? null, versions }
  })
  api.route({ ...staff, method: "put", path: "/subsidies/own-calls/{id}/form", summary: "申請で使う様式を決める", params: callId, body: formChoiceInput, answer: z.object({}) }, async (work, { params, body }) => {
    await chooseForm(work, params.id, body.versionId)
    return {}
  })
  api.route({ ...staff, method: "post", path: "/subsidies/own-calls/{id}/publish", summary: "公募を公開する", params: callId, answer: z.object({}) }, async (work, { params }) => {
    await publishCall(work, params.id)
    return {}
  })
  api.route(
    { ...staff, method: "post", path: "/subsidies/own-calls/{id}/withdraw", summary: "公募を取りやめる、下書きを捨てる", params: callId, body: reasonInput, answer: z.object({}) },
    async (work, { params, body }) => {
      await withdrawCall(work, params.id, body.reason)
      return {}
    },
  )
  api.route({ ...staff, method: "post", path: "/subsidies/own-calls/{id}/repeat", summary: "翌年度の公募の下書き", params: callId, answer: made, status: 201 }, async (work, { params }, c) => {
    const id = await repeatCall(work, params.id)
    c.created(paths.ownCall(id))
    return { id }
  })
}
