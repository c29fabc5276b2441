import { sql } from "kysely"
import { scopeOf } from "../../kernel/access/index.ts"
import type { Work } from "../../kernel/database/index.ts"
import { notFound } from "../../kernel/http/index.ts"
import { findHead, headColumns, loadContent, loadSheet } from "./load-edition.ts"
import type { Edition, EditionContent, EditionListed, SheetInEdition } from "./types.ts"
import { isOpenToStaff, seesSheet, seesWholeEdition } from "./visibility.ts"

/** Newest first. Those before their decision only for the plan office and the units that own something in them. */
export async function listEditions(work: Work): Promise<EditionListed[]> {
  const { actor } = work
  if (actor.kind !== "staff" && actor.kind !== "system") return []
  const listed = await work.db
    .selectFrom("plan_edition")
    .select(headColumns)
    .select((eb) =>
      eb
        .selectFrom("plan_sheet")
        .select((inner) => inner.fn.countAll<number>().as("n"))
        .whereRef("plan_sheet.edition_id", "=", "plan_edition.id")
        .as("sheets"),
    )
    .$if(!seesWholeEdition(actor, { status: "draft" }), (query) => {
      const units = scopeOf(actor, "plan.edit-sheet")
      const mine = units === "all" ? [] : [...units]
      const open = (["in-force", "closed", "in-approval"] as const).filter((status) => seesWholeEdition(actor, { status }))
      return query.where((eb) =>
        eb.or([
          eb("plan_edition.status", "in", open),
          eb.exists(
            eb
              .selectFrom("plan_sheet as own")
              .select("own.id")
              .whereRef("own.edition_id", "=", "plan_edition.id")
              .where(sql<boolean>`(own.owner_unit_id = any(${mine}::uuid[]) or own.partner_unit_ids && ${mine}::uuid[])`),
          ),
        ]),
      )
    })
    .orderBy("fiscal_year", "desc")
    .orderBy("revision", "desc")
    .execute()
  return listed.map((edition) => ({ ...edition, sheets: Number(edition.sheets ?? 0) }))
}

/** The edition that rules today. Its head is no secret: the public pages start from it too. */
export async function findEditionInForce(work: Work): Promise<Edition | undefined> {
  return work.db.selectFrom("plan_edition").select(headColumns).where("status", "=", "in-force").executeTakeFirst()
}

/** The head alone, for whoever may see at least a part of the edition. */
export async function getEdition(work: Work, id: string): Promise<Edition> {
  const edition = isId(id) ? await findHead(work, id) : undefined
  if (!edition) throw notFound("推進プランの版")
  if (seesWholeEdition(work.actor, edition)) return edition
  if (work.actor.kind !== "staff" || isOpenToStaff(edition)) throw notFound("推進プランの版")
  const owners = await work.db
    .selectFrom("plan_sheet")
    .select(["owner_unit_id as ownerUnitId", "partner_unit_ids"])
    .where("edition_id", "=", id)
    .execute()
  const some = owners.some((sheet) =>
    seesSheet(work.actor, edition, { ...sheet, partnerUnits: sheet.partner_unit_ids.map((unit) => ({ id: unit })) }),
  )
  if (!some) throw notFound("推進プランの版")
  return edition
}

/** The whole edition in two statements, whatever its size. From an owning unit a draft shows only its own sheets. */
export async function readEdition(work: Work, id: string): Promise<EditionContent> {
  const edition = isId(id) ? await findHead(work, id) : undefined
  if (!edition || (work.actor.kind !== "staff" && work.actor.kind !== "system")) throw notFound("推進プランの版")
  const content = await loadContent(work, edition)
  if (seesWholeEdition(work.actor, edition)) return content
  const sheets = content.sheets.filter((sheet) => seesSheet(work.actor, edition, sheet))
  if (sheets.length === 0) throw notFound("推進プランの版")
  const directions = content.directions
    .map((direction) => ({ ...direction, sheets: direction.sheets.filter((sheet) => sheets.includes(sheet)) }))
    .filter((direction) => direction.sheets.length > 0)
  return { ...content, directions, sheets, limited: true }
}

/** One initiative's sheet in an edition, with milestones, indicators, issues raised and solved. */
export async function getSheet(work: Work, editionId: string, initiativeId: string): Promise<SheetInEdition> {
  const edition = isId(editionId) && isId(initiativeId) ? await findHead(work, editionId) : undefined
  if (!edition || (work.actor.kind !== "staff" && work.actor.kind !== "system")) throw notFound("取組")
  const found = await loadSheet(work, edition, initiativeId)
  if (!found || !seesSheet(work.actor, edition, found.sheet)) throw notFound("取組")
  return found
}

/** What a visitor of the address bar types is not always an id. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
