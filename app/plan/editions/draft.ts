import { sql } from "kysely"
import type { Work } from "../../kernel/database/index.ts"
import { notFound, refusal } from "../../kernel/http/index.ts"
import { findHead, headColumns, loadSheet } from "./load-edition.ts"
import { isId } from "./read-edition.ts"
import type { Edition, SheetInEdition } from "./types.ts"
import { editsPlan, editsSheet, seesSheet, seesWholeEdition } from "./visibility.ts"
import { mustBeAllowed } from "../../kernel/access/index.ts"
import { statusText } from "./words.ts"

export interface SheetIds {
  editionId: string
  initiativeId: string
}

export interface EditionAtWork extends Edition {
  fieldVersions: Record<string, number>
}

/** Locks the edition for the rest of the transaction: changes in one edition happen one after the other. */
export async function lockEdition(work: Work, id: string): Promise<EditionAtWork> {
  const edition = isId(id)
    ? await work.db
        .selectFrom("plan_edition")
        .select([...headColumns, "field_versions as fieldVersions"])
        .where("id", "=", id)
        .forUpdate()
        .executeTakeFirst()
    : undefined
  if (!edition) throw notFound("推進プランの版")
  return edition
}

export function mustBeDraft(edition: Edition): void {
  if (edition.status === "draft") return
  const why = edition.status === "in-approval" && !edition.frozenAt ? "差戻しを受けるか引き上げてから直してください" : "変えるには改定版を作ってください"
  throw refusal("conflict", "plan.not-a-draft", `この版は「${statusText(edition)}」のため編集できません。${why}。`)
}

/** A draft, locked, for what only the plan office does. */
export async function openDraft(work: Work, editionId: string): Promise<EditionAtWork> {
  // Who may not even see a draft is told nothing of it.
  const seen = isId(editionId) ? await findHead(work, editionId) : undefined
  if (!seen || (!seesWholeEdition(work.actor, seen) && !editsPlan(work.actor))) throw notFound("推進プランの版")
  mustBeAllowed(work.actor, "plan.edit")
  const edition = await lockEdition(work, editionId)
  mustBeDraft(edition)
  return edition
}

/** A sheet of a draft, its edition locked, for the plan office and the owner unit. */
export async function openSheet(
  work: Work,
  ids: SheetIds,
  options: { whileInForce?: boolean } = {},
): Promise<SheetInEdition & { edition: EditionAtWork }> {
  if (!isId(ids.initiativeId)) throw notFound("取組")
  const edition = await lockEdition(work, ids.editionId)
  const found = await loadSheet(work, edition, ids.initiativeId)
  if (!found || !seesSheet(work.actor, edition, found.sheet)) throw notFound("取組")
  if (!editsSheet(work.actor, found.sheet)) mustBeAllowed(work.actor, "plan.edit-sheet", { unitId: found.sheet.ownerUnitId })
  if (!(options.whileInForce && edition.status === "in-force")) mustBeDraft(edition)
  return { ...found, edition }
}

/** Counts a change of the edition. @returns the new version. */
export async function bumpEdition(work: Work, edition: EditionAtWork, fields: readonly string[] = []): Promise<number> {
  const version = edition.version + 1
  edition.version = version
  await work.db
    .updateTable("plan_edition")
    .set({ version, field_versions: sql`field_versions || ${versionsOf(fields, version)}::jsonb` })
    .where("id", "=", edition.id)
    .execute()
  return version
}

/** Counts a change of the sheet and of its edition. */
export async function bumpSheet(work: Work, found: { edition: EditionAtWork; sheet: { id: string; version: number } }, fields: readonly string[]) {
  const version = found.sheet.version + 1
  found.sheet.version = version
  await work.db
    .updateTable("plan_sheet")
    .set({ version, updated_at: work.now, field_versions: sql`field_versions || ${versionsOf(fields, version)}::jsonb` })
    .where("id", "=", found.sheet.id)
    .execute()
  await bumpEdition(work, found.edition)
}

function versionsOf(fields: readonly string[], version: number): string {
  return JSON.stringify(Object.fromEntries(fields.map((field) => [field, version])))
}

export interface Expectation {
  /** The version the person was looking at. */
  expectedVersion: number
  /** Why, kept with every version of a text. */
  reason?: string
  /** Forms: two people collide only where both changed the same field. REST (If-Match) is strict. */
  fieldwise?: boolean
}

/** Fields that somebody else changed since, with the text they saved. */
export function conflictIn(
  changed: readonly string[],
  now: Record<string, string>,
  versions: { version: number; fieldVersions: Record<string, number> },
  expectation: Expectation,
): Record<string, string> | undefined {
  if (versions.version === expectation.expectedVersion) return undefined
  const theirs: Record<string, string> = {}
  for (const field of changed) {
    if (expectation.fieldwise && (versions.fieldVersions[field] ?? 0) <= expectation.expectedVersion) continue
    theirs[field] = now[field] ?? ""
  }
  if (expectation.fieldwise && Object.keys(theirs).length === 0) return undefined
  return theirs
}

export function mustNotCollide(theirs: Record<string, string> | undefined): void {
  if (!theirs) return
  const field = Object.keys(theirs)[0]
  throw refusal(
    "conflict",
    "plan.edited-meanwhile",
    "あなたが開いている間に、ほかの人がこの内容を書き換えました。両方を見比べて、残す文を決めてもう一度保存してください。",
    { detail: theirs, ...(field ? { field } : {}) },
  )
}
