import { personOf } from "../../../kernel/access/index.ts"
import { record } from "../../../kernel/audit/index.ts"
import { isCivilDate, isOpenDay, setDeadline } from "../../../kernel/cases/index.ts"
import { civilDateOf, type CivilDate, type Work } from "../../../kernel/database/index.ts"
import { refusal, refuseIf } from "../../../kernel/http/index.ts"
import { wareki } from "../../../kernel/ui/index.ts"
import { applicationStates } from "../application-states.ts"
import { moveApplication } from "../applications/move-application.ts"
import { lockForOffice } from "../applications/read-application.ts"
import { tellApplicants } from "../applications/tell-of.ts"
import { decideWithPaper } from "../office/decide-with-paper.ts"
import { moveIsNotPossible } from "../rules/move-is-not-possible.ts"
import { REPORT_DEADLINE, remindBefore } from "./report-deadline.ts"

export interface Inspection {
  id: string
  day: CivilDate
  place: string
  findings: string
}

export async function listInspections(work: Work, applicationId: string): Promise<Inspection[]> {
  return work.db.selectFrom("subsidy_inspection").select(["id", "day", "place", "findings"]).where("application_id", "=", applicationId).orderBy("day").orderBy("id").execute()
}

/** 完了検査 (15条): the papers and, as a rule, the place itself. */
export async function recordInspection(work: Work, id: string, input: Omit<Inspection, "id">): Promise<void> {
  const it = await lockForOffice(work, id)
  if (input.day > civilDateOf(work.now)) throw refusal("invalid", "subsidies.inspection-in-the-future", "検査した日は、今日までの日を入力してください。", { field: "day" })
  await work.db
    .insertInto("subsidy_inspection")
    .values({ ...input, application_id: id, inspected_by: personOf(work.actor) ?? null, written_at: work.now })
    .execute()
  await moveApplication(work, it, "inspect", { detail: { day: input.day, place: input.place } })
}

export interface ReportDefect {
  field: string
  label: string
  reason: string
  remark: string
}

/** The report goes back once, with everything that is wrong and one day for all. */
export async function askReportCorrection(work: Work, id: string, defects: readonly ReportDefect[], replyBy: CivilDate): Promise<void> {
  const it = await lockForOffice(work, id)
  refuseIf(moveIsNotPossible(applicationStates, it, "ask-report-correction", { by: "office", reason: "補正" }))
  const today = civilDateOf(work.now)
  if (defects.length === 0) throw refusal("invalid", "subsidies.no-defect", "直していただくところを1つ以上入力してください。", { field: "defects.0.remark" })
  defects.forEach(({ remark }, at) => {
    if (!remark.trim()) throw refusal("invalid", "subsidies.defect-without-remark", "何をどう直せばよいかを入力してください。", { field: `defects.${at}.remark` })
  })
  if (!isCivilDate(replyBy) || replyBy <= today || !isOpenDay(replyBy)) throw refusal("invalid", "subsidies.reply-deadline-is-wrong", "補正の期限は、明日以後の開庁日にしてください。", { field: "replyBy" })
  await work.db
    .insertInto("subsidy_correction")
    .values({ application_id: id, about: "performance", defects: JSON.stringify(defects), reply_by: replyBy, asked_by: personOf(work.actor) ?? null, asked_at: work.now })
    .execute()
  await setDeadline(work, it.caseId!, { name: REPORT_DEADLINE, dueOn: replyBy, remindOn: remindBefore(replyBy, today) })
  const moved = await moveApplication(work, it, "ask-report-correction", { reason: `${defects.length}か所（${wareki(replyBy)}まで）` })
  await tellApplicants(work, moved, "実績報告の補正をお願いします", `${wareki(replyBy)}までに、${defects.length}か所を直してください。`)
}

/** 是正命令 (16条): what was done does not fit the decision; the report is made again. */
export async function orderMeasures(work: Work, id: string, input: { reason: string; measures: string; until: CivilDate }): Promise<void> {
  const it = await lockForOffice(work, id)
  refuseIf(moveIsNotPossible(applicationStates, it, "order-corrective-measures", { by: "office", reason: input.reason }))
  if (input.until <= civilDateOf(work.now)) throw refusal("invalid", "subsidies.until-is-over", "是正の期限は、明日以後の日にしてください。", { field: "until" })
  const { documentNumber } = await decideWithPaper(work, it, {
    kind: "correction-order",
    reason: input.reason,
    terms: { particulars: [{ label: "命じる是正", value: input.measures }, { label: "期限", value: wareki(input.until) }] },
  })
  await setDeadline(work, it.caseId!, { name: REPORT_DEADLINE, dueOn: input.until, remindOn: remindBefore(input.until, civilDateOf(work.now)) })
  const moved = await moveApplication(work, it, "order-corrective-measures", { reason: input.reason, detail: { documentNumber, until: input.until } })
  await tellApplicants(work, moved, "是正が命じられました", input.measures)
  await record(work, { action: "subsidies.measures-ordered", subject: { kind: "subsidy-application", id }, detail: { until: input.until }, unitId: it.unitId })
}
