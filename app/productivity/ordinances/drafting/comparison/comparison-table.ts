import type { Provision } from "../../structure/provision.ts"
import { Names } from "../amending/names.ts"
import { marksOf } from "../heading-marks.ts"
import { readSign } from "../numerals.ts"
import { align, type Aligned, shapeOf, similarity, withRewritten } from "../similarity.ts"
import { linesOf, textOfUnits, type Unit, unitsOf } from "../units.ts"
import { differencesOf, wordsOf } from "../words.ts"

export interface Span {
  text: string
  /** Differs from the other side: underlined in print. */
  changed: boolean
}

export interface ComparisonLine {
  /** 全角 the first line stands in, and those it goes on with. */
  indent: number
  hanging: number
  spans: Span[]
}

export interface ComparisonRow {
  kind: "heading" | "changed" | "added" | "deleted" | "elided"
  /** 第三条: what the row belongs to, after the amendment, or before it where it went. */
  provision: string
  after: ComparisonLine[]
  before: ComparisonLine[]
  /** 「旧第五号から移した」: set where a unit was taken from another place. */
  note: string
}

export interface ComparisonTable {
  rows: ComparisonRow[]
  /** Provisions that differ, added and deleted ones among them. */
  changed: number
}

/** Alike enough to be the same unit in another place. */
const MOVED = 0.75

interface Placed {
  shape: ReturnType<typeof shapeOf>
  label: string
  provision: Provision
}

interface PlacedUnit {
  shape: ReturnType<typeof shapeOf>
  label: string
  unit: Unit
}

/**
 * Rows of a 新旧対照表: what belongs together stands side by side even under other numbers, what stays the same is （略）, and
 * the words that differ are marked.
 */
export function comparisonTable(before: readonly Provision[], after: readonly Provision[]): ComparisonTable {
  const names = { before: new Names(before), after: new Names(after) }
  const rows: ComparisonRow[] = []
  const aligned = inSeries(before, after)
  const marks = { before: marksOf(before), after: marksOf(after) }
  const gone = aligned.flatMap(({ before: from, after: to }) => (from && !to ? [from] : []))
  let same: Aligned<Placed>[] = []
  let changed = 0
  const elide = () => {
    if (same.length > 0) rows.push(elidedProvisions(same, names))
    same = []
  }
  for (const one of aligned) {
    const heading = headingRow(one, marks, names)
    if (heading) {
      elide()
      rows.push(heading)
    }
    if (one.before && one.after && isSame(one.before.provision, one.after.provision)) {
      if (same[0] && same[0].after!.provision.part !== one.after.provision.part) elide()
      same.push(one)
      continue
    }
    elide()
    changed++
    rows.push(...provisionRows(one, gone, names))
  }
  elide()
  return { rows, changed }
}

function inSeries(before: readonly Provision[], after: readonly Provision[]): Aligned<Placed>[] {
  const series = ({ part, address }: Provision) => (part === "supplementary" && address.includes("/") ? `${part} ${address.split("/")[0]}` : part)
  const placed = (provision: Provision): Placed => ({ provision, label: provision.address, shape: shapeOf(`${provision.caption}\n${provision.text}`) })
  const order = ["preamble", "main", "supplementary", "table", "form"]
  const all = [...new Set([...before, ...after].map(series))].toSorted((one, other) => order.indexOf(one.split(" ")[0]!) - order.indexOf(other.split(" ")[0]!))
  return all.flatMap((one) => withRewritten(align(before.filter((provision) => series(provision) === one).map(placed), after.filter((provision) => series(provision) === one).map(placed))))
}

function isSame(one: Provision, other: Provision): boolean {
  return one.no === other.no && one.caption === other.caption && one.text === other.text
}

type BothNames = { before: Names; after: Names }

function nameOf({ before, after }: Aligned<Placed>, names: BothNames): string {
  return after ? names.after.name(after.provision) : names.before.name(before!.provision)
}

function elidedProvisions(same: readonly Aligned<Placed>[], names: BothNames): ComparisonRow {
  const first = nameOf(same[0]!, names)
  const text = same.length === 1 ? `${first}　（略）` : `${first}${same.length === 2 ? "・" : "～"}${nameOf(same.at(-1)!, names)}　（略）`
  return { kind: "elided", provision: first, after: [plain(text, 0)], before: [plain(text, 0)], note: "" }
}

