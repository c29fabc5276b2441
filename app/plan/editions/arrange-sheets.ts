import { mustBeAllowed } from "../../kernel/access/index.ts"
import type { Work } from "../../kernel/database/index.ts"
import { refusal } from "../../kernel/http/index.ts"
import { afterSheetChange } from "./after-change.ts"
import { placeSheet, unitNames } from "./change-sheet.ts"
import { bumpEdition, openDraft, openSheet, type SheetIds } from "./draft.ts"
import { sheetInput, type SheetInput } from "./inputs.ts"
import { loadContent } from "./load-edition.ts"
import { changedTexts, keepTexts, textsOf } from "./text-versions.ts"

/** A new initiative at the end of a direction. @returns the initiative's id. */
export async function addSheet(work: Work, editionId: string, given: SheetInput): Promise<string> {
  const input = sheetInput.parse(given)
  const edition = await openDraft(work, editionId)
  const content = await loadContent(work, edition)
  const direction = content.directions.find((one) => one.id === input.directionId)
  if (!direction) throw refusal("invalid", "plan.foreign-direction", "方向性を選び直してください。", { field: "directionId" })
  if (content.sheets.some((sheet) => sheet.initiativeId === input.initiativeId)) {
    throw refusal("invalid", "plan.initiative-twice", "この取組はすでにこの版にあります。", { field: "initiativeId" })
  }
  if (input.ownerUnitId && !(await unitNames(work, [input.ownerUnitId])).has(input.ownerUnitId)) {
    throw refusal("invalid", "plan.unknown-unit", "所属を選び直してください。", { field: "ownerUnitId" })
  }
  const initiativeId = input.initiativeId ?? (await newInitiative(work))
  await work.db
    .insertInto("plan_sheet")
    .values({
      edition_id: editionId,
      direction_id: direction.id,
      initiative_id: initiativeId,
      number: direction.sheets.length + 1,
      title: input.title,
      text: input.text,
      owner_unit_id: input.ownerUnitId ?? null,
    })
    .execute()
  const after = (await loadContent(work, edition)).sheets.find((sheet) => sheet.initiativeId === initiativeId)!
  await keepTexts(work, editionId, initiativeId, changedTexts({}, textsOf(after)))
  await bumpEdition(work, edition, ["place"])
  await afterSheetChange(work, { event: "plan.sheet-added", summary: "取組を加えました", edition, sheet: after, fields: ["title"] })
  return initiativeId
}

export async function newInitiative(work: Work, key?: string): Promise<string> {
  const { id } = await work.db
    .insertInto("plan_initiative")
    .values({ key: key ?? null, created_at: work.now })
    .returning("id")
    .executeTakeFirstOrThrow()
  return id
}

/** Takes an initiative out of a draft. Its identity and what other editions say of it stay. */
export async function removeSheet(work: Work, ids: SheetIds, reason: string): Promise<void> {
  mustBeAllowed(work.actor, "plan.edit")
  const found = await openSheet(work, ids)
  const { edition, sheet } = found
  await forgetIssuesOf(work, edition.id, sheet.initiativeId)
  await work.db.deleteFrom("plan_sheet").where("id", "=", sheet.id).execute()
  await placeSheetsAnew(work, edition.id, sheet.directionId)
  await keepTexts(work, edition.id, sheet.initiativeId, { place: "" }, reason)
  await bumpEdition(work, edition, ["place"])
  await afterSheetChange(work, {
    event: "plan.sheet-removed",
    summary: "取組をこの版から外しました",
    edition,
    sheet,
    fields: ["place"],
    detail: { reason },
  })
}

/** What this draft said about issues is unsaid with it. */
export async function forgetIssuesOf(work: Work, editionId: string, initiativeId?: string): Promise<void> {
  await work.db
    .updateTable("plan_issue")
    .set({ solved_in: null, solved_with: null, solved_by: null, solved_at: null })
    .where("solved_in", "=", editionId)
    .$if(initiativeId !== undefined, (query) => query.where("initiative_id", "=", initiativeId!))
    .execute()
  await work.db
    .deleteFrom("plan_issue")
    .where("raised_in", "=", editionId)
    .$if(initiativeId !== undefined, (query) => query.where("initiative_id", "=", initiativeId!))
    .execute()
}

async function placeSheetsAnew(work: Work, editionId: string, directionId: string): Promise<void> {
  const first = await work.db
    .selectFrom("plan_sheet")
    .select(["id", "number"])
    .where("edition_id", "=", editionId)
    .where("direction_id", "=", directionId)
    .orderBy("number")
    .executeTakeFirst()
  if (first) await placeSheet(work, editionId, { id: first.id, directionId }, { directionId, number: 1 })
}
