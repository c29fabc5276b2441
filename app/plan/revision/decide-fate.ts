import { personOf } from "../../kernel/access/index.ts"
import { record } from "../../kernel/audit/index.ts"
import type { Work } from "../../kernel/database/index.ts"
import { notFound, refusal } from "../../kernel/http/index.ts"
import {
  addSheet,
  bumpEdition,
  type EditionContent,
  findHead,
  forgetIssuesOf,
  loadContent,
  openDraft,
  type Sheet,
} from "../editions/index.ts"
import type { Change } from "../tables.ts"
import { copySheet } from "./copy-sheet.ts"
import type { FateInput } from "./inputs.ts"
import { listFates, type RecordedFate } from "./read-revision.ts"

/**
 * What becomes of one initiative of the former edition, with its reason. Deciding again undoes what the decision
 * before had done to the draft: an ended initiative comes back, parts of a split go.
 */
export async function decideFate(work: Work, editionId: string, initiativeId: string, input: FateInput): Promise<void> {
  const edition = await openDraft(work, editionId)
  const base = edition.basedOnId ? await findHead(work, edition.basedOnId) : undefined
  if (!base) throw refusal("conflict", "plan.not-a-revision", "この版は、前の版をもとにしたものではありません。")
  const before = await loadContent(work, base)
  const sheet = before.sheets.find((one) => one.initiativeId === initiativeId)
  if (!sheet) throw notFound("取組")
  const fates = await listFates(work, editionId)
  const newYear = base.fiscalYear !== edition.fiscalYear

  await undo(work, editionId, sheet, fates)
  const draft = await loadContent(work, edition)
  if (input.change === "end") await end(work, draft, sheet, input.reason)
  else if (input.change === "merge") await merge(work, draft, sheet, input)
  else {
    await restore(work, draft, before, sheet, newYear)
    if (input.change === "split") await split(work, draft, sheet, input)
    else await write(work, editionId, sheet.initiativeId, sheet.initiativeId, input.change, input.reason)
  }
  await bumpEdition(work, edition, ["place"])
  await record(work, {
    action: "plan.fate-decided",
    subject: { kind: "plan.edition", id: editionId },
    detail: { initiativeId, title: sheet.title, change: input.change, reason: input.reason },
  })
}

async function write(
  work: Work,
  editionId: string,
  from: string | null,
  to: string | null,
  change: Change,
  reason: string,
): Promise<void> {
  await work.db
    .insertInto("plan_succession")
    .values({
      edition_id: editionId,
      from_initiative_id: from,
      to_initiative_id: to,
      change,
      reason,
      decided_by: personOf(work.actor) ?? null,
      decided_at: work.now,
    })
    .onConflict((on) =>
      on
        .columns(["edition_id", "from_initiative_id", "to_initiative_id"])
        .doUpdateSet({ change, reason, decided_by: personOf(work.actor) ?? null, decided_at: work.now }),
    )
    .execute()
}

/** Takes back the rows of the former decision, and the parts a split had made. */
async function undo(work: Work, editionId: string, sheet: Sheet, fates: readonly RecordedFate[]): Promise<void> {
  const mine = fates.filter((fate) => fate.fromInitiativeId === sheet.initiativeId)
  for (const fate of mine) {
    await work.db.deleteFrom("plan_succession").where("id", "=", fate.id).execute()
    if (fate.change === "split" && fate.toInitiativeId && fate.toInitiativeId !== sheet.initiativeId) {
      await dropSheet(work, editionId, fate.toInitiativeId)
    }
    if (fate.change !== "merge" || !fate.toInitiativeId) continue
    // The other side of a merge of two is on its own again.
    const left = fates.filter(
      (one) => one.change === "merge" && one.toInitiativeId === fate.toInitiativeId && !mine.includes(one),
    )
    if (left.length === 1 && left[0]!.fromInitiativeId === fate.toInitiativeId) {
      await work.db.updateTable("plan_succession").set({ change: "continue" }).where("id", "=", left[0]!.id).execute()
    }
  }
}

