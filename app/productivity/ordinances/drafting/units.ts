import { readSign } from "./numerals.ts"

/** A 項, a 号 or what lies below it, as the house form prints it. */
export interface Unit {
  /** As printed: ２, ②, 一, (1), イ; "" of a first 項 without its number. */
  label: string
  /** 柱書: the words of the unit itself. */
  lead: string
  /** Lines below the lead that are no 号: a table, a formula. */
  tail: string[]
  items: Unit[]
}

export const PARAGRAPH = /^([０-９]+(?:の[０-９]+)*|[0-9]+|[①-⑳])　(.*)$/s
const ITEM = /^- ([^　 ]{1,10})　(.*)$/s

/** The 項 of a text in the house form. printUnits gives the same text again. */
export function unitsOf(text: string): Unit[] {
  const paragraphs: Unit[] = []
  /** Open lists from the 号 downwards, each with the unit read last in it. */
  let open: { kind: string; unit: Unit }[] = []
  for (const [at, line] of text.split("\n").entries()) {
    const item = at > 0 || line.startsWith("- ") ? ITEM.exec(line) : null
    const sign = item ? readSign(item[1]!) : undefined
    if (at === 0 && !sign) {
      const first = /^(１|1|①)　(.*)$/s.exec(line)
      paragraphs.push({ label: first?.[1] ?? "", lead: first?.[2] ?? line, tail: [], items: [] })
      continue
    }
    if (at === 0) paragraphs.push({ label: "", lead: "", tail: [], items: [] })
    const paragraph = at > 0 ? PARAGRAPH.exec(line) : null
    if (paragraph) {
      open = []
      paragraphs.push({ label: paragraph[1]!, lead: paragraph[2]!, tail: [], items: [] })
      continue
    }
    const last = open.at(-1)?.unit ?? paragraphs.at(-1)!
    if (!item || !sign) {
      last.tail.push(line)
      continue
    }
    const unit: Unit = { label: item[1]!, lead: item[2]!, tail: [], items: [] }
    const depth = open.findIndex(({ kind }) => kind === sign.kind)
    if (depth >= 0) open = open.slice(0, depth)
    const above = open.at(-1)?.unit ?? paragraphs.at(-1)!
    above.items.push(unit)
    open.push({ kind: sign.kind, unit })
  }
  return paragraphs
}

export function textOfUnits(paragraphs: readonly Unit[]): string {
  return paragraphs
    .map((paragraph) => [...firstLine(paragraph), ...paragraph.tail, ...paragraph.items.flatMap(itemLines)].join("\n"))
    .join("\n")
}

/** A text may begin with its first 号: then there is no line above it. */
function firstLine({ label, lead, tail, items }: Unit): string[] {
  if (label !== "") return [`${label}　${lead}`]
  return lead === "" && tail.length + items.length > 0 ? [] : [lead]
}

export function itemLines(unit: Unit): string[] {
  return [`- ${unit.label}　${unit.lead}`, ...unit.tail, ...unit.items.flatMap(itemLines)]
}

/** Every line of words in a unit and below it, without the signs. */
export function linesOf(unit: Unit): string[] {
  return [unit.lead, ...unit.tail, ...unit.items.flatMap(linesOf)]
}