function headingRow(one: Aligned<Placed>, marks: Record<"before" | "after", ReturnType<typeof marksOf>>, names: BothNames): ComparisonRow | undefined {
  const at = (side: "before" | "after") => (one[side] ? marks[side].filter(({ address }) => address === one[side]!.provision.address).map(({ text }) => text) : [])
  const [from, to] = [at("before"), at("after")]
  if (from.join("\n") === to.join("\n")) return undefined
  const lines = Math.max(from.length, to.length)
  const pairs = Array.from({ length: lines }, (_, nth) => spansOf(from[nth] ?? "", to[nth] ?? ""))
  const side = (which: "before" | "after") => pairs.flatMap((pair) => (pair[which].length > 0 ? [{ indent: 3, hanging: 4, spans: pair[which] }] : []))
  return { kind: "heading", provision: nameOf(one, names), after: side("after"), before: side("before"), note: "" }
}

function provisionRows(one: Aligned<Placed>, gone: readonly Placed[], names: BothNames): ComparisonRow[] {
  const provision = nameOf(one, names)
  const { before: from, after: to } = one
  if (!from || !to) {
    const whole = wholeLines((from ?? to)!.provision)
    const source = from ? undefined : gone.find(({ shape }) => similarity(shape, to!.shape) >= MOVED)
    const absent = [changedLine(from ? "（削る）" : "（新設）", 0)]
    return [{ kind: from ? "deleted" : "added", provision, after: from ? absent : whole, before: from ? whole : absent, note: source ? `改正前の${names.before.name(source.provision)}から移した` : "" }]
  }
  if (!isDivisible(from.provision) || !isDivisible(to.provision)) return flatRows(provision, from.provision, to.provision)
  const rows: ComparisonRow[] = []
  const captions = spansOf(from.provision.caption && `（${from.provision.caption}）`, to.provision.caption && `（${to.provision.caption}）`)
  const caption = (spans: Span[]) => (spans.length > 0 ? [{ indent: 1, hanging: 1, spans }] : [])
  const [before, after] = [unitsOf(from.provision.text), unitsOf(to.provision.text)]
  const aligned = withRewritten(align(before.map((unit, at) => paragraph(unit, at)), after.map((unit, at) => paragraph(unit, at))))
  unitRows(rows, provision, aligned, 0, { before: numberOf(from.provision), after: numberOf(to.provision) })
  const first = rows[0]!
  rows[0] = { ...first, after: [...caption(captions.after), ...first.after], before: [...caption(captions.before), ...first.before] }
  if (rows[0].kind === "elided" && (from.provision.caption !== to.provision.caption || from.provision.no !== to.provision.no)) rows[0].kind = "changed"
  return rows
}

function isDivisible({ part, text }: Provision): boolean {
  return part !== "table" && part !== "form" && textOfUnits(unitsOf(text)) === text
}

/** What stands before the first 項: 第三条, 附則 of its own line is not said again. */
function numberOf({ no, part }: Provision): string {
  return part === "preamble" ? "" : no
}

function paragraph(unit: Unit, at: number): PlacedUnit {
  return { unit, label: String(unit.label === "" ? 1 : (readSign(unit.label)?.value?.join("-") ?? at + 1)), shape: shapeOf(linesOf(unit).join("\n")) }
}

function item(unit: Unit): PlacedUnit {
  return { unit, label: unit.label, shape: shapeOf(linesOf(unit).join("\n")) }
}

