import { mustBeAllowed } from "../../kernel/access/index.ts"
import type { Work } from "../../kernel/database/index.ts"
import { refusal } from "../../kernel/http/index.ts"
import type { LogicModel } from "../tables.ts"
import { afterSheetChange } from "./after-change.ts"
import { bumpSheet, conflictIn, type Expectation, mustNotCollide, openSheet, type SheetIds } from "./draft.ts"
import { type SheetChanges, sheetPlace } from "./inputs.ts"
import { loadSheet } from "./load-edition.ts"
import { changedTexts, keepTexts, textsOf } from "./text-versions.ts"
import type { Sheet } from "./types.ts"

const formField: Record<string, string> = { ownerUnit: "ownerUnitId", partnerUnits: "partnerUnitIds", place: "number" }

/**
 * Texts, owner and place of a sheet in a draft. Every changed field keeps its former text with who, when and why.
 * @returns the sheet's new version.
 */
export async function changeSheet(work: Work, ids: SheetIds, changes: SheetChanges, expectation: Expectation): Promise<number> {
  const found = await openSheet(work, ids)
  const { edition, sheet } = found
  const decided = Object.keys(sheetPlace.shape).some((field) => changes[field as keyof SheetChanges] !== undefined)
  if (decided) mustBeAllowed(work.actor, "plan.edit")
  const after = await withChanges(work, edition.id, sheet, changes)
  const before = textsOf(sheet)
  const changed = changedTexts(before, textsOf(after))
  const fields = Object.keys(changed)
  const stored = await work.db
    .selectFrom("plan_sheet")
    .select("field_versions as fieldVersions")
    .where("id", "=", sheet.id)
    .executeTakeFirstOrThrow()
  const theirs = conflictIn(
    expectation.fieldwise ? fields : sentFields(changes),
    before,
    { version: sheet.version, fieldVersions: stored.fieldVersions },
    expectation,
  )
  mustNotCollide(theirs && Object.fromEntries(Object.entries(theirs).map(([field, text]) => [formField[field] ?? field, text])))
  if (fields.length === 0) return sheet.version
  if (after.noIndicatorReason !== "" && sheet.noIndicatorReason === "" && sheet.indicators.length > 0) {
    throw refusal("invalid", "plan.has-indicators", "指標があるため「指標なし」にはできません。先に指標を外してください。", {
      field: "noIndicatorReason",
    })
  }
  await work.db
    .updateTable("plan_sheet")
    .set({
      title: after.title,
      aliases: after.aliases,
      text: after.text,
      owner_unit_id: after.ownerUnitId,
      partner_unit_ids: after.partnerUnits.map((unit) => unit.id),
      present_state: after.presentState,
      actions: after.actions,
      no_indicator_reason: after.noIndicatorReason,
      logic_model: JSON.stringify(after.logicModel),
      next_year_proposal: after.nextYearProposal,
    })
    .where("id", "=", sheet.id)
    .execute()
  if ("place" in changed || (changes.directionId && changes.directionId !== sheet.directionId)) {
    await placeSheet(work, edition.id, sheet, { directionId: after.directionId, number: after.number })
  }
  await keepTexts(work, edition.id, sheet.initiativeId, changed, expectation.reason)
  await bumpSheet(work, found, fields)
  await afterSheetChange(work, {
    event: "plan.sheet-changed",
    summary: "取組シートを変えました",
    edition,
    sheet: after,
    formerOwnerUnitId: sheet.ownerUnitId,
    fields,
    detail: { reason: expectation.reason ?? "" },
  })
  return sheet.version
}

function sentFields(changes: SheetChanges): string[] {
  const names: Record<string, string[]> = {
    ownerUnitId: ["ownerUnit"],
    partnerUnitIds: ["partnerUnits"],
    directionId: ["place"],
    number: ["place"],
    logicModel: ["logicModel.inputs", "logicModel.activities", "logicModel.outputs", "logicModel.outcomes"],
  }
  return Object.entries(changes).flatMap(([field, value]) => (value === undefined ? [] : (names[field] ?? [field])))
}

