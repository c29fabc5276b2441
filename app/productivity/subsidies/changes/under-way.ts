import { record } from "../../../kernel/audit/index.ts"
import { civilDateOf, type CivilDate, type Work } from "../../../kernel/database/index.ts"
import { refusal, refuseIf } from "../../../kernel/http/index.ts"
import { wareki, yenText } from "../../../kernel/ui/index.ts"
import { type ApplicationMove, applicationStates } from "../application-states.ts"
import { mustApply } from "../applications/begin-application.ts"
import { callOf } from "../applications/call-of.ts"
import { moveApplication } from "../applications/move-application.ts"
import { lockApplication, lockForOffice } from "../applications/read-application.ts"
import { tellApplicants, tellOffice } from "../applications/tell-of.ts"
import { decideWithPaper } from "../office/decide-with-paper.ts"
import { moveIsNotPossible } from "../rules/move-is-not-possible.ts"
import { setReportDeadline } from "../settling/report-deadline.ts"
import { decideFiling, openFiling, type SentFile, writeFiling } from "./filings.ts"

/** 中止（しばらく止める）・廃止（やめる）の承認申請 (7条1項4号). */
export async function askDiscontinuation(work: Work, id: string, input: { kind: "suspension" | "discontinuation"; from: CivilDate; spent: number; reason: string }, files: readonly SentFile[] = []): Promise<void> {
  mustApply(work)
  const it = await lockApplication(work, id)
  refuseIf(moveIsNotPossible(applicationStates, it, "ask-discontinuation", { by: "applicant", reason: input.reason }))
  await writeFiling(work, it, {
    kind: "discontinuation",
    content: { ...input },
    reason: input.reason,
    asked: [
      { label: "中止か廃止か", text: input.kind === "suspension" ? "中止" : "廃止" },
      { label: "時期", text: wareki(input.from) },
      { label: "すでに支出した額", text: yenText(input.spent) },
      { label: "理由", text: input.reason },
    ],
  }, files)
  const moved = await moveApplication(work, it, "ask-discontinuation", { reason: input.reason })
  await tellOffice(work, moved, `${input.kind === "suspension" ? "中止" : "廃止"}の承認が申請されました`, input.reason)
}

export async function decideDiscontinuation(work: Work, id: string, input: { verdict: "approve" | "refuse"; reason: string }): Promise<void> {
  const it = await lockForOffice(work, id)
  if (it.state !== "discontinuation-asked") refuseIf(moveIsNotPossible(applicationStates, it, "approve-suspension", { by: "office" }))
  const filing = await openFiling(work, id, "discontinuation")
  const kind = filing.content.kind === "suspension" ? "suspension" : "discontinuation"
  if (input.verdict === "refuse") {
    refuseIf(moveIsNotPossible(applicationStates, it, "refuse-discontinuation", { by: "office", reason: input.reason }))
    const { documentNumber } = await decideWithPaper(work, it, { kind: "discontinuation-refusal", reason: input.reason })
    const moved = await moveApplication(work, it, "refuse-discontinuation", { reason: input.reason, detail: { documentNumber } })
    await decideFiling(work, filing.id, "refused", input.reason)
    await tellApplicants(work, moved, "中止・廃止は承認されませんでした", input.reason)
    return
  }
  const words = kind === "suspension" ? "中止" : "廃止"
  const { documentNumber } = await decideWithPaper(work, it, { kind: "discontinuation", reason: input.reason, terms: { particulars: [{ label: "承認する内容", value: words }, { label: "時期", value: wareki(String(filing.content.from)) }] } })
  await decideFiling(work, filing.id, "approved", input.reason)
  const moved = await moveApplication(work, it, kind === "suspension" ? "approve-suspension" : "approve-discontinuation", { reason: input.reason, detail: { documentNumber } })
  // 14条: what was given up is reported like what was completed.
  if (kind === "discontinuation") {
    await setReportDeadline(work, it, await callOf(work, it), civilDateOf(work.now))
  }
  await tellApplicants(work, moved, `${words}が承認されました`, input.reason)
}

/** After a 中止 the project goes on. */
export async function resumeProject(work: Work, id: string): Promise<void> {
  const it = work.actor.kind === "applicant" ? await lockApplication(work, id) : await lockForOffice(work, id)
  if (it.state !== "suspended") throw refusal("conflict", "subsidies.not-suspended", "中止している事業ではありません。")
  const moved = await moveApplication(work, it, "resume", {})
  if (work.actor.kind === "applicant") await tellOffice(work, moved, "事業が再開されました")
  else await tellApplicants(work, moved, "事業の再開が記録されました")
}

