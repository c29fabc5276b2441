import type { Work } from "../../kernel/database/index.ts"
import type { Sheet } from "../editions/index.ts"

export interface CopyPlace {
  editionId: string
  directionId: string
  number: number
}

/**
 * A sheet of the former edition as the start of the next: identity, texts, owners, indicators with their lineage.
 * A new year starts without the milestones reached and without last year's proposal, which has become the question.
 */
export async function copySheet(work: Work, sheet: Sheet, to: CopyPlace, options: { newYear: boolean }): Promise<string> {
  const { id } = await work.db
    .insertInto("plan_sheet")
    .values({
      edition_id: to.editionId,
      direction_id: to.directionId,
      initiative_id: sheet.initiativeId,
      number: to.number,
      title: sheet.title,
      aliases: sheet.aliases,
      text: sheet.text,
      owner_unit_id: sheet.ownerUnitId,
      partner_unit_ids: sheet.partnerUnits.map((unit) => unit.id),
      present_state: sheet.presentState,
      actions: sheet.actions,
      no_indicator_reason: sheet.noIndicatorReason,
      logic_model: JSON.stringify(sheet.logicModel),
      next_year_proposal: options.newYear ? "" : sheet.nextYearProposal,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  const milestones = sheet.milestones.map(({ quarter, text, sort, doneOn, evidence }) => ({
    sheet_id: id,
    quarter,
    text,
    sort,
    ...(options.newYear ? {} : { done_on: doneOn, evidence }),
  }))
  if (milestones.length > 0) await work.db.insertInto("plan_milestone").values(milestones).execute()
  const indicators = sheet.indicators.map((one) => ({
    sheet_id: id,
    lineage_id: one.lineageId,
    sort: one.sort,
    kind: one.kind,
    name: one.name,
    unit: one.unit,
    better: one.better,
    baseline: one.baseline,
    baseline_note: one.baselineNote,
    target: one.target,
    no_target_reason: one.noTargetReason,
    target_basis: one.targetBasis,
    measure_key: one.measureKey,
  }))
  if (indicators.length > 0) await work.db.insertInto("plan_indicator").values(indicators).execute()
  return id
}
