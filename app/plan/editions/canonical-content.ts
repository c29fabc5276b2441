import { createHash } from "node:crypto"
import type { EditionContent } from "./types.ts"

/**
 * What is approved and frozen: the plan's texts, owners and targets in a fixed order of keys. Left out: ids of rows,
 * version counters, and the progress made under the edition (which milestone was reached when).
 */
export function canonicalContent(content: EditionContent): object {
  const { edition } = content
  return {
    fiscalYear: edition.fiscalYear,
    revision: edition.revision,
    title: edition.title,
    position: edition.position,
    term: edition.term,
    reason: edition.reason,
    ideals: content.ideals.map((ideal) => ideal.text),
    directions: content.directions.map((direction) => ({
      numeral: direction.numeral,
      title: direction.title,
      aim: direction.aim,
      initiatives: direction.sheets.map((sheet) => ({
        initiativeId: sheet.initiativeId,
        number: sheet.number,
        title: sheet.title,
        aliases: sheet.aliases,
        text: sheet.text,
        ownerUnitId: sheet.ownerUnitId,
        partnerUnitIds: sheet.partnerUnits.map((unit) => unit.id),
        presentState: sheet.presentState,
        actions: sheet.actions,
        issues: sheet.issues.map(({ text, solvedWith }) => ({ text, solvedWith })),
        milestones: sheet.milestones.map(({ quarter, text }) => ({ quarter, text })),
        indicators: sheet.indicators.map(({ id: _id, sort: _sort, ...indicator }) => sortedKeys(indicator)),
        noIndicatorReason: sheet.noIndicatorReason,
        logicModel: {
          inputs: sheet.logicModel.inputs ?? "",
          activities: sheet.logicModel.activities ?? "",
          outputs: sheet.logicModel.outputs ?? "",
          outcomes: sheet.logicModel.outcomes ?? "",
        },
        nextYearProposal: sheet.nextYearProposal,
      })),
    })),
  }
}

/** sha256, in hexadecimal, of the canonical content. */
export function hashOf(content: EditionContent): string {
  return createHash("sha256").update(JSON.stringify(canonicalContent(content))).digest("hex")
}

function sortedKeys(value: object): object {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
