import { groupInitiatives, type Group, type Item } from "./group-initiatives.ts"
import { fiscalYearIn } from "./labels.ts"
import { numeralOf } from "./markers.ts"
import { matchDirections } from "./match-directions.ts"
import { occurrencesOf, takeRemnant } from "./occurrences.ts"
import { joined, keyOf } from "./plain-text.ts"
import type { Block, Blocks, Part } from "./read-blocks.ts"
import { type Points, sortPoints } from "./sort-points.ts"
import { takeRepeats } from "./take-repeats.ts"
import type { ParsedDirection, ParsedInitiative, ParsedPlan, Use } from "./types.ts"

/** More than these no plan has; a text with more is something else, and the rest of it is left unplaced. */
const INITIATIVES = 400
const DIRECTIONS = 20

const REMNANT = "取組の文の後ろにありますが、文になっていません。"
const UNKNOWN_DIRECTION = "どの方向性の取組か分かりません。"
const OTHER_TEXT = "同じ取組に、もう一つ別の文があります。"
const BEHIND_HEADING = "方向性の見出しの後ろにありますが、何を述べているか分かりません。"

/** Blocks that come twice, in any order and broken in any way → one plan. Marks in every part what became of it. */
export function assemblePlan({ blocks, parts }: Blocks): ParsedPlan {
  const repeats = takeRepeats(blocks)
  const titles = directionTitles(blocks)
  const numbers = [...titles.keys()].sort((a, b) => a - b)
  const occurrences = occurrencesOf(blocks.filter((block) => block.kind === "initiative").slice(0, INITIATIVES))
  for (const block of blocks) if (block.kind === "initiative") mark(takeRemnant(block), "unplaced", undefined, REMNANT)
  // Without the remnants, and without what repeats a bullet.
  for (const one of occurrences) one.text = joined(one.block.body.map((part) => part.text))
  const { groups, left, plain } = groupInitiatives(occurrences, blocks)
  for (const one of left) mark([...one.block.head, ...one.block.body], "unplaced", undefined, UNKNOWN_DIRECTION)

  const points = sortPoints(blocks, numbers.length, new Set(repeats.map((one) => one.of)), plain)
  const match = matchDirections(
    numbers.map((number) => titles.get(number)!),
    groups.map((group) => ({
      text: group.items.map((item) => `${titleOf(item)}。${textOf(item)}`).join("。"),
      ...(group.direction === undefined || !titles.has(group.direction) ? {} : { direction: numbers.indexOf(group.direction) }),
      ...(group.certain ? { certain: true } : {}),
    })),
    points.aims.map((aim) => {
      const under = points.under.find((one) => one.block === aim)
      return { text: textOfBlock(aim), ...(under ? { direction: numbers.indexOf(under.direction) } : {}) }
    }),
  )
  const directions = numbers.map((number, at): ParsedDirection => {
    const own = groups[match.groups.indexOf(at)]
    const numeral = numeralOf(number)
    const under = points.under.filter((one) => one.direction === number && !points.aims.includes(one.block))
    const aims = under.map((one) => one.block)
    const found = points.aims[match.aims.indexOf(at)]
    if (found) aims.push(found)
    for (const aim of aims) mark(aim.body, "aim", numeral)
    const aim = aims.map(textOfBlock).join("\n")
    return { numeral, title: titles.get(number)!, aim, initiatives: initiativesOf(own, numeral) }
  })
  groups.forEach((group, at) => {
    if ((match.groups[at] ?? -1) < 0) for (const item of group.items) markItem(item, "unplaced", UNKNOWN_DIRECTION)
  })
  points.aims.forEach((aim, at) => {
    if ((match.aims[at] ?? -1) < 0) mark(aim.body, "unplaced", undefined, "どの方向性のねらいか分かりません。")
  })
  points.ideals.forEach((ideal, at) => mark(ideal.body, "ideal", String(at + 1)))
  for (const block of blocks) markAside(block, titles)
  const about = overview(blocks, points)
  // What says again what stands elsewhere is what that is.
  for (const { of, parts } of repeats) {
    const first = of.body[0]
    mark(parts, first?.used ?? "unplaced", first?.place, first?.used ? "同じ文が2度あります。" : first?.reason)
  }
  for (const part of parts) if (!part.used) mark([part], "unplaced", undefined, part.reason ?? "何を述べているか分かりません。")
  return {
    ...about,
    ideals: points.ideals.map(textOfBlock),
    directions,
    unplaced: parts.filter((part) => part.used === "unplaced" && part.raw !== "").map((part) => part.raw),
  }
}

