import { actorName, personOf } from "../../kernel/access/index.ts"
import type { Work } from "../../kernel/database/index.ts"
import type { LogicModel } from "../tables.ts"
import type { Direction, Ideal, Indicator, Issue, Milestone, Sheet } from "./types.ts"
import { circled, indicatorKindWords } from "./words.ts"

/** One row per field and change: who wrote which sentence, when and why. `initiativeId` null: the edition's own text. */
export async function keepTexts(
  work: Work,
  editionId: string,
  initiativeId: string | null,
  texts: Readonly<Record<string, string>>,
  reason = "",
): Promise<void> {
  const rows = Object.entries(texts)
  if (rows.length === 0) return
  await work.db
    .insertInto("plan_text_version")
    .values(
      rows.map(([field, text]) => ({
        edition_id: editionId,
        initiative_id: initiativeId,
        field,
        text,
        reason,
        changed_by: personOf(work.actor) ?? null,
        changed_by_name: actorName(work.actor),
        changed_at: work.now,
      })),
    )
    .execute()
}

/** Every text of a sheet under the names its versions are kept by. */
export function textsOf(sheet: Sheet): Record<string, string> {
  return {
    title: sheet.title,
    aliases: sheet.aliases.join("\n"),
    text: sheet.text,
    ownerUnit: sheet.ownerUnitName ?? "",
    partnerUnits: sheet.partnerUnits.map((unit) => unit.name).join("、"),
    place: `${sheet.numeral}-${circled(sheet.number)}`,
    presentState: sheet.presentState,
    actions: sheet.actions,
    noIndicatorReason: sheet.noIndicatorReason,
    nextYearProposal: sheet.nextYearProposal,
    ...logicModelTexts(sheet.logicModel),
    issues: issuesText(sheet.issues),
    milestones: milestonesText(sheet.milestones),
    indicators: indicatorsText(sheet.indicators),
  }
}

export function logicModelTexts(model: LogicModel): Record<string, string> {
  return {
    "logicModel.inputs": model.inputs ?? "",
    "logicModel.activities": model.activities ?? "",
    "logicModel.outputs": model.outputs ?? "",
    "logicModel.outcomes": model.outcomes ?? "",
  }
}

export function idealsText(ideals: readonly Pick<Ideal, "text">[]): string {
  return ideals.map((ideal) => ideal.text).join("\n")
}

export function directionsText(directions: readonly Pick<Direction, "numeral" | "title" | "aim">[]): string {
  return directions.map(({ numeral, title, aim }) => `${numeral} ${title}${aim ? `\n${aim}` : ""}`).join("\n")
}

export function issuesText(issues: readonly Pick<Issue, "text" | "solvedWith">[]): string {
  return issues.map(({ text, solvedWith }) => (solvedWith ? `［解決］${text}（${solvedWith}）` : text)).join("\n")
}

export function milestonesText(milestones: readonly Pick<Milestone, "quarter" | "text">[]): string {
  return milestones.map(({ quarter, text }) => `第${quarter}四半期：${text}`).join("\n")
}

export function indicatorsText(indicators: readonly Omit<Indicator, "id" | "lineageId" | "sort">[]): string {
  return indicators
    .map((one) => {
      const target = one.target === null ? `目標値なし（${one.noTargetReason}）` : `目標 ${one.target}${one.unit}`
      const baseline = one.baseline === null ? "" : `基準 ${one.baseline}${one.unit}${one.baselineNote && `（${one.baselineNote}）`}、`
      return `${indicatorKindWords[one.kind]}「${one.name}」：${baseline}${target}${one.targetBasis && `。根拠：${one.targetBasis}`}`
    })
    .join("\n")
}

export function changedTexts(before: Record<string, string>, after: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(after).filter(([field, text]) => (before[field] ?? "") !== text))
}
