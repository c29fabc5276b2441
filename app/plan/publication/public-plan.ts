import type { Work } from "../../kernel/database/index.ts"
import { notFound } from "../../kernel/http/index.ts"
import { type Edition, type Indicator, isId, latestValues, loadContent, type Milestone, type Sheet } from "../editions/index.ts"
import { homeStamp } from "../editions/plan-home.ts"

/**
 * The plan as residents see it. Every field stands here by name: what is not listed (現状と課題, 次年度への提案, questions,
 * who wrote what) cannot leak into a public page by being added to the sheet.
 */
export interface PublicPlan {
  editionId: string
  fiscalYear: number
  revision: number
  title: string
  position: string
  term: string
  inForceOn: string | null
  version: number
  ideals: string[]
  directions: PublicDirection[]
}

export interface PublicDirection {
  numeral: string
  title: string
  aim: string
  initiatives: PublicInitiative[]
}

export interface PublicInitiative {
  initiativeId: string
  key: string | null
  numeral: string
  number: number
  title: string
  text: string
  actions: string
  ownerUnitName: string | null
  milestones: { quarter: Milestone["quarter"]; text: string; doneOn: string | null }[]
  indicators: PublicIndicator[]
  noIndicatorReason: string
}

export interface PublicIndicator {
  lineageId: string
  kind: Indicator["kind"]
  name: string
  unit: string
  better: Indicator["better"]
  baseline: string | null
  target: string | null
  noTargetReason: string
  measureKey: string | null
  /** The newest figure and the month it stands for; null: 「－」. */
  value: string | null
  month: string | null
}

/** Made last, and what it was made of. One edition rules at a time, so one is enough. */
let made: { stamp: string; plan: PublicPlan } | undefined

/** undefined: no edition is in force. Open to everybody; made anew when something in it changes, and every minute. */
export async function findPublicPlan(work: Work): Promise<PublicPlan | undefined> {
  const now = await homeStamp(work)
  if (!now) return undefined
  if (made?.stamp !== now.stamp) made = { stamp: now.stamp, plan: await writePublicPlan(work, now.edition) }
  return made.plan
}

async function writePublicPlan(work: Work, edition: Edition): Promise<PublicPlan> {
  const content = await loadContent(work, edition)
  const values = await latestValues(work, content.sheets)
  const shown = (sheet: Sheet): PublicInitiative => ({
    initiativeId: sheet.initiativeId,
    key: sheet.key,
    numeral: sheet.numeral,
    number: sheet.number,
    title: sheet.title,
    text: sheet.text,
    actions: sheet.actions,
    ownerUnitName: sheet.ownerUnitName,
    milestones: sheet.milestones.map(({ quarter, text, doneOn }) => ({ quarter, text, doneOn })),
    indicators: sheet.indicators.map((one) => ({
      lineageId: one.lineageId,
      kind: one.kind,
      name: one.name,
      unit: one.unit,
      better: one.better,
      baseline: one.baseline,
      target: one.target,
      noTargetReason: one.noTargetReason,
      measureKey: one.measureKey,
      value: values.get(one.lineageId)?.value ?? null,
      month: values.get(one.lineageId)?.month ?? null,
    })),
    noIndicatorReason: sheet.noIndicatorReason,
  })
  return {
    editionId: edition.id,
    fiscalYear: edition.fiscalYear,
    revision: edition.revision,
    title: edition.title,
    position: edition.position,
    term: edition.term,
    inForceOn: edition.inForceOn,
    version: edition.version,
    ideals: content.ideals.map((ideal) => ideal.text),
    directions: content.directions.map(({ numeral, title, aim, sheets }) => ({
      numeral,
      title,
      aim,
      initiatives: sheets.map(shown),
    })),
  }
}

export function initiativesOf(plan: PublicPlan): PublicInitiative[] {
  return plan.directions.flatMap((direction) => direction.initiatives)
}

/** How many milestones have been reached of those planned. */
export function milestonesReached(initiatives: readonly PublicInitiative[]): { done: number; planned: number } {
  const all = initiatives.flatMap((one) => one.milestones)
  return { done: all.filter((one) => one.doneOn !== null).length, planned: all.length }
}

/** An initiative of the edition in force. One that is only in a draft, or in no edition any more, is not found. */
export async function findPublicInitiative(work: Work, initiativeId: string): Promise<{ plan: PublicPlan; one: PublicInitiative }> {
  const plan = isId(initiativeId) ? await findPublicPlan(work) : undefined
  const one = plan && initiativesOf(plan).find((candidate) => candidate.initiativeId === initiativeId)
  if (!plan || !one) throw notFound("取組")
  return { plan, one }
}
