import { sql } from "kysely"
import { appending } from "../../../kernel/audit/index.ts"
import { canonicalJson, contentHash } from "../../../kernel/approvals/index.ts"
import { opening, setDeadline, workingDaysAfter } from "../../../kernel/cases/index.ts"
import { civilDateOf, sendAlong, type Work } from "../../../kernel/database/index.ts"
import { isIdText, notFound, refusal, refuseIf } from "../../../kernel/http/index.ts"
import { wareki } from "../../../kernel/ui/index.ts"
import { applicationStates } from "../application-states.ts"
import { paths } from "../paths.ts"
import { applicationWindowIsClosed } from "../rules/application-window-is-closed.ts"
import { moveIsNotPossible } from "../rules/move-is-not-possible.ts"
import type { Application } from "./application.ts"
import { mustApply } from "./begin-application.ts"
import { readBack } from "./files.ts"
import { applicantsOf, lockApplication } from "./read-application.ts"
import { type ApplicationSheet, sheetOf, sheetParts } from "./steps.ts"
import { officeOf, tellOffice, tellReceived } from "./tell-of.ts"

/** 標準処理期間: the case's deadline. */
export const PROCESSING_DEADLINE = "交付決定（標準処理期間）"

/**
 * Files a draft (適正化法5条 and the prefecture's rule). The moment of arrival decides; the whole application is checked,
 * every file is read back, and case, row and audit event are written in one statement. A second press finds it filed.
 */
export async function submitApplication(work: Work, id: string): Promise<{ number: string }> {
  const applicant = mustApply(work)
  if (!isIdText(id)) throw notFound("申請")
  // Side by side they travel together: each wait is a round trip while the row is held. What is asked behind the lock is answered after it.
  const [it, parts] = await Promise.all([lockApplication(work, id), sheetParts(work, id)])
  // Pressed twice, or by a colleague a moment before: what was asked for is done.
  if (it.state !== "draft" && it.number) return { number: it.number }
  refuseIf(moveIsNotPossible(applicationStates, it, "file", { by: "applicant" }))
  const sheet = await sheetOf(work, it, parts)
  const { call, files, asked } = sheet
  refuseIf(applicationWindowIsClosed({ opensAt: call.opensAt!, closesAt: call.closesAt! }, work.now))
  if (call.state === "withdrawn") throw refusal("conflict", "subsidies.call-withdrawn", "この公募は取りやめになりました。")
  refuseIf(isIncomplete(sheet))
  await readBack(files)
  const today = civilDateOf(work.now)
  const processBy = call.standardDays ? workingDaysAfter(today, call.standardDays) : null
  const sha256 = contentOf(sheet)
  const event = { action: "subsidies.filed", subject: { kind: "subsidy-application", id }, detail: { title: it.title, sha256 }, unitId: it.unitId }
  const recorded = appending(work, event, { detail: sql`jsonb_build_object('number', put.number)` })
  const open = { kind: "subsidy-application", states: applicationStates, state: "formal-check" as const, unitId: it.unitId, title: it.title, prefix: "補助", link: paths.office(id) }
  const filing = sql<{ caseId: string; number: string }>`with opened as materialized (${opening(work, open)}), put as (
      update subsidy_application a set state = 'formal-check', case_id = opened.case_id, number = opened.number, filed_at = ${work.now},
        process_by = ${processBy}::date, content_sha256 = ${sha256}, asked = ${JSON.stringify(asked)}::jsonb, updated_at = ${work.now},
        version = a.version + 1, search = ${searchText(it)} || ' ' || lower(opened.number)
      from opened where a.id = ${id}::uuid returning a.case_id, a.number
    ) select put.case_id as "caseId", put.number, ${recorded} as recorded from put`.execute(work.db)
  const [{ rows }, applicants, office] = await Promise.all([filing, applicantsOf(work, it), officeOf(work, it)])
  const { caseId, number } = rows[0]!
  const filed: Application = { ...it, state: "formal-check", caseId, number, filedAt: work.now }
  const until = processBy ? `交付・不交付の決定は、${wareki(processBy)}ごろまでにお知らせします（補正の期間を除く）。` : ""
  // Nobody needs their answers: they travel with the commit, and nothing is filed when one of them fails.
  const deadline = { name: PROCESSING_DEADLINE, dueOn: processBy!, remindOn: workingDaysAfter(today, Math.max(1, (call.standardDays ?? 0) - 5)) }
  if (processBy) await sendAlong(work, () => setDeadline(work, caseId, deadline, { number, unitId: it.unitId }))
  await sendAlong(work, () => tellReceived(work, filed, `「${it.title}」の申請を受け付けました。${until}`, applicants))
  await sendAlong(work, () => tellOffice(work, filed, "申請が提出されました", `${call.title}：${it.title}（${applicant.name}）`, office))
  return { number }
}

function isIncomplete({ steps }: ApplicationSheet) {
  const left = steps.filter(({ problems }) => problems.length > 0)
  if (left.length === 0) return undefined
  return refusal("invalid", "subsidies.incomplete", `入力が終わっていないところがあります：${left.map(({ title }) => `「${title}」`).join("")}`, {
    detail: { steps: left.map(({ key, title, problems }) => ({ key, title, problems })) },
  })
}

/** What was filed, as one hash: the answers as asked and every file. */
export function contentOf({ it, asked, files }: Pick<ApplicationSheet, "it" | "asked" | "files">): string {
  return contentHash(canonicalJson({ application: it.id, asked, files: files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })) }))
}

/** For the work list: title and applicant, in one normal form. */
export function searchText(it: Pick<Application, "title" | "party">): string {
  return [it.title, it.party.name, it.party.kana, it.party.corporateNumber].join(" ").normalize("NFKC").toLowerCase().slice(0, 500)
}
