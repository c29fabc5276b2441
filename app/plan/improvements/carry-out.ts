import { followersOf } from "../../desk/index.ts"
import { setDeadline } from "../../kernel/cases/index.ts"
import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import { refusal, refuseIf } from "../../kernel/http/index.ts"
import { tell } from "../../kernel/notices/index.ts"
import { lockImprovement } from "./get-improvement.ts"
import { moveImprovement } from "./move-improvement.ts"
import { moveIsNotPossible } from "./move-is-not-possible.ts"
import { mustBeInHand } from "./must-be-in-hand.ts"
import { carriedOut } from "./notices/carried-out.ts"
import { headsOf } from "./people.ts"
import { recordStep } from "./record-step.ts"
import { MEASURING, measuringDueOn } from "./measuring-period.ts"
import { doneDayIsWrong } from "./rules/done-day-is-wrong.ts"
import { plannedDayHasPassed } from "./rules/planned-day-has-passed.ts"

/** It is done; three months later it will be measured. */
export async function carryOut(work: Work, id: string, { doneOn, note }: { doneOn: string; note?: string | undefined }): Promise<void> {
  const it = await lockImprovement(work, id)
  mustBeInHand(work, it, "carry-out")
  refuseIf(moveIsNotPossible(it, "carry-out"))
  refuseIf(doneDayIsWrong(doneOn, it, civilDateOf(work.now)))
  const measureDueOn = measuringDueOn(doneOn)
  const moved = await moveImprovement(work, it, "carry-out", {
    event: "carried-out",
    reason: note,
    set: { done_on: doneOn, done_note: note ?? "", measure_due_on: measureDueOn },
    detail: { doneOn, measureDueOn },
  })
  await setDeadline(work, it.caseId!, { name: MEASURING, dueOn: measureDueOn })
  const people = [it.authorId, ...(await headsOf(work, [it.ownerUnitId])), ...(await followersOf(work, { kind: "improvement", id }))]
  await tell(work, carriedOut, { it: moved, people, reason: note })
}

/** Plans slip. The author sees the day on the page; nobody is told of a date alone. */
export async function changePlannedDay(work: Work, id: string, { plannedOn }: { plannedOn: string }): Promise<void> {
  const it = await lockImprovement(work, id)
  mustBeInHand(work, it, "change-plan")
  refuseIf(plannedDayHasPassed(plannedOn, civilDateOf(work.now)))
  if (it.state !== "adopted") throw refusal("conflict", "improvements.not-waiting", "実施予定日を変えられるのは、実施を待っている間だけです。")
  await work.db.updateTable("improvement").set({ planned_on: plannedOn, version: it.version + 1, updated_at: work.now }).where("id", "=", id).execute()
  await recordStep(work, "replanned", it, { from: it.plannedOn, to: plannedOn })
}
