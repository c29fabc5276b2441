import type { Work } from "../../kernel/database/index.ts"
import { refusal } from "../../kernel/http/index.ts"
import { forgetIssuesOf } from "./arrange-sheets.ts"
import { afterEditionChange } from "./after-change.ts"
import { openDraft } from "./draft.ts"
import { loadContent } from "./load-edition.ts"
import { unindexSheet } from "./search.ts"

/** Throws a draft away, such as a wrong import. Editions that were decided on are never deleted. */
export async function discardDraft(work: Work, editionId: string, reason: string): Promise<void> {
  const edition = await openDraft(work, editionId)
  const child = await work.db
    .selectFrom("plan_edition")
    .select("title")
    .where("based_on_id", "=", editionId)
    .executeTakeFirst()
  if (child) throw refusal("conflict", "plan.draft-has-successor", `この下書きから「${child.title}」が作られているため、破棄できません。`)
  await forgetIssuesOf(work, editionId)
  for (const sheet of (await loadContent(work, edition)).sheets) await unindexSheet(work, sheet.id)
  await work.db.deleteFrom("plan_edition").where("id", "=", editionId).execute()
  await afterEditionChange(work, {
    event: "plan.draft-discarded",
    edition,
    detail: { reason },
  })
}
