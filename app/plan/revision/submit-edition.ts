import { mustBeAllowed } from "../../kernel/access/index.ts"
import { startApproval } from "../../kernel/approvals/index.ts"
import { record } from "../../kernel/audit/index.ts"
import type { Work } from "../../kernel/database/index.ts"
import { refusal } from "../../kernel/http/index.ts"
import { wareki } from "../../kernel/ui/formats.ts"
import { canonicalContent, editionName, type EditionContent, loadContent, openDraft } from "../editions/index.ts"
import { paths } from "../paths.ts"
import { changeWords } from "./words.ts"
import type { SubmissionInput } from "./inputs.ts"
import { findRevision, type Revision } from "./read-revision.ts"

/** Sends a draft for decision. From now until the decision nobody edits it. @returns the approval's id. */
export async function submitEdition(work: Work, editionId: string, input: SubmissionInput): Promise<string> {
  mustBeAllowed(work.actor, "plan.edit")
  const edition = await openDraft(work, editionId)
  const content = await loadContent(work, edition)
  if (content.sheets.length === 0) throw refusal("conflict", "plan.empty-edition", "取組が1つもない版は、決裁に出せません。")
  const revision = await findRevision(work, editionId)
  const gap = revision?.gaps[0]
  if (gap) {
    throw refusal(
      "conflict",
      "plan.fates-missing",
      `取組の扱いが決まっていません（${revision.gaps.length}件）。${gap.message}`,
    )
  }
  await work.db
    .updateTable("plan_edition")
    .set({ status: "in-approval", in_force_on: input.inForceOn })
    .where("id", "=", editionId)
    .execute()
  const unitId = work.actor.kind === "staff" ? work.actor.unitId : undefined
  if (!unitId) throw refusal("forbidden", "plan.drafter-is-staff", "起案できるのは職員だけです。")
  const approvalId = await startApproval(work, {
    kind: revision?.kind === "mid-year" ? "plan.revision" : "plan.edition",
    title: `${edition.title}（${editionName(edition)}）について`,
    unitId,
    subject: { kind: "plan.edition", id: editionId },
    content: canonicalContent(content),
    summary: summaryOf(content, revision, input),
    link: paths.edition(editionId),
  })
  await work.db.updateTable("plan_edition").set({ approval_id: approvalId }).where("id", "=", editionId).execute()
  await record(work, {
    action: "plan.edition-submitted",
    subject: { kind: "plan.edition", id: editionId },
    detail: { approvalId, inForceOn: input.inForceOn },
  })
  return approvalId
}

function summaryOf(content: EditionContent, revision: Revision | undefined, input: SubmissionInput) {
  const { edition, directions, sheets } = content
  const counts = new Map<string, number>()
  for (const fate of revision?.fates ?? []) {
    const word = changeWords[fate.change]
    counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return [
    { label: "版", value: editionName(edition) },
    { label: "施行日", value: wareki(input.inForceOn) },
    { label: "方向性と取組", value: `${directions.length}の方向性、${sheets.length}の取組` },
    ...(edition.reason ? [{ label: "改定の理由", value: edition.reason }] : []),
    ...(counts.size > 0 ? [{ label: "前の版から", value: [...counts].map(([word, n]) => `${word} ${n}`).join("、") }] : []),
    ...(input.note ? [{ label: "起案者の説明", value: input.note }] : []),
  ]
}