async function withChanges(work: Work, editionId: string, sheet: Sheet, changes: SheetChanges): Promise<Sheet> {
  const { ownerUnitId, partnerUnitIds, directionId, logicModel, number, ...texts } = changes
  const after: Sheet = { ...sheet }
  for (const [field, value] of Object.entries(texts)) if (value !== undefined) Object.assign(after, { [field]: value })
  if (logicModel) after.logicModel = filled(logicModel)
  if (number !== undefined) after.number = number
  if (directionId !== undefined && directionId !== sheet.directionId) {
    const direction = await work.db
      .selectFrom("plan_direction")
      .select("numeral")
      .where("id", "=", directionId)
      .where("edition_id", "=", editionId)
      .executeTakeFirst()
    if (!direction) throw refusal("invalid", "plan.foreign-direction", "方向性を選び直してください。", { field: "directionId" })
    after.directionId = directionId
    after.numeral = direction.numeral
  }
  const asked = [...new Set([...(ownerUnitId ? [ownerUnitId] : []), ...(partnerUnitIds ?? [])])]
  const names = await unitNames(work, asked)
  if (ownerUnitId !== undefined) {
    after.ownerUnitId = ownerUnitId
    after.ownerUnitName = ownerUnitId === null ? null : nameIn(names, ownerUnitId, "ownerUnitId")
  }
  if (partnerUnitIds !== undefined) {
    after.partnerUnits = [...new Set(partnerUnitIds)]
      .filter((id) => id !== after.ownerUnitId)
      .map((id) => ({ id, name: nameIn(names, id, "partnerUnitIds") }))
  }
  return after
}

function filled(model: LogicModel): LogicModel {
  return Object.fromEntries(Object.entries(model).filter(([, text]) => text))
}

function nameIn(names: Map<string, string>, id: string, field: string): string {
  const name = names.get(id)
  if (name === undefined) throw refusal("invalid", "plan.unknown-unit", "所属を選び直してください。", { field })
  return name
}

export async function unitNames(work: Work, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await work.db
    .selectFrom("unit_period")
    .distinctOn("unit_id")
    .select(["unit_id", "name"])
    .where("unit_id", "in", ids)
    .orderBy("unit_id")
    .orderBy("valid_from", "desc")
    .execute()
  return new Map(rows.map((row) => [row.unit_id, row.name]))
}

/** Puts the sheet at a number and renumbers its neighbours 1, 2, 3 …, in the direction it leaves too. */
export async function placeSheet(
  work: Work,
  editionId: string,
  sheet: Pick<Sheet, "id" | "directionId">,
  place: { directionId: string; number: number },
): Promise<void> {
  await work.db.updateTable("plan_sheet").set({ direction_id: place.directionId }).where("id", "=", sheet.id).execute()
  for (const directionId of new Set([sheet.directionId, place.directionId])) {
    const rows = await work.db
      .selectFrom("plan_sheet")
      .select(["id", "number"])
      .where("edition_id", "=", editionId)
      .where("direction_id", "=", directionId)
      .orderBy("number")
      .orderBy("id")
      .execute()
    const order = rows.filter((row) => row.id !== sheet.id)
    if (directionId === place.directionId) order.splice(Math.max(0, place.number - 1), 0, { id: sheet.id, number: 0 })
    for (const [at, row] of order.entries()) {
      if (row.number !== at + 1) await work.db.updateTable("plan_sheet").set({ number: at + 1 }).where("id", "=", row.id).execute()
    }
  }
}

/** The sheet again after a change inside the same transaction. */
export async function rereadSheet(work: Work, found: Awaited<ReturnType<typeof openSheet>>): Promise<Sheet> {
  const again = await loadSheet(work, found.edition, found.sheet.initiativeId)
  return again?.sheet ?? found.sheet
}
