import { unitsOf } from "../../kernel/access/index.ts"
import { addDays } from "../../kernel/cases/index.ts"
import { answersOf, civilDateOf, type Work } from "../../kernel/database/index.ts"
import { refusal } from "../../kernel/http/index.ts"
import type { DeskItem, OwnedItem } from "../../module.ts"
import { type Edition, findEditionInForce, latestValues, type LatestValue, loadContent, type Milestone, quarterDates, type Sheet } from "../editions/index.ts"
import { improvementsOwned } from "../improvements/waiting.ts"
import { reviewsWaiting } from "../review/waiting.ts"
import { type OpenQuestion, openQuestionsOf } from "./waiting.ts"

export interface MyUnit {
  unitName: string
  /** undefined: no edition is in force. */
  edition: Edition | undefined
  owned: Sheet[]
  partnered: Sheet[]
  /** Not reached yet, the nearest quarter first. */
  milestones: { sheet: Sheet; milestone: Milestone; dueOn: string; late: boolean }[]
  /** Entered by hand, with the month last entered. */
  indicators: { sheet: Sheet; indicator: Sheet["indicators"][number]; last: LatestValue | undefined }[]
  reviews: DeskItem[]
  questions: OpenQuestion[]
  /** Of its initiatives, under way, by state. */
  improvements: OwnedItem[]
}

/** What the asking person's unit owns, partners and owes in the edition in force. */
export async function readMyUnit(work: Work): Promise<MyUnit> {
  const { actor } = work
  if (actor.kind !== "staff") throw refusal("forbidden", "plan.my-unit-is-for-staff", "所属のページは職員だけのものです。")
  const edition = await findEditionInForce(work)
  const nothing = { owned: [], partnered: [], milestones: [], indicators: [], reviews: [], questions: [], improvements: [] }
  if (!edition) return { unitName: actor.unitName, edition, ...nothing }
  const { sheets } = await loadContent(work, edition)
  const units = unitsOf(actor)
  const owned = sheets.filter((sheet) => sheet.ownerUnitId !== null && units.includes(sheet.ownerUnitId))
  const partnered = sheets.filter((sheet) => sheet.partnerUnits.some((unit) => units.includes(unit.id)))
  const today = civilDateOf(work.now)
  const [values, reviews, questions, improvements] = await Promise.all([
    latestValues(work, owned),
    answersOf(work, reviewsWaiting(work)),
    openQuestionsOf(work, units),
    answersOf(work, improvementsOwned(work)),
  ])
  return {
    unitName: actor.unitName,
    edition,
    owned,
    partnered,
    milestones: owned
      .flatMap((sheet) => sheet.milestones.filter((one) => one.doneOn === null).map((milestone) => ({ sheet, milestone })))
      .map((one) => ({ ...one, dueOn: quarterEnd(edition.fiscalYear, one.milestone.quarter) }))
      .map((one) => ({ ...one, late: one.dueOn < today }))
      .sort((a, b) => a.dueOn.localeCompare(b.dueOn)),
    indicators: owned.flatMap((sheet) =>
      sheet.indicators
        .filter((indicator) => indicator.measureKey === null)
        .map((indicator) => ({ sheet, indicator, last: values.get(indicator.lineageId) })),
    ),
    reviews: reviews.filter((item) => owned.some((sheet) => item.link.includes(sheet.initiativeId))),
    questions,
    improvements,
  }
}

function quarterEnd(fiscalYear: number, quarter: 1 | 2 | 3 | 4): string {
  return addDays(quarterDates(fiscalYear, quarter)[1], -1)
}
