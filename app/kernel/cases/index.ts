export { type Move, type MoveOf, movesFrom, type StateOf, type States, states } from "./states.ts"
export { type NewCase, openCase, opening } from "./open-case.ts"
export { moveCase, type Moved, type MoveOptions } from "./move-case.ts"
export { type CaseFile, type CaseStep, findCase, getCase, listSteps } from "./read-cases.ts"
export { casesHeld } from "./cases-held.ts"
export { assignCase, transferCases } from "./assign-case.ts"
export { type Deadline, type DeadlineFilter, listDeadlines, meetDeadline, type NewDeadline, setDeadline } from "./deadlines.ts"
export { takeDocumentNumber } from "./take-document-number.ts"
export { addDays, daysBetween, isCivilDate } from "./civil-dates.ts"
export { holidayName, holidaysKnown } from "./holidays.ts"
export { type ClosedSpan, yearEnd } from "./rules/closed-days.ts"
export {
  type Calendar,
  closedReason,
  isOpenDay,
  nextOpenDay,
  prefectureCalendar,
  workingDaysAfter,
  workingDaysBefore,
  workingDaysBetween,
} from "./rules/working-days.ts"
export { type Period, periodEnd, type PeriodOptions } from "./rules/period-end.ts"
export { type Reminder, takeReminders } from "./take-reminders.ts"
