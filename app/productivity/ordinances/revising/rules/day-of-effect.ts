import { addDays } from "../../../../kernel/cases/civil-dates.ts"
import type { CivilDate } from "../../../../kernel/database/index.ts"
import type { Effect } from "../bill.ts"

/** The day a text takes effect. 地方自治法16条3項: without another provision, ten days after the promulgation have passed. */
export function dayOfEffect(effect: Effect, promulgatedOn: CivilDate, on: CivilDate | null): CivilDate {
  if (effect === "on-date" && on) return on
  // 公布の日から起算して: the first day is counted, so the tenth day is nine later, and the day after it is ten.
  return effect === "after-ten-days" ? addDays(promulgatedOn, 10) : promulgatedOn
}
