import { addDays, setDeadline } from "../../../kernel/cases/index.ts"
import { civilDateOf, type CivilDate, type Work } from "../../../kernel/database/index.ts"
import type { Application } from "../applications/application.ts"
import type { Call } from "../programmes/programme.ts"
import { reportDueOn } from "../rules/report-due-on.ts"

export const REPORT_DEADLINE = "実績報告"
/** A week is enough to gather papers that are there, and the clerk still reaches the applicant in time. */
const REMIND_DAYS = 7

/** A week before, but never before today: a deadline set late is told of at once. */
export function remindBefore(dueOn: CivilDate, today: CivilDate): CivilDate {
  const day = addDays(dueOn, -REMIND_DAYS)
  return day > today ? day : today < dueOn ? today : dueOn
}

/**
 * 実績報告 is due by the days of the call after the completion, or after the planned end while nobody has told of one
 * (14条). @returns the day.
 */
export async function setReportDeadline(work: Work, it: Pick<Application, "caseId">, call: Pick<Call, "reportDays">, completedOn: CivilDate): Promise<CivilDate> {
  const dueOn = reportDueOn(completedOn, { daysAfterCompletion: call.reportDays })
  await setDeadline(work, it.caseId!, { name: REPORT_DEADLINE, dueOn, remindOn: remindBefore(dueOn, civilDateOf(work.now)) })
  return dueOn
}
