import type { Work } from "../../kernel/database/index.ts"
import { index, type Passage, type SearchSource, unindex } from "../../kernel/search/index.ts"
import { paths } from "../paths.ts"
import { findHead, loadContent } from "./load-edition.ts"
import { indicatorsText, issuesText, milestonesText } from "./text-versions.ts"
import type { Edition, Sheet } from "./types.ts"
import { isOpenToStaff } from "./visibility.ts"
import { editionName, initiativeNumber } from "./words.ts"

const KIND = "plan-sheet"

/** In force and closed: all staff. Before that whoever may see drafts, and the units whose sheet it is. */
function passageOf(edition: Edition, sheet: Sheet): Passage {
  const { logicModel: model } = sheet
  const units = [sheet.ownerUnitId, ...sheet.partnerUnits.map((unit) => unit.id)].filter((unit) => unit !== null)
  const open = isOpenToStaff(edition)
  return {
    kind: KIND,
    id: sheet.id,
    title: `${initiativeNumber(sheet)} ${sheet.title}（${editionName(edition)}）`,
    body: [
      ...sheet.aliases,
      sheet.text,
      sheet.presentState,
      issuesText(sheet.issues),
      sheet.actions,
      milestonesText(sheet.milestones),
      indicatorsText(sheet.indicators),
      sheet.noIndicatorReason,
      model.inputs ?? "",
      model.activities ?? "",
      model.outputs ?? "",
      model.outcomes ?? "",
      sheet.nextYearProposal,
      sheet.ownerUnitName ?? "",
    ]
      .filter((text) => text !== "")
      .join("\n"),
    link: paths.initiative(edition.id, sheet.initiativeId),
    ...(open
      ? { audience: "staff" as const }
      : { audience: "tokens" as const, tokens: ["plan.see-drafts:all", "plan.edit-sheet:all", ...units.map((unit) => `plan.edit-sheet:${unit}`)] }),
    happenedOn: edition.inForceOn,
  }
}

export async function indexSheet(work: Work, edition: Edition, sheet: Sheet): Promise<void> {
  await index(work, passageOf(edition, sheet))
}

export async function unindexSheet(work: Work, sheetId: string): Promise<void> {
  await unindex(work, KIND, sheetId)
}

/** Every sheet of an edition, after it was made or when its status gives it other readers. */
export async function indexEdition(work: Work, editionId: string): Promise<number> {
  const edition = await findHead(work, editionId)
  if (!edition) return 0
  const { sheets } = await loadContent(work, edition)
  await index(work, sheets.map((sheet) => passageOf(edition, sheet)))
  return sheets.length
}

export const sheetSearch: SearchSource = {
  kind: KIND,
  title: "取組シート",
  async reindexAll(work, onProgress) {
    const editions = await work.db.selectFrom("plan_edition").select("id").orderBy("fiscal_year").orderBy("revision").execute()
    for (const edition of editions) onProgress(await indexEdition(work, edition.id))
  },
}
