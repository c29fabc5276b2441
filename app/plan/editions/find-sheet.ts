import type { Work } from "../../kernel/database/index.ts"
import { notFound, Refusal } from "../../kernel/http/index.ts"
import { getSheet, isId } from "./read-edition.ts"
import type { SheetInEdition } from "./types.ts"

/** An initiative where it stands now: in the edition in force, otherwise in the newest that the asker may see. */
export async function getCurrentSheet(work: Work, initiativeId: string): Promise<SheetInEdition> {
  const editions = isId(initiativeId)
    ? await work.db
        .selectFrom("plan_sheet as s")
        .innerJoin("plan_edition as e", "e.id", "s.edition_id")
        .select("e.id")
        .where("s.initiative_id", "=", initiativeId)
        .orderBy((eb) => eb("e.status", "=", "in-force"), "desc")
        .orderBy("e.fiscal_year", "desc")
        .orderBy("e.revision", "desc")
        .execute()
    : []
  for (const { id } of editions) {
    try {
      return await getSheet(work, id, initiativeId)
    } catch (error) {
      // A draft that is not for the asker; an older edition may be.
      if (!(error instanceof Refusal) || error.kind !== "not-found") throw error
    }
  }
  throw notFound("取組")
}
