import { type EditionContent, fieldWords, type Sheet, textsOf } from "../editions/index.ts"

export interface FieldDifference {
  field: string
  name: string
  before: string
  after: string
}

export interface SheetDifference {
  initiativeId: string
  title: string
  before: Sheet | undefined
  after: Sheet | undefined
  fields: FieldDifference[]
}

export interface EditionDifference {
  own: FieldDifference[]
  sheets: SheetDifference[]
}

/** Every text that differs between two editions, initiative by initiative, in the newer one's order. */
export function compareEditions(before: EditionContent, after: EditionContent): EditionDifference {
  // Who sees only a part of one edition is not told that the rest is missing from it.
  const seen = [before, after].filter((one) => one.limited).map((one) => new Set(one.sheets.map((sheet) => sheet.initiativeId)))
  const ids = [...after.sheets, ...before.sheets]
    .map((sheet) => sheet.initiativeId)
    .filter((id) => seen.every((some) => some.has(id)))
  const sheets = [...new Set(ids)].map((initiativeId) => {
    const old = before.sheets.find((sheet) => sheet.initiativeId === initiativeId)
    const now = after.sheets.find((sheet) => sheet.initiativeId === initiativeId)
    return {
      initiativeId,
      title: (now ?? old)!.title,
      before: old,
      after: now,
      fields: differences(old ? textsOf(old) : {}, now ? textsOf(now) : {}),
    }
  })
  return { own: differences(ownTexts(before), ownTexts(after)), sheets: sheets.filter((sheet) => sheet.fields.length > 0) }
}

function ownTexts({ edition, ideals, directions }: EditionContent): Record<string, string> {
  return {
    title: edition.title,
    position: edition.position,
    term: edition.term,
    ideals: ideals.map((ideal) => ideal.text).join("\n"),
    directions: directions.map((one) => `${one.numeral} ${one.title}\n${one.aim}`).join("\n"),
  }
}

function differences(before: Record<string, string>, after: Record<string, string>): FieldDifference[] {
  const fields = Object.keys(fieldWords).filter((field) => (before[field] ?? "") !== (after[field] ?? ""))
  return fields.map((field) => ({
    field,
    name: fieldWords[field]!,
    before: before[field] ?? "",
    after: after[field] ?? "",
  }))
}
