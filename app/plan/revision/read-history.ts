import type { Work } from "../../kernel/database/index.ts"
import { notFound } from "../../kernel/http/index.ts"
import { getSheet, isId, listEditions } from "../editions/index.ts"

export interface TextVersion {
  id: string
  editionId: string
  field: string
  text: string
  reason: string
  changedByName: string
  changedAt: Date
}

/**
 * Every version of one text of an initiative, oldest first, over the editions the asker may see up to and including
 * the one asked about.
 */
export async function listTextVersions(work: Work, editionId: string, initiativeId: string, field: string): Promise<TextVersion[]> {
  const { edition } = await getSheet(work, editionId, initiativeId)
  const seen = (await listEditions(work)).filter(
    (one) => one.fiscalYear < edition.fiscalYear || (one.fiscalYear === edition.fiscalYear && one.revision <= edition.revision),
  )
  return work.db
    .selectFrom("plan_text_version")
    .select([
      "id",
      "edition_id as editionId",
      "field",
      "text",
      "reason",
      "changed_by_name as changedByName",
      "changed_at as changedAt",
    ])
    .where("initiative_id", "=", initiativeId)
    .where("field", "=", field)
    .where("edition_id", "in", seen.map((one) => one.id))
    .orderBy("changed_at")
    .orderBy("id")
    .execute()
}

/** Which texts have how many versions: the choices of the history page. */
export async function countVersions(work: Work, editionId: string, initiativeId: string): Promise<Map<string, number>> {
  if (!isId(editionId) || !isId(initiativeId)) throw notFound("取組")
  const rows = await work.db
    .selectFrom("plan_text_version")
    .select(["field", (eb) => eb.fn.countAll<number>().as("versions")])
    .where("initiative_id", "=", initiativeId)
    .groupBy("field")
    .execute()
  return new Map(rows.map((row) => [row.field, Number(row.versions)]))
}
