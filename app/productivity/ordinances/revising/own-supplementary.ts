import type { CivilDate } from "../../../kernel/database/index.ts"
import { wareki } from "../../../kernel/ui/formats.ts"
import type { Provision } from "../structure/provision.ts"

export interface OwnSupplementary {
  promulgatedOn: CivilDate
  /** 「令和8年萩野県条例第5号」. */
  number: string
  lines: readonly string[]
}

/**
 * The 附則 of an amendment is no part of what the 改め文 amends, but a rulebook prints it behind the 附則 of the text, under the
 * day and number it was promulgated with: there its 経過措置 are looked up.
 */
export function withOwnSupplementary(provisions: readonly Provision[], { promulgatedOn, number, lines }: OwnSupplementary): Provision[] {
  const places = provisions.map(({ address }) => /^s(\d+)/.exec(address)?.[1]).filter((place) => place !== undefined)
  const heading = `附則（${wareki(promulgatedOn)}${number.trim().replace(/^(?:明治|大正|昭和|平成|令和)(?:元|[0-9０-９]+)年/, "")}）`
  const own: Provision = { part: "supplementary", address: `s${Math.max(0, ...places.map(Number)) + 1}`, no: "附則", caption: "", headings: [heading], text: lines.join("\n") }
  const behind = provisions.findLastIndex(({ part }) => part !== "table" && part !== "form")
  return provisions.toSpliced(behind + 1, 0, own)
}
