import { z } from "zod"
import type { Api } from "../../../kernel/http/index.ts"
import { bytesOf, withFiles } from "../changes/sent-files.ts"
import { getApplication } from "../applications/read-application.ts"
import { listAssets, removeAsset, saveAsset } from "./assets.ts"
import { askDisposal, decideDisposal } from "./dispose.ts"
import { afterInspectionInput, assetInput, decideDisposalInput, disposalInput, effectInput, taxInput, taxRepaymentInput } from "./inputs.ts"
import { inspectAfterwards, proposeTaxRepayment, reportEffect, reportTaxCredit } from "./reports.ts"

const mine = { who: "signedIn", tag: "補助金の事後管理" } as const
const staff = { who: "staff", tag: "補助金の事後管理" } as const
const params = z.object({ id: z.uuid().meta({ title: "申請のID" }) })
const assetParams = params.extend({ asset: z.uuid().meta({ title: "財産のID" }) })
const nothing = z.object({})
const made = z.object({ id: z.string() })
const asset = z.object({ id: z.string(), name: z.string(), spec: z.string(), kind: z.string(), quantity: z.number(), unitPriceYen: z.number(), acquiredOn: z.string(), place: z.string(), usefulLifeYears: z.number(), restrictedUntil: z.string().optional(), disposedOn: z.string().nullable() })

export function aftercareApi(api: Api): void {
  api.route({ ...mine, method: "get", path: "/subsidies/applications/{id}/assets", summary: "取得財産等管理台帳（申請者・担当課）", params, answer: z.object({ items: z.array(asset) }) }, async (work, { params: { id } }) => {
    await getApplication(work, id)
    return { items: await listAssets(work, id) }
  })
  api.route({ ...mine, method: "post", path: "/subsidies/my/{id}/assets", summary: "財産を登録する", params, body: assetInput, answer: made, status: 201 }, async (work, { params: { id }, body }) => ({ id: await saveAsset(work, id, body) }))
  api.route({ ...mine, method: "put", path: "/subsidies/my/{id}/assets/{asset}", summary: "財産を直す", params: assetParams, body: assetInput, answer: made }, async (work, { params: { id, asset: one }, body }) => ({ id: await saveAsset(work, id, body, one) }))
  api.route({ ...mine, method: "delete", path: "/subsidies/my/{id}/assets/{asset}", summary: "額の確定の前に、台帳から消す", params: assetParams, answer: nothing }, async (work, { params: { id, asset: one } }) => {
    await removeAsset(work, id, one)
    return {}
  })
  api.route({ ...mine, method: "post", path: "/subsidies/my/{id}/assets/{asset}/disposal", summary: "財産の処分を届け出る、承認を申請する", params: assetParams, body: disposalInput.extend(withFiles), answer: z.object({ needsApproval: z.boolean() }) }, async (work, { params: { id, asset: one }, body: { files, ...input } }) => ({
    needsApproval: await askDisposal(work, id, one, input, bytesOf(files)),
  }))
  api.route({ ...mine, method: "post", path: "/subsidies/my/{id}/tax-report", summary: "消費税仕入控除税額を報告する（0円でも）", params, body: taxInput.extend(withFiles), answer: z.object({ amount: z.number() }) }, async (work, { params: { id }, body: { files, ...input } }) => ({ amount: await reportTaxCredit(work, id, input, bytesOf(files)) }))
  api.route({ ...mine, method: "post", path: "/subsidies/my/{id}/effect-report", summary: "事業の効果を報告する", params, body: effectInput.extend(withFiles), answer: nothing }, async (work, { params: { id }, body: { files, ...input } }) => {
    await reportEffect(work, id, input, bytesOf(files))
    return {}
  })
  api.route({ ...staff, method: "post", path: "/subsidies/office/{id}/aftercare/disposal", summary: "財産の処分を承認する・しない", params, body: decideDisposalInput, answer: nothing }, async (work, { params: { id }, body }) => {
    await decideDisposal(work, id, body)
    return {}
  })
  api.route({ ...staff, method: "post", path: "/subsidies/office/{id}/aftercare/tax-repayment", summary: "消費税の返還命令を起案する", params, body: taxRepaymentInput, answer: z.object({ approvalId: z.string() }) }, async (work, { params: { id }, body }) => ({
    approvalId: await proposeTaxRepayment(work, id, body),
  }))
  api.route({ ...staff, method: "post", path: "/subsidies/office/{id}/aftercare/inspection", summary: "立入検査を記録する", params, body: afterInspectionInput, answer: nothing }, async (work, { params: { id }, body }) => {
    await inspectAfterwards(work, id, body)
    return {}
  })
}