/** `number`: of the article, printed before its first 項. */
function unitRows(rows: ComparisonRow[], provision: string, aligned: readonly Aligned<PlacedUnit>[], depth: number, number?: { before: string; after: string }): void {
  let same: Aligned<PlacedUnit>[] = []
  let shifted = false
  const isFirst = ({ before, after }: Aligned<PlacedUnit>) => number !== undefined && (before ?? after)!.label === "1" && (before === undefined || after === undefined || after.label === "1")
  const elide = () => {
    if (same.length > 0) rows.push(elidedUnits(provision, same, depth))
    same = []
  }
  const removed = aligned.flatMap(({ before, after }) => (before && !after ? [before] : []))
  for (const one of aligned) {
    const { before: from, after: to } = one
    const unchanged = from && to && textOfUnits([{ ...from.unit, label: "" }]) === textOfUnits([{ ...to.unit, label: "" }])
    if (unchanged && !isFirst(one)) {
      // 三～九 that were 四～十 are one row too, apart from those that keep their numbers.
      const moved = from.unit.label !== to.unit.label
      if (moved !== shifted) elide()
      shifted = moved
      same.push(one)
      continue
    }
    elide()
    const leads = { before: leadLabel(from, number?.before), after: leadLabel(to, number?.after) }
    if (!from || !to) {
      const source = from ? undefined : removed.find(({ shape }) => similarity(shape, to!.shape) >= MOVED)
      const lines = unitLines((from ?? to)!.unit, depth, from ? leads.before : leads.after, true)
      // The article's own number stands on both sides though its first 項 is new.
      const absent = changedLine(from ? "（削る）" : "（新設）", depth)
      rows.push({ kind: from ? "deleted" : "added", provision, after: from ? [absent] : lines, before: from ? lines : [absent], note: source ? `改正前の「${source.unit.label === "" ? "第１項" : source.unit.label}」から移した` : "" })
      continue
    }
    const labels = spansOf(leads.before, leads.after, true)
    const words = from.unit.lead === to.unit.lead ? elidedSpans(from.unit.lead) : spansOf(from.unit.lead, to.unit.lead)
    const tails = tailLines(from.unit, to.unit, depth)
    const line = (side: "before" | "after"): ComparisonLine[] => [{ indent: depth, hanging: depth + 1, spans: [...labels[side], ...(leads[side] ? [{ text: "　", changed: false }] : []), ...words[side]] }, ...tails[side]]
    const sameHere = from.unit.lead === to.unit.lead && from.unit.tail.join("\n") === to.unit.tail.join("\n") && leads.before === leads.after
    const onlyLead = from.unit.items.length === 0 && to.unit.items.length === 0
    rows.push({ kind: sameHere ? "elided" : "changed", provision, after: line("after"), before: line("before"), note: "" })
    if (onlyLead) continue
    const items = withRewritten(align(from.unit.items.map(item), to.unit.items.map(item)))
    unitRows(rows, provision, items, depth + 1)
  }
  elide()
}

function leadLabel(one: PlacedUnit | undefined, number: string | undefined): string {
  if (!one) return ""
  return number !== undefined && one.label === "1" ? [number, one.unit.label].filter((part) => part !== "").join("　") : one.unit.label
}

function elidedUnits(provision: string, same: readonly Aligned<PlacedUnit>[], depth: number): ComparisonRow {
  const labels = (side: "before" | "after") => {
    const all = same.map((one) => one[side]!.unit.label)
    return all.length === 1 ? all[0]! : `${all[0]}${all.length === 2 ? "・" : "～"}${all.at(-1)}`
  }
  const numbers = spansOf(labels("before"), labels("after"), true)
  const line = (side: "before" | "after"): ComparisonLine[] => [{ indent: depth, hanging: depth + 1, spans: [...numbers[side], { text: "　（略）", changed: false }] }]
  return { kind: labels("before") === labels("after") ? "elided" : "changed", provision, after: line("after"), before: line("before"), note: "" }
}

function elidedSpans(lead: string): { before: Span[]; after: Span[] } {
  const spans = lead === "" ? [] : [{ text: "（略）", changed: false }]
  return { before: spans, after: spans }
}

function tailLines(from: Unit, to: Unit, depth: number): { before: ComparisonLine[]; after: ComparisonLine[] } {
  if (from.tail.length === 0 && to.tail.length === 0) return { before: [], after: [] }
  if (from.tail.join("\n") === to.tail.join("\n")) return { before: [plain("（略）", depth + 1)], after: [plain("（略）", depth + 1)] }
  return flatLines(from.tail, to.tail, depth + 1)
}

