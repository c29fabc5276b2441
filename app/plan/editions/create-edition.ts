import { sql } from "kysely"
import { mustBeAllowed, personOf } from "../../kernel/access/index.ts"
import type { Work } from "../../kernel/database/index.ts"
import { afterEditionChange } from "./after-change.ts"
import type { EditionInput } from "./inputs.ts"
import { keepTexts } from "./text-versions.ts"

export interface NewEdition extends EditionInput {
  /** Set when it is made from another one (revision does so). */
  basedOnId?: string
  reason?: string
}

/** An empty draft. A year that has an edition already gets its next revision number. */
export async function createEdition(work: Work, input: NewEdition): Promise<{ id: string; revision: number }> {
  mustBeAllowed(work.actor, "plan.edit")
  // Two made for one year in the same instant must not take the same revision number.
  await sql`select pg_advisory_xact_lock(hashtext('plan_edition'))`.execute(work.db)
  const created = await work.db
    .insertInto("plan_edition")
    .values((eb) => ({
      fiscal_year: input.fiscalYear,
      revision: eb
        .selectFrom("plan_edition as other")
        .select((inner) => inner.fn.coalesce(inner(inner.fn.max("other.revision"), "+", 1), inner.lit(0)).as("next"))
        .where("other.fiscal_year", "=", input.fiscalYear),
      title: input.title,
      position: input.position,
      term: input.term,
      based_on_id: input.basedOnId ?? null,
      reason: input.reason ?? "",
      created_by: personOf(work.actor) ?? null,
      created_at: work.now,
    }))
    .returning(["id", "revision"])
    .executeTakeFirstOrThrow()
  const texts = { title: input.title, position: input.position, term: input.term, reason: input.reason ?? "" }
  await keepTexts(work, created.id, null, Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== "")))
  await afterEditionChange(work, {
    event: "plan.edition-created",
    edition: { ...created, title: input.title, fiscalYear: input.fiscalYear },
  })
  return created
}
