import { sql } from "kysely"
import { appending } from "../../../kernel/audit/index.ts"
import { canonicalJson, contentHash } from "../../../kernel/approvals/index.ts"
import { type NewCase, opening, workingDaysAfter } from "../../../kernel/cases/index.ts"
import { civilDateOf, sendAlong, type Work } from "../../../kernel/database/index.ts"
import { isIdText, notFound, refusal, refuseIf } from "../../../kernel/http/index.ts"
import { wareki } from "../../../kernel/ui/index.ts"
import { applicationStates } from "../application-states.ts"
import { paths } from "../paths.ts"
import type { Call } from "../programmes/programme.ts"
import { applicationWindowIsClosed } from "../rules/application-window-is-closed.ts"
import { moveIsNotPossible } from "../rules/move-is-not-possible.ts"
import type { Application } from "./application.ts"
import { mustApply } from "./begin-application.ts"
import { readBack } from "./files.ts"
import { lockApplication } from "./read-application.ts"
import { type ApplicationSheet, sheetOf, sheetParts } from "./steps.ts"
import { officeOf, tellingFiled } from "./tell-of.ts"

/** 標準処理期間: the case's deadline. */
export const PROCESSING_DEADLINE = "交付決定（標準処理期間）"

/**
 * Files a draft (適正化法5条 and the prefecture's rule). The moment of arrival decides; the whole application is checked,
 * every file is read back, and case, deadline, row, audit event and both notices are one statement. It travels with the commit, so its
 * number is known after that; whoever waits for it before has the statement answered first. A second press finds it filed.
 */
export async function submitApplication(work: Work, id: string): Promise<{ number: Promise<string> }> {
  const applicant = mustApply(work)
  if (!isIdText(id)) throw notFound("申請")
  // Side by side they travel together: each wait is a round trip while the row is held. What is asked behind the lock is answered after it.
  const [it, parts] = await Promise.all([lockApplication(work, id), sheetParts(work, id)])
  // Pressed twice, or by a colleague a moment before: what was asked for is done.
  if (it.state !== "draft" && it.number) return { number: Promise.resolve(it.number) }
  refuseIf(moveIsNotPossible(applicationStates, it, "file", { by: "applicant" }))
  const sheet = await sheetOf(work, it, parts)
  const { call, files, asked } = sheet
  refuseIf(applicationWindowIsClosed({ opensAt: call.opensAt!, closesAt: call.closesAt! }, work.now))
  if (call.state === "withdrawn") throw refusal("conflict", "subsidies.call-withdrawn", "この公募は取りやめになりました。")
  refuseIf(isIncomplete(sheet))
  await readBack(files)
  const today = civilDateOf(work.now)
  const processBy = call.standardDays ? workingDaysAfter(today, call.standardDays) : null
  const until = processBy ? `交付・不交付の決定は、${wareki(processBy)}ごろまでにお知らせします（補正の期間を除く）。` : ""
  const told = await tellingFiled(work, it, sql`put.number`, {
    applicants: { people: parts!.applicants, body: `「${it.title}」の申請を受け付けました。${until}` },
    office: { people: await officeOf(work, it), body: `${call.title}：${it.title}（${applicant.name}）` },
  })
  const sha256 = contentOf(sheet)
  const event = { action: "subsidies.filed", subject: { kind: "subsidy-application", id }, detail: { title: it.title, sha256, ...(processBy ? { processBy } : {}) }, unitId: it.unitId }
  const recorded = appending(work, event, { detail: sql`jsonb_build_object('number', put.number)` })
  const filing = sql<{ number: string }>`with opened as materialized (${opening(work, caseOf(it, processBy, call, today))}), put as (
      update subsidy_application a set state = 'formal-check', case_id = opened.case_id, number = opened.number, filed_at = ${work.now},
        process_by = ${processBy}::date, content_sha256 = ${sha256}, asked = ${JSON.stringify(asked)}::jsonb, updated_at = ${work.now},
        version = a.version + 1, search = ${searchText(it)} || ' ' || lower(opened.number)
      from opened where a.id = ${id}::uuid returning a.number
    ) select put.number, ${recorded} as recorded, ${sql.join(told.map((one) => one ?? sql`null`))} from put`
  const { answer } = await sendAlong(work, async () => (await filing.execute(work.db)).rows[0]!.number)
  return { number: answer }
}

function caseOf(it: Application, processBy: string | null, { standardDays }: Call, today: string): NewCase {
  return {
    kind: "subsidy-application",
    states: applicationStates,
    state: "formal-check",
    unitId: it.unitId,
    title: it.title,
    prefix: "補助",
    link: paths.office(it.id),
    ...(processBy ? { deadline: { name: PROCESSING_DEADLINE, dueOn: processBy, remindOn: workingDaysAfter(today, Math.max(1, (standardDays ?? 0) - 5)) } } : {}),
  }
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
