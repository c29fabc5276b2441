import { z } from "zod"
import { civilDateOf } from "../../../kernel/database/index.ts"
import { type Api, refusal } from "../../../kernel/http/index.ts"
import { bytesOf, withFiles } from "../changes/sent-files.ts"
import { getApplication } from "../applications/read-application.ts"
import { proposeCancellation } from "./cancel.ts"
import { claimOf, fileClaim, finishWithoutPayment } from "./claim.ts"
import { judgedEvidence, judgeEvidence, removeEvidence, removeEvidenceFile, saveEvidence } from "./evidence.ts"
import { cancelInput, claimInput, evidenceInput, inspectionInput, judgeInput, measuresInput, outcomeInput, receiptInput, repaymentInput, reportCorrectionInput, settleInput, waiveInput, withholdInput } from "./inputs.ts"
import { askReportCorrection, orderMeasures, recordInspection } from "./inspect.ts"
import { labelled } from "./pages/index.tsx"
import { proposeRepayment, receiveRepayment, statementOf, waiveSurcharge } from "./repayment.ts"
import { resumeTheRest } from "./resume.ts"
import { fileReport, readReport, reportProblems, saveOutcome } from "./report.ts"
import { proposeSettlement } from "./settle.ts"
import { settlingView } from "./view.ts"
import { withholdOtherGrants } from "./withhold.ts"

const mine = { who: "signedIn", tag: "補助金の実績報告と請求" } as const
const staff = { who: "staff", tag: "補助金の額の確定と返還" } as const
const params = z.object({ id: z.uuid().meta({ title: "申請のID" }) })
const rowParams = params.extend({ row: z.uuid().meta({ title: "経費の明細のID" }) })
const nothing = z.object({})
const approvalAnswer = z.object({ approvalId: z.string() })
const evidenceBody = evidenceInput.extend({ ...withFiles, before: withFiles.files.meta({ title: "実施前の写真" }), after: withFiles.files.meta({ title: "実施後の写真" }) })
const repayment = z.object({ principal: z.number(), surcharge: z.number(), lateCharge: z.number() })

export function settlingApi(api: Api): void {
  api.route(
    {
      ...mine,
      method: "get",
      path: "/subsidies/my/{id}/report",
      summary: "実績報告と、足りないところ",
      params,
      answer: z.object({ completedOn: z.string().nullable(), outcome: z.string(), problems: z.array(z.string()), evidence: z.array(z.object({ id: z.string(), category: z.string(), content: z.string(), eligibleYen: z.number(), faults: z.array(z.string()) })) }),
    },
    async (work, { params: { id } }) => {
      const it = await getApplication(work, id)
      const [report, lines] = await Promise.all([readReport(work, id), judgedEvidence(work, it)])
      return { completedOn: report?.completedOn ?? null, outcome: report?.outcome ?? "", problems: reportProblems(report, lines), evidence: lines.map(({ faults, ...line }) => ({ ...line, faults: faults.map(({ message }) => message) })) }
    },
  )
  api.route({ ...mine, method: "put", path: "/subsidies/my/{id}/report", summary: "完了日と成果を保存する", params, body: outcomeInput, answer: nothing }, async (work, { params: { id }, body }) => {
    await saveOutcome(work, id, body)
    return {}
  })
  api.route({ ...mine, method: "post", path: "/subsidies/my/{id}/report/evidence", summary: "経費の明細を足す", params, body: evidenceBody, answer: z.object({ id: z.string() }), status: 201 }, async (work, { params: { id }, body: { files, before, after, ...input } }) => ({
    id: await saveEvidence(work, id, input, { papers: bytesOf(files), photos: { before: bytesOf(before), after: bytesOf(after) } }),
  }))
  api.route({ ...mine, method: "put", path: "/subsidies/my/{id}/report/evidence/{row}", summary: "経費の明細を直す", params: rowParams, body: evidenceBody, answer: z.object({ id: z.string() }) }, async (work, { params: { id, row }, body: { files, before, after, ...input } }) => ({
    id: await saveEvidence(work, id, input, { papers: bytesOf(files), photos: { before: bytesOf(before), after: bytesOf(after) } }, row),
  }))
  api.route({ ...mine, method: "delete", path: "/subsidies/my/{id}/report/evidence/{row}", summary: "経費の明細を消す", params: rowParams, answer: nothing }, async (work, { params: { id, row } }) => {
    await removeEvidence(work, id, row)
    return {}
  })
  api.route({ ...mine, method: "delete", path: "/subsidies/my/{id}/report/evidence/{row}/files/{file}", summary: "経費の書類を1つ外す", params: rowParams.extend({ file: z.uuid().meta({ title: "ファイルのID" }) }), answer: nothing }, async (work, { params: { id, row, file } }) => {
    await removeEvidenceFile(work, id, row, file)
    return {}
  })
  api.route({ ...mine, method: "post", path: "/subsidies/my/{id}/report/file", summary: "実績報告を提出する", params, body: z.object({ explanation: z.string().max(2000).default("").meta({ title: "説明" }) }), answer: z.object({ filingId: z.string() }) }, async (work, { params: { id }, body }) => ({
    filingId: await fileReport(work, id, body.explanation),
  }))
  api.route({ ...mine, method: "get", path: "/subsidies/my/{id}/claim", summary: "いま請求できる額", params, answer: z.object({ kind: z.string().nullable(), amount: z.number() }) }, async (work, { params: { id } }) => {
    const offer = await claimOf(work, await getApplication(work, id))
    return { kind: offer?.kind ?? null, amount: offer?.amount ?? 0 }
  })
  api.route({ ...mine, method: "post", path: "/subsidies/my/{id}/claim", summary: "請求する", params, body: claimInput, answer: nothing }, async (work, { params: { id }, body }) => {
    await fileClaim(work, id, body)
    return {}
  })
  const statementAnswer = z.object({ dueOn: z.string(), upTo: z.string(), owed: repayment, paid: repayment, left: repayment })
  api.route({ ...mine, method: "get", path: "/subsidies/applications/{id}/repayment", summary: "返還する額と残り（申請者・担当課）", params, answer: statementAnswer }, async (work, { params: { id } }) => {
    await getApplication(work, id)
    const found = await statementOf(work, id, civilDateOf(work.now))
    if (!found) throw refusal("not-found", "subsidies.no-order", "返還命令がありません。")
    return { ...found, dueOn: found.order.dueOn }
  })
  officeApi(api)
}

