import type { Provision } from "../../structure/provision.ts"
import { textOfUnits, type Unit, unitsOf } from "../units.ts"

/** Added text stands one 全角 in; a 号 and each list below it one more. */
const MARGIN = "　"

export function paragraphBlock(unit: Unit): string[] {
  const line = unit.label === "" ? unit.lead : `${unit.label}　${unit.lead}`
  return [MARGIN + line, ...unit.tail.map((one) => MARGIN + one), ...unit.items.flatMap((item) => itemBlock(item, 1))]
}

export function itemBlock(unit: Unit, depth: number): string[] {
  const indent = MARGIN + "　".repeat(depth)
  return [`${indent}${unit.label}　${unit.lead}`, ...unit.tail.map((one) => indent + one), ...unit.items.flatMap((item) => itemBlock(item, depth + 1))]
}

/** A whole provision: 見出し, then its number and text; of a 別表 its name and what it says beside it. */
export function provisionBlock(provision: Provision): string[] {
  const caption = provision.caption === "" ? "" : `（${provision.caption}）`
  if (provision.no === "") return bodyLines(provision)
  if (!isArticle(provision)) return [`${MARGIN}${provision.no}${caption}`, ...bodyLines(provision)]
  const units = unitsOf(provision.text)
  const body = textOfUnits(units) === provision.text ? units.flatMap(paragraphBlock) : provision.text.split("\n").map((line) => MARGIN + line)
  return [...(caption ? [`${MARGIN}　${caption}`] : []), `${MARGIN}${provision.no}　${body[0]!.slice(MARGIN.length)}`, ...body.slice(1)]
}

function bodyLines({ part, text }: Provision): string[] {
  if (text === "") return []
  if (part !== "table" && part !== "form") return unitsOf(text).flatMap(paragraphBlock)
  return text.split("\n").map((line) => MARGIN + line)
}

export function isArticle({ no }: Pick<Provision, "no">): boolean {
  return /第[0-9０-９〇一二三四五六七八九十百千]+条/.test(no)
}
