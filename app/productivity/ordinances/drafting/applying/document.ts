import type { Provision } from "../../structure/provision.ts"
import { type Branched, readBranched, readSign, signLike } from "../numerals.ts"
import { textOfUnits, type Unit, unitsOf } from "../units.ts"

/** A provision while it is being amended: its 項 taken apart, or its lines where it has none. */
export interface Node {
  provision: Provision
  units: Unit[] | undefined
  lines: string[]
}

export function nodeOf(provision: Provision): Node {
  const flat = provision.part === "table" || provision.part === "form"
  const units = flat ? undefined : unitsOf(provision.text)
  // What cannot be taken apart and put together again is amended line by line.
  return units && textOfUnits(units) === provision.text ? { provision: { ...provision }, units, lines: [] } : { provision: { ...provision }, units: undefined, lines: provision.text.split("\n") }
}

export function provisionOf({ provision, units, lines }: Node): Provision {
  return { ...provision, text: units ? textOfUnits(units) : lines.join("\n") }
}

/** 「第十二条の三」 and 「第12条の3」 are one name; 附則 with blanks too. */
export function nameKey(name: string): string {
  return name.replace(/[ 　]/g, "").replace(/[0-9０-９〇一二三四五六七八九十百千]+/g, (digits) => (readBranched(digits)?.join("") ?? digits))
}

export function numberOf(address: string): Branched {
  return address.split("/").at(-1)!.replace(/^[a-z]+|~\d+$/g, "").split("-").map(Number)
}

export function isArticleNode({ provision }: Node): boolean {
  return (provision.part === "main" && provision.no !== "") || provision.address.includes("/")
}

/** Gives a provision another number, in the manner it is printed in. */
export function renumber(node: Node, number: Branched): void {
  const { address, no } = node.provision
  const [head, own] = address.includes("/") ? [`${address.split("/")[0]}/`, address.split("/")[1]!] : ["", address]
  node.provision.address = head + (/^[a-z]+/.exec(own)?.[0] ?? "") + number.join("-")
  node.provision.no = renumberedName(no, number)
}

function renumberedName(no: string, number: Branched): string {
  const digits = "[0-9０-９〇一二三四五六七八九十百千]+"
  const found = new RegExp(`(${digits})(条|号)?((?:の${digits})*)`).exec(no)
  if (!found) return `${no}第${number[0]}`
  const written = number.map((one) => signLike(found[1]!, [one]))
  return no.replace(found[0], [`${written[0]}${found[2] ?? ""}`, ...written.slice(1)].join("の"))
}

export function numberOfUnit(unit: Unit, kind: "項" | "号"): Branched | undefined {
  if (kind === "項" && unit.label === "") return [1]
  return readSign(unit.label)?.value
}

/** Every line of words under a unit that an amendment may reach. */
export interface Slot {
  get(): string
  set(text: string): void
}

export function slotsOfUnit(unit: Unit, below: boolean): Slot[] {
  const own: Slot[] = [{ get: () => unit.lead, set: (text) => void (unit.lead = text) }, ...slotsOfLines(unit.tail)]
  return below ? [...own, ...unit.items.flatMap((item) => slotsOfUnit(item, true))] : own
}

export function slotsOfLines(lines: string[]): Slot[] {
  return lines.map((_, at) => ({ get: () => lines[at]!, set: (text) => void (lines[at] = text) }))
}

export function slotsOfNode({ units, lines }: Node): Slot[] {
  return units ? units.flatMap((unit) => slotsOfUnit(unit, true)) : slotsOfLines(lines)
}

/** The lists of lines in which whole lines may be quoted. */
export function lineListsOf(node: Node): string[][] {
  const below = (unit: Unit): string[][] => [unit.tail, ...unit.items.flatMap(below)]
  return node.units ? node.units.flatMap(below) : [node.lines]
}
