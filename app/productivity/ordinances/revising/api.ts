import { z } from "zod"
import { approvalPaths } from "../../../kernel/approvals/index.ts"
import { type Api, pageOf, pageQuery } from "../../../kernel/http/index.ts"
import { type ComparisonLine, comparisonTable } from "../drafting/index.ts"
import { addressOfPath } from "../rulebook/paths.ts"
import { provisionParts } from "../structure/provision.ts"
import { abandonBill } from "./abandon-bill.ts"
import { amendingOrdinance } from "./amending-ordinance.ts"
import { startFromText } from "./apply-text.ts"
import type { BillRow } from "./read-bills.ts"
import { proposeBill } from "./bill-approval.ts"
import { addProvision, changeProvision, removeProvision, restoreProvision } from "./change-provisions.ts"
import { abandonInput, amendingTextInput, billFilterInput, commentInput, promulgationInput, provisionInput, termsInput } from "./inputs.ts"
import { revisingPaths } from "./paths.ts"
import { promulgateBill } from "./promulgate-bill.ts"
import { getBill, listBills, provisionsOf } from "./read-bills.ts"
import { saveTerms } from "./save-terms.ts"
import { startBill } from "./start-bill.ts"

const staff = { who: "staff", tag: "例規の改正案" } as const
const ofOrdinance = z.object({ id: z.uuid().meta({ title: "例規のID" }) })
const ofBill = z.object({ id: z.uuid().meta({ title: "改正案のID" }) })
const ofProvision = ofBill.extend({ address: z.string().max(100).meta({ title: "条の位置", description: "12-3。附則の s1/3 は s1_3" }) })
const made = z.object({ id: z.string() })
const saved = z.object({ version: z.number() })
const row = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  ordinanceId: z.string(),
  ordinanceTitle: z.string(),
  unitName: z.string(),
  state: z.string(),
  effectiveOn: z.string().nullable(),
  promulgatedOn: z.string().nullable(),
  promulgatedNumber: z.string(),
  updatedAt: z.string(),
})
const provision = z.object({ part: z.enum(provisionParts), address: z.string(), no: z.string(), caption: z.string(), headings: z.array(z.string()), text: z.string() })
const side = z.array(z.array(z.object({ text: z.string(), changed: z.boolean() }))).meta({ description: "行ごとに、変わったところとそうでないところ" })
const comparisonRow = z.object({ kind: z.enum(["heading", "changed", "added", "deleted", "elided"]), provision: z.string(), after: side, before: side, note: z.string() })
const json = (bill: BillRow) => ({ ...bill, updatedAt: bill.updatedAt.toISOString() })

