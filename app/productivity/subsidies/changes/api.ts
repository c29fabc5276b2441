import { z } from "zod"
import type { Api } from "../../../kernel/http/index.ts"
import { getApplication } from "../applications/read-application.ts"
import { askChange, decideChange } from "./change.ts"
import { listFilings } from "./filings.ts"
import { bytesOf, withFiles } from "./sent-files.ts"
import { accidentInput, changeInput, decideInput, discontinuationInput, instructionInput, orderInput, progressInput } from "./inputs.ts"
import { askDiscontinuation, decideDiscontinuation, giveOrder, instruct, reportAccident, reportProgress, resumeProject } from "./under-way.ts"

const mine = { who: "signedIn", tag: "補助金の実施中の手続" } as const
const staff = { who: "staff", tag: "補助金の実施中の手続" } as const
const params = z.object({ id: z.uuid().meta({ title: "申請のID" }) })
const nothing = z.object({})
const filing = z.object({ id: z.string(), kind: z.string(), state: z.string(), filedAt: z.string(), decidedReason: z.string(), asked: z.array(z.object({ label: z.string(), text: z.string() })), files: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() })) })

export function changesApi(api: Api): void {
  api.route({ ...mine, method: "get", path: "/subsidies/applications/{id}/filings", summary: "申請の後に提出した書類（申請者・担当課）", params, answer: z.object({ items: z.array(filing) }) }, async (work, { params: { id } }) => {
    await getApplication(work, id)
    return { items: (await listFilings(work, id)).map((one) => ({ ...one, filedAt: one.filedAt.toISOString() })) }
  })
  api.route({ ...mine, method: "post", path: "/subsidies/my/{id}/changes/change", summary: "変更の承認を申請する（軽微な変更は届出になる）", params, body: changeInput.extend(withFiles), answer: z.object({ needsApproval: z.boolean() }) }, async (work, { params: { id }, body: { files, ...input } }) => ({
    needsApproval: await askChange(work, id, input, bytesOf(files)),
  }))
  api.route({ ...mine, method: "post", path: "/subsidies/my/{id}/changes/discontinuation", summary: "中止・廃止の承認を申請する", params, body: discontinuationInput.extend(withFiles), answer: nothing }, async (work, { params: { id }, body: { files, ...input } }) => {
    await askDiscontinuation(work, id, input, bytesOf(files))
    return {}
  })
  api.route({ ...mine, method: "post", path: "/subsidies/my/{id}/changes/accident", summary: "事故（遅延）を報告する", params, body: accidentInput.extend(withFiles), answer: nothing }, async (work, { params: { id }, body: { files, ...input } }) => {
    await reportAccident(work, id, input, bytesOf(files))
    return {}
  })
  api.route({ ...mine, method: "post", path: "/subsidies/my/{id}/changes/progress", summary: "遂行状況を報告する", params, body: progressInput.extend(withFiles), answer: nothing }, async (work, { params: { id }, body: { files, ...input } }) => {
    await reportProgress(work, id, input, bytesOf(files))
    return {}
  })
  api.route({ ...mine, method: "post", path: "/subsidies/my/{id}/changes/resume", summary: "中止した事業を再開する", params, answer: nothing }, async (work, { params: { id } }) => {
    await resumeProject(work, id)
    return {}
  })
  api.route({ ...staff, method: "post", path: "/subsidies/office/{id}/changes/change", summary: "変更を承認する・しない", params, body: decideInput, answer: nothing }, async (work, { params: { id }, body }) => {
    await decideChange(work, id, body)
    return {}
  })
  api.route({ ...staff, method: "post", path: "/subsidies/office/{id}/changes/discontinuation", summary: "中止・廃止を承認する・しない", params, body: decideInput, answer: nothing }, async (work, { params: { id }, body }) => {
    await decideDiscontinuation(work, id, body)
    return {}
  })
  api.route({ ...staff, method: "post", path: "/subsidies/office/{id}/changes/instruction", summary: "事故報告に指示する", params, body: instructionInput, answer: nothing }, async (work, { params: { id }, body }) => {
    await instruct(work, id, body)
    return {}
  })
  api.route({ ...staff, method: "post", path: "/subsidies/office/{id}/changes/order", summary: "遂行・一時停止を命じる、停止を解く", params, body: orderInput, answer: nothing }, async (work, { params: { id }, body }) => {
    await giveOrder(work, id, body)
    return {}
  })
}
