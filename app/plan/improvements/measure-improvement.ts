import { followersOf } from "../../desk/index.ts"
import { meetDeadline } from "../../kernel/cases/index.ts"
import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import { refuseIf } from "../../kernel/http/index.ts"
import { tell } from "../../kernel/notices/index.ts"
import { formulaOf, savedMinutes } from "./durations.ts"
import { lockImprovement } from "./get-improvement.ts"
import type { MeasurementInput } from "./inputs.ts"
import { measurableFrom, MEASURING } from "./measuring-period.ts"
import { moveImprovement } from "./move-improvement.ts"
import { moveIsNotPossible } from "./move-is-not-possible.ts"
import { mustBeInHand } from "./must-be-in-hand.ts"
import { measured } from "./notices/measured.ts"
import { headsOf } from "./people.ts"
import { measuredTooEarly } from "./rules/measured-too-early.ts"
import { monthsMakeAYear } from "./rules/months-make-a-year.ts"
import { mustBeStaff } from "./save-draft.ts"

/** What it takes now, counted after three months. It may have become longer: that is measured all the same. */
export async function measureImprovement(work: Work, id: string, input: MeasurementInput): Promise<void> {
  const it = await lockImprovement(work, id)
  mustBeInHand(work, it, "measure")
  refuseIf(moveIsNotPossible(it, "measure"))
  refuseIf(measuredTooEarly(input.measuredOn, measurableFrom(it.doneOn!), civilDateOf(work.now)))
  refuseIf(monthsMakeAYear({ per: it.per, timesAYear: input.timesAYear }))
  const by = mustBeStaff(work)
  const counted = { ...it, minutesAfter: input.hoursNow, timesAYear: input.timesAYear, people: input.people }
  const saved = savedMinutes(counted)
  const moved = await moveImprovement(work, it, "measure", {
    event: "measured",
    reason: input.evidence,
    set: { measured_on: input.measuredOn, measured_saved_minutes: saved },
    detail: { savedMinutes: saved, estimatedMinutes: it.savedMinutes },
  })
  await work.db
    .insertInto("improvement_measurement")
    .values({
      improvement_id: id,
      measured_on: input.measuredOn,
      minutes_now: input.hoursNow,
      times_a_year: input.timesAYear,
      people: input.people,
      saved_minutes: saved,
      evidence: input.evidence,
      measured_by: by.id,
      measured_by_name: by.name,
      entered_at: work.now,
    })
    .execute()
  await meetDeadline(work, it.caseId!, MEASURING)
  const people = [it.authorId, ...(await headsOf(work, [it.ownerUnitId])), ...(await followersOf(work, { kind: "improvement", id }))]
  await tell(work, measured, { it: moved, people, reason: formulaOf(counted) })
}