/** 別表, 様式 and what has no 項: line by line, runs of the same elided. */
function flatRows(provision: string, from: Provision, to: Provision): ComparisonRow[] {
  const head = spansOf(headOf(from), headOf(to))
  const lines = flatLines(from.text.split("\n"), to.text.split("\n"), 0)
  const title = (spans: Span[]) => [{ indent: 0, hanging: 1, spans }]
  return [{ kind: "changed", provision, after: [...title(head.after), ...lines.after], before: [...title(head.before), ...lines.before], note: "" }]
}

function headOf({ no, caption }: Provision): string {
  return caption === "" ? no : `${no}（${caption}）`
}

function flatLines(from: readonly string[], to: readonly string[], indent: number): { before: ComparisonLine[]; after: ComparisonLine[] } {
  const placed = (text: string, at: number) => ({ text, label: String(at), shape: shapeOf(text) })
  const result: { before: ComparisonLine[]; after: ComparisonLine[] } = { before: [], after: [] }
  let elided = false
  const rule = /^\|(?: *:?-{3,}:? *\|)+$/
  for (const { before, after } of align(from.filter((line) => !rule.test(line)).map(placed), to.filter((line) => !rule.test(line)).map(placed))) {
    if (before && after && before.text === after.text) {
      if (!elided) for (const side of ["before", "after"] as const) result[side].push(plain("（略）", indent))
      elided = true
      continue
    }
    elided = false
    const spans = spansOf(printedRow(before?.text ?? ""), printedRow(after?.text ?? ""))
    if (before) result.before.push({ indent, hanging: indent + 1, spans: spans.before })
    if (after) result.after.push({ indent, hanging: indent + 1, spans: spans.after })
  }
  return result
}

/** Cells of a row on one line, parted as in a table cut small. */
function printedRow(line: string): string {
  return line.startsWith("|") ? line.replace(/^\|\s*|\s*\|$/g, "").replace(/\s*\|\s*/g, "｜") : line
}

function wholeLines(provision: Provision): ComparisonLine[] {
  const caption = provision.caption === "" ? [] : [changedLine(`（${provision.caption}）`, 1)]
  if (!isDivisible(provision)) return [changedLine(headOf(provision), 0), ...provision.text.split("\n").map((line) => changedLine(printedRow(line), 0))]
  return [...caption, ...unitsOf(provision.text).flatMap((unit, at) => unitLines(unit, 0, at === 0 ? [numberOf(provision), unit.label].filter((part) => part !== "").join("　") : unit.label, true))]
}

function unitLines(unit: Unit, depth: number, label: string, changed: boolean): ComparisonLine[] {
  const text = label === "" ? unit.lead : `${label}　${unit.lead}`
  return [{ indent: depth, hanging: depth + 1, spans: [{ text, changed }] }, ...unit.tail.map((line) => ({ indent: depth + 1, hanging: depth + 2, spans: [{ text: printedRow(line), changed }] })), ...unit.items.flatMap((item) => unitLines(item, depth + 1, item.label, changed))]
}

function plain(text: string, indent: number): ComparisonLine {
  return { indent, hanging: indent + 1, spans: [{ text, changed: false }] }
}

function changedLine(text: string, indent: number): ComparisonLine {
  return { indent, hanging: indent + 1, spans: [{ text, changed: true }] }
}

/** Both texts in spans, what differs marked; `whole` marks all of it where anything differs. */
function spansOf(from: string, to: string, whole = false): { before: Span[]; after: Span[] } {
  const one = (text: string, changed: boolean): Span[] => (text === "" ? [] : [{ text, changed }])
  if (from === to) return { before: one(from, false), after: one(to, false) }
  if (whole || from === "" || to === "") return { before: one(from, true), after: one(to, true) }
  const words = wordsOf(from)
  const before: Span[] = []
  const after: Span[] = []
  let at = 0
  for (const { from: start, to: end, text } of differencesOf(words, wordsOf(to))) {
    const kept = words.slice(at, start).join("")
    before.push(...one(kept, false), ...one(words.slice(start, end).join(""), true))
    after.push(...one(kept, false), ...one(text, true))
    at = end
  }
  const rest = words.slice(at).join("")
  return { before: [...before, ...one(rest, false)], after: [...after, ...one(rest, false)] }
}
