import type { Work } from "../../kernel/database/index.ts"
import { notFound, refusal } from "../../kernel/http/index.ts"
import { afterSheetChange } from "./after-change.ts"
import { rereadSheet } from "./change-sheet.ts"
import { bumpSheet, openSheet, type SheetIds } from "./draft.ts"
import { indicatorInput, type IndicatorInput } from "./inputs.ts"
import { isId } from "./read-edition.ts"
import { indicatorsText, keepTexts } from "./text-versions.ts"
import type { Indicator } from "./types.ts"

type Found = Awaited<ReturnType<typeof openSheet>>

/** 0 to 3: more than three of them measure nothing. */
export const MOST_INDICATORS = 3

/** @returns the indicator's id. A sheet with an indicator no longer says 「指標なし」. */
export async function addIndicator(work: Work, ids: SheetIds, input: IndicatorInput): Promise<string> {
  const found = await openSheet(work, ids)
  const { sheet } = found
  if (sheet.indicators.length >= MOST_INDICATORS) {
    throw refusal("invalid", "plan.too-many-indicators", `指標は1つの取組に${MOST_INDICATORS}つまでです。`)
  }
  const free = [1, 2, 3].find((sort) => !sheet.indicators.some((one) => one.sort === sort))!
  const { id } = await work.db
    .insertInto("plan_indicator")
    .values({ sheet_id: sheet.id, sort: free, ...valuesOf(input) })
    .returning("id")
    .executeTakeFirstOrThrow()
  if (sheet.noIndicatorReason !== "") {
    await work.db.updateTable("plan_sheet").set({ no_indicator_reason: "" }).where("id", "=", sheet.id).execute()
    await keepTexts(work, found.edition.id, sheet.initiativeId, { noIndicatorReason: "" }, "指標を置いたため")
  }
  await keepIndicators(work, found, "plan.indicator-added", `指標「${input.name}」を加えました`)
  return id
}

export async function changeIndicator(work: Work, ids: SheetIds, id: string, input: IndicatorInput): Promise<void> {
  const found = await openSheet(work, ids)
  indicatorIn(found, id)
  await work.db.updateTable("plan_indicator").set(valuesOf(input)).where("id", "=", id).execute()
  await keepIndicators(work, found, "plan.indicator-changed", `指標「${input.name}」を変えました`)
}

/** Its values stay: they belong to the indicator over all editions. */
export async function removeIndicator(work: Work, ids: SheetIds, id: string): Promise<void> {
  const found = await openSheet(work, ids)
  const old = indicatorIn(found, id)
  await work.db.deleteFrom("plan_indicator").where("id", "=", id).execute()
  await keepIndicators(work, found, "plan.indicator-removed", `指標「${old.name}」を外しました`)
}

function valuesOf(given: IndicatorInput) {
  const input = indicatorInput.parse(given)
  return {
    kind: input.kind,
    name: input.name,
    unit: input.unit,
    better: input.better,
    baseline: input.baseline ?? null,
    baseline_note: input.baselineNote,
    target: input.target ?? null,
    no_target_reason: input.target == null ? input.noTargetReason : "",
    target_basis: input.targetBasis,
    measure_key: input.measureKey || null,
  }
}

function indicatorIn(found: Found, id: string): Indicator {
  const indicator = isId(id) ? found.sheet.indicators.find((one) => one.id === id) : undefined
  if (!indicator) throw notFound("指標")
  return indicator
}

async function keepIndicators(work: Work, found: Found, event: string, summary: string): Promise<void> {
  const after = await rereadSheet(work, found)
  const { edition, sheet } = found
  await keepTexts(work, edition.id, sheet.initiativeId, { indicators: indicatorsText(after.indicators) })
  await bumpSheet(work, found, ["indicators"])
  await afterSheetChange(work, { event, summary, edition, sheet: after, fields: ["indicators"] })
}
