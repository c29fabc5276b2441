import { record } from "../../../kernel/audit/index.ts"
import { meetDeadline } from "../../../kernel/cases/index.ts"
import { civilDateOf, type CivilDate, type Work } from "../../../kernel/database/index.ts"
import { refusal } from "../../../kernel/http/index.ts"
import { wareki, yenText } from "../../../kernel/ui/index.ts"
import type { Application, CostLine } from "../applications/application.ts"
import { mustApply } from "../applications/begin-application.ts"
import { callOf } from "../applications/call-of.ts"
import { readBack } from "../applications/files.ts"
import { moveApplication } from "../applications/move-application.ts"
import { lockApplication } from "../applications/read-application.ts"
import { tellApplicants, tellOffice } from "../applications/tell-of.ts"
import { takeAnswers } from "../procedures/take-answers.ts"
import { type JudgedEvidence, judgedEvidence, mustBeReporting } from "./evidence.ts"
import type { OutcomeInput } from "./inputs.ts"
import { REPORT_DEADLINE, setReportDeadline } from "./report-deadline.ts"

export interface Report {
  completedOn: CivilDate | null
  outcome: string
  otherIncome: number
  profit: number
}

export async function readReport(work: Work, applicationId: string): Promise<Report | undefined> {
  return work.db
    .selectFrom("subsidy_report")
    .select(["completed_on as completedOn", "outcome", "other_income as otherIncome", "profit"])
    .where("application_id", "=", applicationId)
    .executeTakeFirst()
}

/** The first page of the report; the day of completion sets when the report is due (14条 and the call's days). */
export async function saveOutcome(work: Work, id: string, input: OutcomeInput): Promise<void> {
  mustApply(work)
  const it = await lockApplication(work, id)
  mustBeReporting(it)
  const today = civilDateOf(work.now)
  if (input.completedOn > today) throw refusal("invalid", "subsidies.completed-in-the-future", "完了日は、今日までの日を入力してください。", { field: "completedOn" })
  if (it.decidedOn && input.completedOn < it.decidedOn) throw refusal("invalid", "subsidies.completed-before-decision", `完了日は、交付決定の日（${wareki(it.decidedOn)}）以後の日にしてください。`, { field: "completedOn" })
  const row = { completed_on: input.completedOn, outcome: input.outcome, other_income: input.otherIncome, profit: input.profit, updated_at: work.now }
  await work.db
    .insertInto("subsidy_report")
    .values({ application_id: id, ...row })
    .onConflict((on) => on.column("application_id").doUpdateSet(row))
    .execute()
  if (it.state === "under-way") {
    const dueOn = await setReportDeadline(work, it, await callOf(work, it), input.completedOn)
    await moveApplication(work, it, "complete", { detail: { completedOn: input.completedOn, dueOn }, set: { completed_on: input.completedOn } })
  } else if (it.state === "report-due" && it.completedOn && it.completedOn !== input.completedOn) {
    // Put right before the report is filed: the days run from the day as it is now.
    await setReportDeadline(work, it, await callOf(work, it), input.completedOn)
    await work.db.updateTable("subsidy_application").set({ completed_on: input.completedOn, version: it.version + 1, updated_at: work.now }).where("id", "=", id).execute()
  }
  await record(work, { action: "subsidies.report-saved", subject: { kind: "subsidy-application", id }, detail: { completedOn: input.completedOn }, unitId: it.unitId })
}

/** 実績の経費 by category: what the lines of evidence add up to, `counted` for the settlement only. */
export function actualCosts(lines: readonly JudgedEvidence[], options: { counted?: boolean } = {}): CostLine[] {
  const sums = new Map<string, CostLine>()
  for (const line of lines) {
    if (options.counted && !line.counts) continue
    const before = sums.get(line.category) ?? { category: line.category, total: 0, eligible: 0 }
    const paid = line.papers.payment?.amount ?? line.papers.invoice?.amount ?? line.eligibleYen
    sums.set(line.category, { ...before, total: before.total + paid, eligible: before.eligible + line.eligibleYen })
  }
  return [...sums.values()]
}

