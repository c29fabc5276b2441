import { mustBeAllowed } from "../../kernel/access/index.ts"
import { record } from "../../kernel/audit/index.ts"
import type { Work } from "../../kernel/database/index.ts"
import { refusal } from "../../kernel/http/index.ts"
import { fiscalYearName } from "../../kernel/ui/formats.ts"
import { createEdition, editionName, getEdition, keepFirstTexts, loadContent } from "../editions/index.ts"
import { copySheet } from "./copy-sheet.ts"
import type { RevisionInput } from "./inputs.ts"

/**
 * From edition N the draft of N+1 (yearly), or of N revised during its year. Everything is carried over; what becomes
 * of each initiative, and why, is then decided one by one.
 * @returns the draft's id.
 */
export async function startRevision(work: Work, input: RevisionInput): Promise<string> {
  mustBeAllowed(work.actor, "plan.edit")
  const base = await getEdition(work, input.editionId)
  if (base.status !== "in-force" && base.status !== "closed") {
    throw refusal("conflict", "plan.base-is-a-draft", "施行した版からだけ、次の版を作れます。")
  }
  const newYear = input.kind === "yearly"
  const fiscalYear = newYear ? base.fiscalYear + 1 : base.fiscalYear
  if (!newYear && base.status === "closed") {
    throw refusal("conflict", "plan.year-is-over", "終了した年度の版は改定できません。次の年度の版を作ってください。", { field: "kind" })
  }
  const open = await work.db
    .selectFrom("plan_edition")
    .select(["id", "fiscal_year as fiscalYear", "revision"])
    .where("fiscal_year", "=", fiscalYear)
    .where("status", "in", ["draft", "in-approval"])
    .executeTakeFirst()
  if (open) {
    throw refusal("conflict", "plan.draft-exists", `${editionName(open)}の下書きがすでにあります。そちらを直すか、破棄してから作ってください。`, {
      field: "kind",
      detail: { editionId: open.id },
    })
  }
  const content = await loadContent(work, base)
  const draft = await createEdition(work, {
    fiscalYear,
    title: newYear ? base.title.replaceAll(fiscalYearName(base.fiscalYear), fiscalYearName(fiscalYear)) : base.title,
    position: base.position,
    term: base.term,
    basedOnId: base.id,
    reason: input.reason,
  })
  if (content.ideals.length > 0) {
    await work.db
      .insertInto("plan_ideal")
      .values(content.ideals.map((ideal, at) => ({ edition_id: draft.id, sort: at + 1, text: ideal.text })))
      .execute()
  }
  for (const [at, direction] of content.directions.entries()) {
    const { id: directionId } = await work.db
      .insertInto("plan_direction")
      .values({ edition_id: draft.id, numeral: direction.numeral, title: direction.title, aim: direction.aim, sort: at + 1 })
      .returning("id")
      .executeTakeFirstOrThrow()
    for (const sheet of direction.sheets) {
      await copySheet(work, sheet, { editionId: draft.id, directionId, number: sheet.number }, { newYear })
    }
  }
  if (content.sheets.length > 0) {
    await work.db
      .insertInto("plan_succession")
      .values(
        content.sheets.map((sheet) => ({
          edition_id: draft.id,
          from_initiative_id: sheet.initiativeId,
          to_initiative_id: sheet.initiativeId,
          change: "continue" as const,
          decided_at: work.now,
        })),
      )
      .execute()
  }
  await keepFirstTexts(work, draft.id, `${editionName(base)}から引き継ぎ`)
  await record(work, {
    action: "plan.revision-started",
    subject: { kind: "plan.edition", id: draft.id },
    detail: { basedOn: base.id, kind: input.kind, reason: input.reason },
  })
  return draft.id
}