function officeApi(api: Api): void {
  const path = "/subsidies/office/{id}/settling" as const
  api.route(
    { ...staff, method: "get", path, summary: "実績、額の確定の計算、返還", params, answer: z.object({ state: z.string(), eligible: z.number(), byCost: z.number(), deductions: z.number(), amount: z.number(), overpaid: z.number(), lines: z.array(z.object({ id: z.string(), content: z.string(), eligibleYen: z.number(), counts: z.boolean(), faults: z.array(z.string()) })) }) },
    async (work, { params: { id } }) => {
      const { it, settlement, overpaid } = await settlingView(work, id)
      return { ...settlement, state: it.state, overpaid, lines: settlement.lines.map(({ faults, ...line }) => ({ ...line, faults: faults.map(({ message }) => message) })) }
    },
  )
  api.route({ ...staff, method: "post", path: `${path}/evidence/{row}`, summary: "経費を判定する", params: rowParams, body: judgeInput, answer: nothing }, async (work, { params: { id, row }, body }) => {
    await judgeEvidence(work, id, row, body.verdict, body.reason)
    return {}
  })
  api.route({ ...staff, method: "post", path: `${path}/inspection`, summary: "検査を記録する", params, body: inspectionInput, answer: nothing }, async (work, { params: { id }, body }) => {
    await recordInspection(work, id, body)
    return {}
  })
  api.route({ ...staff, method: "post", path: `${path}/correction`, summary: "実績報告の補正を求める", params, body: reportCorrectionInput, answer: nothing }, async (work, { params: { id }, body }) => {
    await askReportCorrection(work, id, await labelled(work, id, body.defects), body.replyBy)
    return {}
  })
  api.route({ ...staff, method: "post", path: `${path}/measures`, summary: "是正を命じる", params, body: measuresInput, answer: nothing }, async (work, { params: { id }, body }) => {
    await orderMeasures(work, id, body)
    return {}
  })
  api.route({ ...staff, method: "post", path: `${path}/settle`, summary: "額の確定を起案する", params, body: settleInput, answer: approvalAnswer }, async (work, { params: { id }, body }) => ({ approvalId: await proposeSettlement(work, id, body.reason) }))
  api.route({ ...staff, method: "post", path: `${path}/finish`, summary: "支払なしで精算を終える", params, answer: nothing }, async (work, { params: { id } }) => {
    await finishWithoutPayment(work, id)
    return {}
  })
  api.route({ ...staff, method: "post", path: `${path}/resume`, summary: "一部取消しの後、残りの事業を続けられるようにする", params, answer: nothing }, async (work, { params: { id } }) => {
    await resumeTheRest(work, id)
    return {}
  })
  api.route({ ...staff, method: "post", path: `${path}/repayment/withholding`, summary: "返還の未納により、ほかの補助金の交付を一時停止する", params, body: withholdInput, answer: nothing }, async (work, { params: { id }, body }) => {
    await withholdOtherGrants(work, id, body.reason)
    return {}
  })
  api.route({ ...staff, method: "post", path: `${path}/cancel`, summary: "取消しを起案する", params, body: cancelInput, answer: approvalAnswer }, async (work, { params: { id }, body }) => ({ approvalId: await proposeCancellation(work, id, body) }))
  api.route({ ...staff, method: "post", path: `${path}/repayment`, summary: "返還命令を起案する", params, body: repaymentInput, answer: approvalAnswer }, async (work, { params: { id }, body }) => ({ approvalId: await proposeRepayment(work, id, body) }))
  api.route({ ...staff, method: "post", path: `${path}/repayment/receipts`, summary: "返還金の納付を記録する", params, body: receiptInput, answer: nothing }, async (work, { params: { id }, body }) => {
    await receiveRepayment(work, id, body)
    return {}
  })
  api.route({ ...staff, method: "post", path: `${path}/repayment/waiver`, summary: "加算金を免除する", params, body: waiveInput, answer: nothing }, async (work, { params: { id }, body }) => {
    await waiveSurcharge(work, id, body)
    return {}
  })
}
