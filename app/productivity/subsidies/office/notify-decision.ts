import { civilDateOf, type Work } from "../../../kernel/database/index.ts"
import { refuseIf } from "../../../kernel/http/index.ts"
import { wareki, yenText } from "../../../kernel/ui/index.ts"
import { callOf } from "../applications/call-of.ts"
import { moveApplication } from "../applications/move-application.ts"
import { lockForOffice } from "../applications/read-application.ts"
import { tellApplicants } from "../applications/tell-of.ts"
import { applicationStates } from "../application-states.ts"
import { moveIsNotPossible } from "../rules/move-is-not-possible.ts"
import { setReportDeadline } from "../settling/report-deadline.ts"
import { withdrawableUntil } from "../rules/withdrawal-period-is-over.ts"

/** 交付決定の通知 (8条): from this day the letter is the applicant's to read, and the days to withdraw run (9条). */
export async function notifyDecision(work: Work, id: string): Promise<void> {
  const it = await lockForOffice(work, id)
  refuseIf(moveIsNotPossible(applicationStates, it, "notify", { by: "office" }))
  const call = await callOf(work, it)
  const today = civilDateOf(work.now)
  const until = withdrawableUntil(today, { days: call.withdrawalDays })
  await work.db
    .updateTable("subsidy_decision")
    .set({ state: "notified", notified_at: work.now })
    .where("application_id", "=", id)
    .where("kind", "=", "award")
    .where("state", "=", "decided")
    .execute()
  // While nobody tells of an earlier completion, the report is due after the planned end (14条).
  if (it.endsOn) await setReportDeadline(work, it, call, it.endsOn)
  const moved = await moveApplication(work, it, "notify", { detail: { withdrawableUntil: until }, set: { notified_on: today } })
  await tellApplicants(work, moved, "交付が決定しました", `交付決定額は${yenText(it.awardedYen)}です。通知書は申請の画面にあります。内容や条件に不服があるときは、${wareki(until)}まで申請を取り下げることができます。`)
}