/** The sheet as the former edition had it, when an earlier decision had taken it out of the draft. */
async function restore(work: Work, draft: EditionContent, before: EditionContent, sheet: Sheet, newYear: boolean): Promise<void> {
  if (draft.sheets.some((one) => one.initiativeId === sheet.initiativeId)) return
  const home = before.directions.find((one) => one.id === sheet.directionId)
  const direction = draft.directions.find((one) => one.numeral === home?.numeral) ?? draft.directions[0]
  if (!direction) throw refusal("conflict", "plan.no-direction", "戻す先の方向性がありません。先に方向性を加えてください。")
  const number = Math.max(0, ...direction.sheets.map((one) => one.number)) + 1
  await copySheet(work, sheet, { editionId: draft.edition.id, directionId: direction.id, number }, { newYear })
}

async function end(work: Work, draft: EditionContent, sheet: Sheet, reason: string): Promise<void> {
  await mustNotTakeIn(work, draft.edition.id, sheet)
  await dropSheet(work, draft.edition.id, sheet.initiativeId)
  await write(work, draft.edition.id, sheet.initiativeId, null, "end", reason)
}

async function merge(work: Work, draft: EditionContent, sheet: Sheet, input: FateInput): Promise<void> {
  const editionId = draft.edition.id
  const into = draft.sheets.find((one) => one.initiativeId === input.intoInitiativeId)
  if (!into || into.initiativeId === sheet.initiativeId) {
    throw refusal("invalid", "plan.merge-into-nothing", "統合先の取組を選んでください。", { field: "intoInitiativeId" })
  }
  await mustNotTakeIn(work, editionId, sheet)
  await dropSheet(work, editionId, sheet.initiativeId)
  await write(work, editionId, sheet.initiativeId, into.initiativeId, "merge", input.reason)
  // The one that takes in is a source of the merged initiative too, with its own reason when it has one.
  await work.db
    .updateTable("plan_succession")
    .set({ change: "merge" })
    .where("edition_id", "=", editionId)
    .where("from_initiative_id", "=", into.initiativeId)
    .where("to_initiative_id", "=", into.initiativeId)
    .where("change", "in", ["continue", "expand", "shrink"])
    .execute()
}

async function mustNotTakeIn(work: Work, editionId: string, sheet: Sheet): Promise<void> {
  const fates = await listFates(work, editionId)
  if (fates.some((fate) => fate.toInitiativeId === sheet.initiativeId && fate.fromInitiativeId !== sheet.initiativeId)) {
    throw refusal("conflict", "plan.takes-others-in", `「${sheet.title}」はほかの取組の統合先です。先にその統合をやめてください。`, {
      field: "change",
    })
  }
}

async function split(work: Work, draft: EditionContent, sheet: Sheet, input: FateInput): Promise<void> {
  const editionId = draft.edition.id
  const titles = [...new Set(input.partTitles.split("\n").map((title) => title.trim()).filter(Boolean))]
  const known = draft.sheets.find((one) => one.initiativeId === sheet.initiativeId)
  const directionId = known?.directionId ?? draft.directions.find((one) => one.numeral === sheet.numeral)?.id
  if (!directionId) throw refusal("conflict", "plan.no-direction", "分割先の方向性がありません。")
  await write(work, editionId, sheet.initiativeId, sheet.initiativeId, "split", input.reason)
  for (const title of titles.slice(0, 9)) {
    const part = await addSheet(work, editionId, { directionId, title, ...(sheet.ownerUnitId ? { ownerUnitId: sheet.ownerUnitId } : {}) })
    await write(work, editionId, sheet.initiativeId, part, "split", input.reason)
  }
}

/** Out of the draft; its identity and what other editions say of it stay. */
export async function dropSheet(work: Work, editionId: string, initiativeId: string): Promise<void> {
  await forgetIssuesOf(work, editionId, initiativeId)
  await work.db
    .deleteFrom("plan_sheet")
    .where("edition_id", "=", editionId)
    .where("initiative_id", "=", initiativeId)
    .execute()
}
