import type { Work } from "../../kernel/database/index.ts"
import { refusal } from "../../kernel/http/index.ts"
import { afterEditionChange } from "./after-change.ts"
import { bumpEdition, conflictIn, type Expectation, mustNotCollide, openDraft } from "./draft.ts"
import type { DirectionInput, EditionChanges } from "./inputs.ts"
import { loadContent } from "./load-edition.ts"
import { changedTexts, directionsText, idealsText, keepTexts } from "./text-versions.ts"
import type { EditionContent } from "./types.ts"

/** Title, position, term, ideals and directions of a draft. @returns the edition's new version. */
export async function changeEdition(work: Work, id: string, changes: EditionChanges, expectation: Expectation): Promise<number> {
  const edition = await openDraft(work, id)
  const content = await loadContent(work, edition)
  const before: Record<string, string> = {
    title: edition.title,
    position: edition.position,
    term: edition.term,
    reason: edition.reason,
    ideals: idealsText(content.ideals),
    directions: directionsText(content.directions),
  }
  const { ideals, directions, ...texts } = changes
  const after: Record<string, string> = { ...before }
  for (const [field, text] of Object.entries(texts)) if (text !== undefined) after[field] = text
  if (ideals) after.ideals = idealsText(ideals.map((text) => ({ text })))
  if (directions) after.directions = directionsText(directions)
  const changed = changedTexts(before, after)
  const fields = Object.keys(changed)
  const sent = Object.keys(changes).filter((field) => changes[field as keyof EditionChanges] !== undefined)
  mustNotCollide(conflictIn(expectation.fieldwise ? fields : sent, before, edition, expectation))
  if (fields.length === 0) return edition.version

  const { title, position, term, reason } = after
  await work.db.updateTable("plan_edition").set({ title, position, term, reason }).where("id", "=", id).execute()
  if ("ideals" in changed && ideals) await replaceIdeals(work, id, ideals)
  if ("directions" in changed && directions) await replaceDirections(work, content, directions)
  await keepTexts(work, id, null, changed, expectation.reason)
  const version = await bumpEdition(work, edition, fields)
  await afterEditionChange(work, {
    event: "plan.edition-changed",
    edition: { ...edition, title: after.title! },
    detail: { fields, reason: expectation.reason ?? "" },
  })
  return version
}

export async function replaceIdeals(work: Work, editionId: string, ideals: readonly string[]): Promise<void> {
  await work.db.deleteFrom("plan_ideal").where("edition_id", "=", editionId).execute()
  if (ideals.length === 0) return
  await work.db
    .insertInto("plan_ideal")
    .values(ideals.map((text, at) => ({ edition_id: editionId, sort: at + 1, text })))
    .execute()
}

async function replaceDirections(work: Work, content: EditionContent, wanted: readonly DirectionInput[]): Promise<void> {
  const editionId = content.edition.id
  const numerals = wanted.map((direction) => direction.numeral)
  if (new Set(numerals).size < numerals.length) {
    throw refusal("invalid", "plan.direction-numeral-twice", "同じ番号の方向性が2つあります。", { field: "directions" })
  }
  // A direction is known by its id, or by its numeral when a caller has no ids at hand.
  const known = (one: DirectionInput) =>
    content.directions.find((old) => (one.id ? old.id === one.id : old.numeral === one.numeral))
  const kept = new Set(wanted.map((one) => known(one)?.id).filter((id) => id !== undefined))
  const gone = content.directions.filter((direction) => !kept.has(direction.id))
  const full = gone.find((direction) => direction.sheets.length > 0)
  if (full) {
    throw refusal("invalid", "plan.direction-has-initiatives", `「${full.numeral} ${full.title}」には取組が残っています。先に取組を移してください。`, {
      field: "directions",
    })
  }
  if (gone.length > 0) {
    await work.db
      .deleteFrom("plan_direction")
      .where("id", "in", gone.map((direction) => direction.id))
      .execute()
  }
  // Numerals are unique in an edition: step aside first, so that two may change places.
  for (const id of kept) await work.db.updateTable("plan_direction").set({ numeral: `#${id}` }).where("id", "=", id).execute()
  for (const [at, one] of wanted.entries()) {
    const values = { numeral: one.numeral, title: one.title, aim: one.aim, sort: at + 1 }
    const old = known(one)
    if (old) await work.db.updateTable("plan_direction").set(values).where("id", "=", old.id).execute()
    else await work.db.insertInto("plan_direction").values({ ...values, edition_id: editionId }).execute()
  }
}
