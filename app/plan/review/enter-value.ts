import { mustBeAllowed, personOf } from "../../kernel/access/index.ts"
import { record } from "../../kernel/audit/index.ts"
import { civilDateOf, type Work } from "../../kernel/database/index.ts"
import { notFound, refusal } from "../../kernel/http/index.ts"
import { getSheet, type Indicator, type SheetIds } from "../editions/index.ts"
import type { IndicatorValueInput } from "./inputs.ts"

/** A month's figure of an indicator that the platform cannot count, with its evidence. A correction keeps the former. */
export async function enterIndicatorValue(work: Work, ids: SheetIds, indicatorId: string, input: IndicatorValueInput): Promise<void> {
  const indicator = await getIndicator(work, ids, indicatorId)
  const month = `${input.month}-01`
  if (month > civilDateOf(work.now)) {
    throw refusal("invalid", "plan.value-of-the-future", "まだ来ていない月の値は入力できません。", { field: "month" })
  }
  await work.db
    .updateTable("plan_indicator_value")
    .set({ replaced_at: work.now })
    .where("lineage_id", "=", indicator.lineageId)
    .where("month", "=", month)
    .where("replaced_at", "is", null)
    .execute()
  await work.db
    .insertInto("plan_indicator_value")
    .values({
      lineage_id: indicator.lineageId,
      month,
      value: input.value,
      evidence: input.evidence,
      entered_by: personOf(work.actor) ?? null,
      entered_at: work.now,
    })
    .execute()
  await record(work, {
    action: "plan.indicator-value-entered",
    subject: { kind: "plan.initiative", id: ids.initiativeId },
    detail: { indicator: indicator.name, month: input.month, value: input.value },
  })
}

export interface EnteredValue {
  id: string
  month: string
  value: string
  evidence: string
  enteredBy: string | null
  enteredAt: Date
  replacedAt: Date | null
}

export async function listEnteredValues(work: Work, lineageId: string): Promise<EnteredValue[]> {
  return work.db
    .selectFrom("plan_indicator_value")
    .leftJoin("person", "person.id", "plan_indicator_value.entered_by")
    .select([
      "plan_indicator_value.id",
      "plan_indicator_value.month",
      "plan_indicator_value.value",
      "plan_indicator_value.evidence",
      "person.name as enteredBy",
      "plan_indicator_value.entered_at as enteredAt",
      "plan_indicator_value.replaced_at as replacedAt",
    ])
    .where("lineage_id", "=", lineageId)
    .orderBy("month", "desc")
    .orderBy("entered_at", "desc")
    .execute()
}

async function getIndicator(work: Work, ids: SheetIds, indicatorId: string): Promise<Indicator> {
  const { sheet } = await getSheet(work, ids.editionId, ids.initiativeId)
  mustBeAllowed(work.actor, "plan.evaluate", { unitId: sheet.ownerUnitId })
  const indicator = sheet.indicators.find((one) => one.id === indicatorId)
  if (!indicator) throw notFound("指標")
  if (indicator.measureKey !== null) {
    throw refusal("conflict", "plan.indicator-is-counted", "この指標は記録から数えているため、手で入力できません。")
  }
  return indicator
}