/** Everything that keeps the report from being filed, at once. Broken chains do not: the office sees them as the applicant does. */
export function reportProblems(report: Report | undefined, lines: readonly JudgedEvidence[]): string[] {
  const problems: string[] = []
  if (!report?.completedOn) problems.push("完了日と成果を入力してください。")
  if (lines.length === 0) problems.push("経費の明細を1件以上入力してください。")
  for (const line of lines) {
    const paid = line.papers.payment?.amount
    if (paid !== undefined && line.eligibleYen > paid) problems.push(`「${line.content}」の補助対象経費が、支払った額（${yenText(paid)}）を超えています。`)
  }
  return problems
}

/** 実績報告 (14条): its papers are read back; a corrected one answers the correction with it. @returns the filing's id. */
export async function fileReport(work: Work, id: string, explanation = ""): Promise<string> {
  const applicant = mustApply(work)
  const it = await lockApplication(work, id)
  if (it.state === "in-inspection") return latestFiling(work, id)
  mustBeReporting(it)
  const [report, lines, call] = await Promise.all([readReport(work, id), judgedEvidence(work, it), callOf(work, it)])
  const problems = reportProblems(report, lines)
  if (problems.length > 0) throw refusal("invalid", "subsidies.report-incomplete", problems.join(" "))
  await readBack(lines.flatMap(({ files, photos }) => [...files, ...photos.before, ...photos.after]))
  const own = await takeAnswers(work, it, "performance")
  const costs = actualCosts(lines)
  const asked = askedOfReport(report!, lines, call.categories)
  const { id: filingId } = await work.db
    .insertInto("subsidy_filing")
    .values({
      application_id: id,
      kind: "performance",
      content: JSON.stringify({ ...report, costs, lines: lines.map(({ files, photos, faults: _, counts: __, ...line }) => ({ ...line, files: [...files, ...photos.before, ...photos.after].map(({ name, sha256, bytes }) => ({ name, sha256, bytes })) })), ...own.content }),
      asked: JSON.stringify([...asked, ...own.asked]),
      reason: explanation,
      filed_by: applicant.id,
      filed_at: work.now,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  await own.filed(filingId)
  await work.db
    .updateTable("subsidy_correction")
    .set({ answers: JSON.stringify([{ field: "report", changed: true, explanation }]), answered_at: work.now })
    .where("application_id", "=", id)
    .where("about", "=", "performance")
    .where("answered_at", "is", null)
    .execute()
  const completed: Application = it.state === "under-way" ? await moveApplication(work, it, "complete", { set: { completed_on: report!.completedOn! } }) : it
  const moved = await moveApplication(work, completed, completed.state === "report-in-correction" ? "answer-report-correction" : "report-performance", {
    detail: { filingId, costs },
    set: { completed_on: report!.completedOn! },
  })
  await meetDeadline(work, it.caseId!, REPORT_DEADLINE)
  await tellApplicants(work, moved, "実績報告を受け付けました")
  await tellOffice(work, moved, "実績報告が提出されました", `経費の明細 ${lines.length}件、補助対象経費 ${yenText(costs.reduce((sum, { eligible }) => sum + eligible, 0))}`)
  return filingId
}

async function latestFiling(work: Work, id: string): Promise<string> {
  const row = await work.db.selectFrom("subsidy_filing").select("id").where("application_id", "=", id).where("kind", "=", "performance").orderBy("filed_at", "desc").executeTakeFirstOrThrow()
  return row.id
}

function askedOfReport(report: Report, lines: readonly JudgedEvidence[], categories: readonly { key: string; title: string }[]) {
  const one = (label: string, text: string) => ({ page: "実績報告", step: "report", path: label, label, text })
  return [
    one("完了日", report.completedOn ? wareki(report.completedOn) : ""),
    one("事業の成果", report.outcome),
    one("寄付金その他の収入", yenText(report.otherIncome)),
    one("事業で得た収益", yenText(report.profit)),
    ...lines.map((line, at) => one(`経費 ${at + 1}`, `${categories.find(({ key }) => key === line.category)?.title ?? line.category}　${line.content}　補助対象経費 ${yenText(line.eligibleYen)}`)),
  ]
}