/** 事故（遅延）報告 (7条1項5号): told at once, answered by an instruction. */
export async function reportAccident(work: Work, id: string, input: { happened: string; outlook: string; endsOn?: CivilDate | undefined }, files: readonly SentFile[] = []): Promise<void> {
  mustApply(work)
  const it = await lockApplication(work, id)
  refuseIf(moveIsNotPossible(applicationStates, it, "report-accident", { by: "applicant", reason: input.happened }))
  await writeFiling(work, it, {
    kind: "accident",
    content: { ...input },
    reason: input.happened,
    asked: [{ label: "起きたこと", text: input.happened }, { label: "今後の見込み", text: input.outlook }, ...(input.endsOn ? [{ label: "見込まれる完了日", text: wareki(input.endsOn) }] : [])],
  }, files)
  const moved = await moveApplication(work, it, "report-accident", { reason: input.happened })
  await tellOffice(work, moved, "事故（遅延）が報告されました", input.happened)
}

/** The office's answer; a later end is allowed by it. */
export async function instruct(work: Work, id: string, input: { instruction: string; endsOn?: CivilDate | undefined }): Promise<void> {
  const it = await lockForOffice(work, id)
  refuseIf(moveIsNotPossible(applicationStates, it, "instruct", { by: "office", reason: input.instruction }))
  const filing = await openFiling(work, id, "accident")
  const { documentNumber } = await decideWithPaper(work, it, { kind: "instruction", reason: input.instruction, ...(input.endsOn ? { terms: { particulars: [{ label: "認める完了日", value: wareki(input.endsOn) }] } } : {}) })
  await decideFiling(work, filing.id, "approved", input.instruction)
  const moved = await moveApplication(work, it, "instruct", { reason: input.instruction, detail: { documentNumber }, ...(input.endsOn ? { set: { ends_on: input.endsOn } } : {}) })
  if (input.endsOn) await setReportDeadline(work, it, await callOf(work, it), input.endsOn)
  await tellApplicants(work, moved, "事故報告に指示があります", input.instruction)
}

/** 遂行状況報告 (12条) and the report at the end of a fiscal year (14条後段). */
export async function reportProgress(work: Work, id: string, input: { kind: "progress" | "year-end"; percent: number; spent: number; outlook: string }, files: readonly SentFile[] = []): Promise<void> {
  mustApply(work)
  const it = await lockApplication(work, id)
  const move: ApplicationMove = input.kind === "progress" ? "report-progress" : "report-year-end"
  refuseIf(moveIsNotPossible(applicationStates, it, move, { by: "applicant" }))
  await writeFiling(work, it, {
    kind: input.kind,
    content: { ...input },
    asked: [{ label: "進捗率", text: `${input.percent}％` }, { label: "支出済額", text: yenText(input.spent) }, { label: "今後の見込み", text: input.outlook }],
  }, files)
  const moved = await moveApplication(work, it, move, { detail: { percent: input.percent } })
  await tellOffice(work, moved, input.kind === "progress" ? "遂行状況が報告されました" : "年度終了の実績が報告されました", `進捗率 ${input.percent}％`)
}

/** 遂行命令 (13条1項), 一時停止命令 (2項) with their reasons, and lifting it. */
export async function giveOrder(work: Work, id: string, input: { order: "performance" | "stop" | "lift"; reason: string }): Promise<void> {
  const it = await lockForOffice(work, id)
  const move: ApplicationMove = input.order === "performance" ? "order-performance" : input.order === "stop" ? "order-stop" : "lift-stop"
  refuseIf(moveIsNotPossible(applicationStates, it, move, { by: "office", reason: input.reason }))
  if (input.order !== "lift" && !input.reason.trim()) throw refusal("invalid", "subsidies.reason-is-missing", "理由を入力してください。", { field: "reason" })
  const paper = input.order === "lift" ? undefined : await decideWithPaper(work, it, { kind: input.order === "stop" ? "stop" : "performance-order", reason: input.reason })
  const moved = await moveApplication(work, it, move, { reason: input.reason, ...(paper ? { detail: { documentNumber: paper.documentNumber } } : {}) })
  await record(work, { action: "subsidies.ordered", subject: { kind: "subsidy-application", id }, detail: { order: input.order, reason: input.reason }, unitId: it.unitId })
  await tellApplicants(work, moved, { performance: "事業の遂行が命じられました", stop: "事業の一時停止が命じられました", lift: "一時停止が解かれました" }[input.order], input.reason)
}
