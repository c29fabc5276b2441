import { setDeadline, workingDaysAfter } from "../../../kernel/cases/index.ts"
import { civilDateOf, type CivilDate, type Work } from "../../../kernel/database/index.ts"
import { refusal } from "../../../kernel/http/index.ts"
import { correctionIsUnanswered } from "../rules/correction-is-unanswered.ts"
import { processingClock } from "../rules/processing-clock.ts"
import type { Application } from "./application.ts"
import type { Asked } from "./asked.ts"
import { mustApply } from "./begin-application.ts"
import { readBack } from "./files.ts"
import { moveApplication } from "./move-application.ts"
import { lockApplication } from "./read-application.ts"
import { sheetOf } from "./steps.ts"
import { contentOf, PROCESSING_DEADLINE, searchText } from "./submit-application.ts"
import { tellApplicants, tellOffice } from "./tell-of.ts"

export interface Correction {
  id: string
  about: "application" | "performance"
  defects: { field: string; label: string; reason: string; remark: string }[]
  replyBy: CivilDate
  askedAt: Date
  answers: { field: string; changed: boolean; explanation: string }[] | null
  answeredAt: Date | null
}

/** The corrections of an application the asking person has been let to, oldest first. */
export async function listCorrections(work: Work, applicationId: string): Promise<Correction[]> {
  return work.db
    .selectFrom("subsidy_correction")
    .select(["id", "about", "defects", "reply_by as replyBy", "asked_at as askedAt", "answers", "answered_at as answeredAt"])
    .where("application_id", "=", applicationId)
    .orderBy("asked_at")
    .execute()
}

/** Fields whose answer is another than the one that was filed. */
export function changedFields(before: readonly Asked[], after: readonly Asked[]): Set<string> {
  const was = new Map(before.map(({ path, text }) => [path, text]))
  const changed = after.filter(({ path, text }) => was.get(path) !== text).map(({ path }) => path)
  const gone = before.filter(({ path }) => !after.some((one) => one.path === path)).map(({ path }) => path)
  return new Set([...changed, ...gone])
}

/** All defects answered at once, each by a change or by a word why it stands; then the clock runs on. */
export async function answerCorrection(work: Work, id: string, explanations: readonly { field: string; explanation: string }[]): Promise<void> {
  mustApply(work)
  const it = await lockApplication(work, id)
  const open = (await listCorrections(work, id)).find(({ answeredAt, about }) => answeredAt === null && about === "application")
  if (it.state !== "in-correction" || !open) throw refusal("conflict", "subsidies.no-correction", "いま求められている補正はありません。")
  const sheet = await sheetOf(work, it)
  const left = sheet.steps.filter(({ problems }) => problems.length > 0)
  if (left.length > 0) throw refusal("invalid", "subsidies.incomplete", `入力が終わっていないところがあります：${left.map(({ title }) => `「${title}」`).join("")}`)
  const changed = changedFields((it.asked ?? []) as Asked[], sheet.asked)
  // A new paper under the same name is a change of the file, though its words stay.
  const fileChanged = (field: string) => field.startsWith("files.") && sheet.files.some(({ askedKey, addedAt }) => `files.${askedKey}` === field && addedAt > open.askedAt)
  const answers = open.defects.map(({ field }) => ({
    field,
    changed: changed.has(field) || fileChanged(field),
    explanation: explanations.find((one) => one.field === field)?.explanation.trim() ?? "",
  }))
  const unanswered = correctionIsUnanswered(open.defects, answers)
  if (unanswered[0]) {
    const at = open.defects.findIndex(({ field }) => field === unanswered[0]!.field)
    throw refusal("invalid", "subsidies.correction-is-unanswered", unanswered[0].message, { field: `explanations.${at}.explanation`, detail: { left: unanswered.length } })
  }
  await readBack(sheet.files)
  await work.db
    .updateTable("subsidy_correction")
    .set({ answers: JSON.stringify(answers), answered_at: work.now })
    .where("id", "=", open.id)
    .execute()
  const processBy = await dueAgain(work, it, sheet.call.standardDays)
  const moved = await moveApplication(work, it, "answer-correction", { detail: { changed: [...changed] }, set: { asked: JSON.stringify(sheet.asked), process_by: processBy } })
  await work.db
    .updateTable("subsidy_application")
    .set({ content_sha256: contentOf(sheet), search: `${searchText(it)} ${it.number!.toLowerCase()}` })
    .where("id", "=", id)
    .execute()
  if (processBy) await setDeadline(work, it.caseId!, { name: PROCESSING_DEADLINE, dueOn: processBy })
  await tellApplicants(work, moved, "補正を受け付けました")
  await tellOffice(work, moved, "補正がありました", `${answers.filter((one) => one.changed).length}か所が直されました。`)
}

/** The last day of the standard period, the days of all corrections left out. */
async function dueAgain(work: Work, it: Application, standardDays: number | null): Promise<CivilDate | null> {
  if (!standardDays || !it.filedAt) return null
  const stops = (await listCorrections(work, it.id))
    .filter(({ about }) => about === "application")
    .map(({ askedAt, answeredAt }) => ({ askedOn: civilDateOf(askedAt), ...(answeredAt ? { answeredOn: civilDateOf(answeredAt) } : {}) }))
  const today = civilDateOf(work.now)
  return processingClock({ arrivedOn: civilDateOf(it.filedAt), stops }, standardDays, today).dueOn ?? workingDaysAfter(today, standardDays)
}
