import { personOf } from "../../../kernel/access/index.ts"
import { meetDeadline } from "../../../kernel/cases/index.ts"
import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { refusal } from "../../../kernel/http/index.ts"
import { wareki } from "../../../kernel/ui/index.ts"
import { moveApplication } from "../applications/move-application.ts"
import { lockForOffice } from "../applications/read-application.ts"
import { PROCESSING_DEADLINE } from "../applications/submit-application.ts"
import { tellApplicants } from "../applications/tell-of.ts"
import { applicationStates } from "../application-states.ts"
import { correctionRequestIsIncomplete } from "../rules/correction-request-is-incomplete.ts"
import { moveIsNotPossible } from "../rules/move-is-not-possible.ts"
import { correctionReasons, reasonCodes } from "./correction-reasons.ts"
import { formalCheckOf } from "./formal-check.ts"
import type { CorrectionRequestInput } from "./inputs.ts"

/** Working days an applicant has at least; our own, as no 要綱 read so far names one. */
export const LEAST_DAYS = 5

/**
 * 補正: everything that is wrong, at once, with one day for all of it. From the request to the answer the processing clock
 * stands; the applicant reads each defect beside its question.
 */
export async function askCorrection(work: Work, id: string, request: CorrectionRequestInput): Promise<void> {
  const it = await lockForOffice(work, id)
  const reason = request.defects.map(({ reason: code, remark }) => `${correctionReasons[code]}：${remark}`).join("\n")
  const possible = moveIsNotPossible(applicationStates, it, "ask-correction", { by: "office", reason })
  if (possible) throw possible
  const { items } = await formalCheckOf(work, it)
  const asked = new Set(request.defects.map(({ field }) => field))
  const faults = correctionRequestIsIncomplete(
    request,
    {
      fields: items.map(({ path }) => path),
      reasons: reasonCodes,
      found: items.flatMap(({ path, check }) => (check?.verdict === "defect" ? [{ field: path, reason: check.reason }] : [])),
      unchecked: items.filter(({ path, check, passedBefore }) => !check && !passedBefore && !asked.has(path)).map(({ label }) => label),
      passedBefore: items.filter(({ passedBefore }) => passedBefore).map(({ path }) => path),
      leastDays: LEAST_DAYS,
    },
    civilDateOf(work.now),
  )
  if (faults[0]) throw refusal("invalid", faults[0].code, faults[0].message, { ...(faults[0].field ? { field: faults[0].field } : {}), detail: { faults: faults.map(({ message, field }) => ({ message, field })) } })
  const defects = request.defects.map((defect) => ({ ...defect, label: items.find(({ path }) => path === defect.field)?.label ?? defect.field }))
  const { id: correctionId } = await work.db
    .insertInto("subsidy_correction")
    .values({ application_id: id, about: "application", defects: JSON.stringify(defects), reply_by: request.replyBy, asked_by: personOf(work.actor) ?? null, asked_at: work.now })
    .returning("id")
    .executeTakeFirstOrThrow()
  await work.db.insertInto("subsidy_correction_asked").values({ correction_id: correctionId, asked: JSON.stringify(it.asked ?? []) }).execute()
  const moved = await moveApplication(work, it, "ask-correction", { reason, detail: { correctionId, fields: [...asked], replyBy: request.replyBy }, set: { process_by: null } })
  await meetDeadline(work, it.caseId!, PROCESSING_DEADLINE)
  await tellApplicants(work, moved, "補正をお願いします", `${defects.length}か所を、${wareki(request.replyBy)}までに直してください。\n${defects.map(({ label, remark }) => `・${label}：${remark}`).join("\n")}`)
}