export function revisingApi(api: Api): void {
  api.route({ ...staff, method: "get", path: "/ordinance-bills", summary: "改正案の一覧", query: pageQuery.extend(billFilterInput.shape), answer: pageOf(row) }, async (work, { query: { after, limit, ...filter } }, c) => {
    const { items, next } = await listBills(work, filter, { after, limit })
    c.next(next)
    return { items: items.map(json), next: next ?? null }
  })
  api.route({ ...staff, method: "post", path: "/ordinances/{id}/bills", summary: "改正案をつくりはじめる", params: ofOrdinance, body: amendingTextInput.partial(), answer: made, status: 201 }, async (work, { params, body }, c) => {
    const id =
      body.amendingText === undefined
        ? await startBill(work, params.id, { reason: body.reason ?? "" })
        : await startFromText(work, params.id, { amendingText: body.amendingText, reason: body.reason ?? "" })
    c.created(revisingPaths.bill(id))
    return { id }
  })
  api.route(
    { ...staff, method: "get", path: "/ordinance-bills/{id}", summary: "改正案1件（条文とともに）", params: ofBill, answer: row.extend({ reason: z.string(), effect: z.string(), transitional: z.string(), provisions: z.array(provision) }) },
    async (work, { params }, c) => {
      const bill = await getBill(work, params.id)
      c.version(bill.version)
      return { ...json(bill), provisions: bill.provisions.map((one) => ({ ...one, headings: [...one.headings] })) }
    },
  )
  api.route(
    { ...staff, method: "get", path: "/ordinance-bills/{id}/amending-text", summary: "改め文", params: ofBill, answer: z.object({ title: z.string(), lead: z.string(), text: z.string(), supplementary: z.array(z.string()), problems: z.array(z.string()) }) },
    async (work, { params }) => {
      const bill = await getBill(work, params.id)
      const { lead, text, supplementary, problems } = amendingOrdinance(bill, await provisionsOf(work, bill.baseVersionId))
      return { title: bill.title, lead, text, supplementary, problems }
    },
  )
  api.route(
    { ...staff, method: "get", path: "/ordinance-bills/{id}/comparison", summary: "新旧対照表", params: ofBill, answer: z.object({ title: z.string(), changed: z.number(), rows: z.array(comparisonRow) }) },
    async (work, { params }) => {
      const bill = await getBill(work, params.id)
      const base = await provisionsOf(work, bill.baseVersionId)
      const { rows, changed } = comparisonTable(base, amendingOrdinance(bill, base).after)
      const spansOf = (lines: readonly ComparisonLine[]) => lines.map(({ spans }) => spans.map((span) => ({ ...span })))
      return { title: bill.ordinanceTitle, changed, rows: rows.map(({ kind, provision: of, after, before, note }) => ({ kind, provision: of, after: spansOf(after), before: spansOf(before), note })) }
    },
  )
  api.route({ ...staff, method: "put", path: "/ordinance-bills/{id}/terms", summary: "理由・施行期日・経過措置", params: ofBill, body: termsInput, answer: saved }, async (work, { params, body }, c) => {
    const version = await saveTerms(work, params.id, body, c.expectedVersion())
    c.version(version)
    return { version }
  })
  api.route({ ...staff, method: "put", path: "/ordinance-bills/{id}/provisions/{address}", summary: "条を直す", params: ofProvision, body: provisionInput, answer: saved }, async (work, { params, body }, c) => {
    const version = await changeProvision(work, params.id, addressOfPath(params.address), body, c.expectedVersion())
    c.version(version)
    return { version }
  })
  api.route({ ...staff, method: "post", path: "/ordinance-bills/{id}/provisions/{address}/next", summary: "条の次に条を加える", params: ofProvision, body: provisionInput, answer: saved.extend({ address: z.string() }), status: 201 }, async (work, { params, body }, c) => {
    const added = await addProvision(work, params.id, addressOfPath(params.address), body)
    c.version(added.version)
    return added
  })
  api.route({ ...staff, method: "delete", path: "/ordinance-bills/{id}/provisions/{address}", summary: "条を削る", params: ofProvision, answer: saved }, async (work, { params }, c) => {
    const version = await removeProvision(work, params.id, addressOfPath(params.address), c.expectedVersion())
    c.version(version)
    return { version }
  })
  api.route({ ...staff, method: "post", path: "/ordinance-bills/{id}/provisions/{address}/restoration", summary: "条をいまの条文に戻す", params: ofProvision, answer: saved }, async (work, { params }, c) => {
    const version = await restoreProvision(work, params.id, addressOfPath(params.address))
    c.version(version)
    return { version }
  })
  api.route({ ...staff, method: "post", path: "/ordinance-bills/{id}/proposal", summary: "起案する", params: ofBill, body: commentInput, answer: z.object({ approvalId: z.string() }), status: 201 }, async (work, { params, body }, c) => {
    const approvalId = await proposeBill(work, params.id, body.comment)
    c.created(approvalPaths.approval(approvalId))
    return { approvalId }
  })
  api.route({ ...staff, method: "post", path: "/ordinance-bills/{id}/promulgation", summary: "公布を記録し、例規集の新しい版にする", params: ofBill, body: promulgationInput, answer: z.object({ versionId: z.string() }) }, async (work, { params, body }) => ({
    versionId: await promulgateBill(work, params.id, body),
  }))
  api.route({ ...staff, method: "post", path: "/ordinance-bills/{id}/abandonment", summary: "取りやめる", params: ofBill, body: abandonInput, answer: z.object({}) }, async (work, { params, body }) => {
    await abandonBill(work, params.id, body.reason)
    return {}
  })
}
