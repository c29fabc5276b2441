import { titleLikeness } from "./likeness.ts"
import type { Occurrence } from "./occurrences.ts"
import type { Block } from "./read-blocks.ts"

/** One initiative with every place it stands. */
export interface Item {
  number: number
  occurrences: Occurrence[]
}

/** The initiatives of one direction, which may not be known yet. */
export interface Group {
  direction?: number
  /** Named with the number itself (Ⅰ-③), not only standing under the heading. */
  certain?: boolean
  items: Item[]
}

export interface Grouped {
  groups: Group[]
  /** Occurrences that fit nowhere. */
  left: Occurrence[]
  /** The direction headings that are each followed by their own initiatives. */
  plain: ReadonlySet<Block>
}

/**
 * Which initiatives belong together. Where every direction heading has its own under it, that says it. Otherwise a
 * list ①②③④ of page one is a group, and the headings of page two are matched to it by title and number.
 */
export function groupInitiatives(occurrences: readonly Occurrence[], blocks: readonly Block[]): Grouped {
  const plain = markPlainPasses(occurrences, blocks)
  const runs = runsOf(occurrences)
  const lists = runs.filter((run) => run.length > 1 && run.every((one) => one.text === ""))
  const known = occurrences.filter((one) => one.direction !== undefined)
  const first = known.length > 0 ? firstOfEach(known) : (lists.length > 0 ? lists : runs).flatMap((run) => run)
  const groups: Group[] = []
  if (known.length > 0) {
    for (const direction of new Set(known.map((one) => one.direction!))) {
      const own = first.filter((one) => one.direction === direction)
      groups.push({ direction, certain: own.some((one) => one.block.direction !== undefined), items: own.map(itemOf) })
    }
  } else {
    for (const run of lists.length > 0 ? lists : runs) groups.push({ items: run.map(itemOf) })
  }
  const taken = new Set(first)
  const left = matchRest(
    occurrences.filter((one) => !taken.has(one)),
    groups,
    runs,
  )
  return { groups, left, plain }
}

function itemOf(occurrence: Occurrence): Item {
  return { number: occurrence.number, occurrences: [occurrence] }
}

/** Of several occurrences with the same place, the first; the others are matched to it. */
function firstOfEach(known: readonly Occurrence[]): Occurrence[] {
  const places = new Set<string>()
  return known.filter((one) => {
    const place = `${one.direction}-${one.number}`
    return !places.has(place) && places.add(place)
  })
}

/** Pass after pass through the direction headings: is each followed by its own initiatives, and no number twice? */
function markPlainPasses(occurrences: readonly Occurrence[], blocks: readonly Block[]): Set<Block> {
  const plain = new Set<Block>()
  const all = new Set(blocks.filter((block) => block.kind === "direction").map((block) => block.number))
  const ofBlock = new Map(occurrences.map((one) => [one.block, one]))
  let pass = new Map<number, Occurrence[]>()
  let headings = new Map<number, Block>()
  let strays = 0
  const close = () => {
    const complete = [...all].every((number) => (pass.get(number)?.length ?? 0) > 0)
    const distinct = [...pass.values()].every((list) => new Set(list.map((one) => one.number)).size === list.length)
    if (complete && distinct && strays === 0) {
      for (const heading of headings.values()) plain.add(heading)
      for (const [direction, list] of pass) for (const one of list) one.direction ??= direction
    }
    pass = new Map()
    headings = new Map()
    strays = 0
  }
  for (const block of blocks) {
    if (block.kind === "direction") {
      if (headings.has(block.number)) close()
      headings.set(block.number, block)
      continue
    }
    const one = ofBlock.get(block)
    if (!one || one.direction !== undefined) continue
    if (!block.under) strays++
    else pass.set(block.under.number, [...(pass.get(block.under.number) ?? []), one])
  }
  close()
  return plain
}

/** Numbers that do not come twice; ① begins anew, and so does what stands behind a list. */
function runsOf(occurrences: readonly Occurrence[]): Occurrence[][] {
  const runs: Occurrence[][] = []
  let before: Occurrence | undefined
  for (const one of occurrences) {
    const run = runs.at(-1)
    const listEnded = before !== undefined && before.block.listed && before.text === "" && !one.block.listed
    const goesOn = run && one.number !== 1 && !listEnded && run.every((other) => other.number !== one.number)
    if (goesOn) run.push(one)
    else runs.push([one])
    before = one
  }
  return runs
}

const LIKE = 0.6

function matchRest(rest: readonly Occurrence[], groups: Group[], runs: readonly Occurrence[][]): Occurrence[] {
  const items = groups.flatMap((group) => group.items.map((item) => ({ group, item })))
  const pairs: { one: Occurrence; group: Group; item: Item; score: number }[] = []
  for (const one of rest) {
    for (const { group, item } of items) {
      const likeness = Math.max(...item.occurrences.map((other) => (other.key === one.key ? 1 : titleLikeness(other.pairs, one.pairs))))
      const place = one.direction === undefined || group.direction === undefined ? 0 : one.direction === group.direction ? 0.3 : -1
      const score = likeness + (item.number === one.number ? 0.25 : 0) + place
      if (score >= LIKE) pairs.push({ one, group, item, score })
    }
  }
  pairs.sort((a, b) => b.score - a.score)
  const home = new Map<Occurrence, Group>()
  for (const { one, group, item } of pairs) {
    if (home.has(one) || (!mayTake(item, one))) continue
    item.occurrences.push(one)
    home.set(one, group)
  }
  return runs.flatMap((run) => run.filter((one) => rest.includes(one) && !home.has(one) && !findHome(one, run, groups, home)))
}

/** An initiative has one text. A second one only where the title is the same to the letter. */
function mayTake(item: Item, one: Occurrence): boolean {
  return one.text === "" || item.occurrences.every((other) => other.text === "" || other.key === one.key)
}

/** A title that no list has: the only one still without a text at this number, or a further one of its neighbours' group. */
function findHome(one: Occurrence, run: readonly Occurrence[], groups: Group[], home: Map<Occurrence, Group>): boolean {
  const neighbour = mostOf(run.map((other) => home.get(other)))
  const textless = groups.flatMap((group) =>
    group.items.filter((item) => item.number === one.number && item.occurrences.every((other) => other.text === "")).map((item) => ({ group, item })),
  )
  const renamed = textless.find(({ group }) => group === neighbour) ?? (textless.length === 1 ? textless[0] : undefined)
  if (one.text !== "" && renamed && (one.direction === undefined || one.direction === renamed.group.direction)) {
    renamed.item.occurrences.push(one)
    home.set(one, renamed.group)
    return true
  }
  let group = one.direction === undefined ? neighbour : groups.find((other) => other.direction === one.direction)
  if (!group && !run.some((other) => home.has(other))) {
    group = { items: [], ...(one.direction === undefined ? {} : { direction: one.direction }) }
    groups.push(group)
  }
  if (!group || group.items.some((item) => item.number === one.number)) return false
  group.items.push(itemOf(one))
  home.set(one, group)
  return true
}

function mostOf(found: readonly (Group | undefined)[]): Group | undefined {
  const counts = new Map<Group, number>()
  for (const group of found) if (group) counts.set(group, (counts.get(group) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
}