type Overview = Pick<ParsedPlan, "title" | "fiscalYear" | "position" | "term">

function overview(blocks: readonly Block[], points: Points): Overview {
  const lines = blocks.filter((block) => block.kind === "title").map(textOfBlock)
  const title = lines[0] && lines[1] && keyOf(lines[1]).length < 12 ? lines[0] + lines[1] : lines[0]
  const fiscalYear = lines.map(fiscalYearIn).find((year) => year !== undefined)
  if (points.position) mark(points.position.body, "position")
  if (points.term) mark(points.term.body, "term")
  return {
    ...(title === undefined ? {} : { title }),
    ...(fiscalYear === undefined ? {} : { fiscalYear }),
    ...(points.position ? { position: textOfBlock(points.position) } : {}),
    ...(points.term ? { term: textOfBlock(points.term) } : {}),
  }
}

/** By number; the first spelling, or the longer where the first is only its beginning. */
function directionTitles(blocks: readonly Block[]): Map<number, string> {
  const titles = new Map<number, string>()
  const headings = blocks.filter((block) => block.kind === "direction")
  const keyWith = (block: Block, lines: number) =>
    block.number + keyOf(joined([...block.head, ...block.body.slice(0, lines)].map((part) => part.text)))
  const whole = new Set(headings.map((block) => keyWith(block, 0)))
  for (const block of headings) {
    // A title's end on the next line, whether it stands whole elsewhere or both are broken.
    const alike = headings.some((other) => other !== block && other.number === block.number && other.body.length === 0)
    const longer = [1, 2].find((count) => block.body.length >= count && whole.has(keyWith(block, count)))
    block.head.push(...block.body.splice(0, longer ?? (alike ? 0 : block.body.length)))
    whole.add(keyWith(block, 0))
    const title = joined(block.head.map((part) => part.text))
    const known = titles.get(block.number)
    if (known === undefined ? titles.size < DIRECTIONS : title.startsWith(known)) titles.set(block.number, title)
  }
  return titles
}

function initiativesOf(group: Group | undefined, numeral: string): ParsedInitiative[] {
  const items = [...(group?.items ?? [])].sort((a, b) => a.number - b.number)
  return items.map((item) => {
    const title = titleOf(item)
    const place = `${numeral}-${item.number}`
    const text = textOf(item)
    for (const one of item.occurrences) {
      mark(one.block.head, "initiative", place)
      // Two texts under one title: the longer stands, the other is for a person to see.
      if (keyOf(text).includes(keyOf(one.text))) mark(one.block.body, "text", place)
      else mark(one.block.body, "unplaced", undefined, OTHER_TEXT)
    }
    const aliases = new Map<string, string>()
    for (const one of item.occurrences) if (one.key !== keyOf(title)) aliases.set(one.key, one.title)
    return { number: item.number, title, aliases: [...aliases.values()], text }
  })
}

/** The list of page one is the plan's own table of contents: its spelling is the title. */
function titleOf(item: Item): string {
  return (item.occurrences.find((one) => one.text === "") ?? item.occurrences[0]!).title
}

function textOf(item: Item): string {
  return [...item.occurrences].sort((a, b) => b.text.length - a.text.length)[0]!.text
}

function textOfBlock(block: Block): string {
  return joined(block.body.map((part) => part.text))
}

function markItem(item: Item, used: Use, reason: string): void {
  for (const { block } of item.occurrences) mark([...block.head, ...block.body], used, undefined, reason)
}

function markAside(block: Block, titles: ReadonlyMap<number, string>): void {
  if (block.kind === "title") mark(block.body, "title")
  if (block.kind === "label") mark(block.body, "label")
  // A number of a page is understood; a header that says something is for a person to see.
  if (block.kind === "page") mark(block.body, block.body[0]?.reason ? "unplaced" : "page", undefined, block.body[0]?.reason)
  if (block.kind === "direction" && titles.has(block.number)) {
    mark(block.head, "direction", numeralOf(block.number))
    mark(block.body, "unplaced", undefined, BEHIND_HEADING)
  }
}

function mark(parts: readonly Part[], used: Use, place?: string, reason?: string): void {
  for (const part of parts) {
    if (part.used) continue
    part.used = used
    if (place !== undefined) part.place = place
    if (reason !== undefined) part.reason = reason
  }
}

