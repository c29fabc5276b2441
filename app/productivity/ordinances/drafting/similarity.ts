/** A text as the bag of its pairs of characters: cheap to compare, blind to order over long distances. */
export interface Shape {
  text: string
  /** Two UTF-16 units in one number, sorted, as often as they occur. */
  pairs: Uint32Array
}

export function shapeOf(text: string): Shape {
  const padded = `^${text}$`
  const pairs = new Uint32Array(padded.length - 1)
  for (let at = 0; at < pairs.length; at++) pairs[at] = padded.charCodeAt(at) * 0x10000 + padded.charCodeAt(at + 1)
  return { text, pairs: pairs.sort() }
}

/** Dice's coefficient over the pairs: 1 for the same text, 0 for nothing in common. */
export function similarity(one: Shape, other: Shape): number {
  if (one.text === other.text) return 1
  const [a, b] = [one.pairs, other.pairs]
  let shared = 0
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const difference = a[i]! - b[j]!
    if (difference === 0) shared++
    if (difference <= 0) i++
    if (difference >= 0) j++
  }
  return (2 * shared) / (a.length + b.length)
}

/** A unit and what it became; one side is undefined for what was taken out or added. */
export interface Aligned<T> {
  before: T | undefined
  after: T | undefined
  similarity: number
}

interface Comparable {
  shape: Shape
  /** Its number: of two equally similar pairs the one that keeps its number is taken. */
  label: string
}

/** Less than this in common is another unit, not the same one changed. */
const SAME_UNIT = 0.3

/**
 * Needleman–Wunsch over two lists in order, by what they say and not by their numbers. What is the same
 * on both sides is taken off first, so a long ordinance with one new article costs next to nothing.
 */
export function align<T extends Comparable>(before: readonly T[], after: readonly T[]): Aligned<T>[] {
  const same = (b: T, a: T) => b.label === a.label && b.shape.text === a.shape.text
  let head = 0
  while (head < before.length && head < after.length && same(before[head]!, after[head]!)) head++
  let tail = 0
  while (tail < before.length - head && tail < after.length - head && same(before[before.length - 1 - tail]!, after[after.length - 1 - tail]!)) tail++
  const equal = (from: number, to: number, shift: number): Aligned<T>[] =>
    before.slice(from, to).map((one, at) => ({ before: one, after: after[from + at + shift]!, similarity: 1 }))
  return [
    ...equal(0, head, 0),
    ...byAnchors(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...equal(before.length - tail, before.length, after.length - before.length),
  ]
}

/** Texts that stand once on both sides hold the lists together (patience); only what lies between them is compared pair by pair. */
function byAnchors<T extends Comparable>(before: readonly T[], after: readonly T[]): Aligned<T>[] {
  const once = (list: readonly T[]) => {
    const places = new Map<string, number>()
    for (const [at, { shape }] of list.entries()) places.set(shape.text, places.has(shape.text) ? -1 : at)
    return places
  }
  const there = once(after)
  const pairs: [number, number][] = []
  for (const [text, at] of once(before)) {
    const other = there.get(text)
    if (at >= 0 && other !== undefined && other >= 0) pairs.push([at, other])
  }
  const anchors = rising(pairs.toSorted((one, two) => one[0] - two[0]))
  // A few texts that happen to be the same do not hold a list together.
  if (anchors.length < Math.min(before.length, after.length) / 2) return between(before, after)
  const aligned: Aligned<T>[] = []
  let [b, a] = [0, 0]
  for (const [at, other] of anchors) {
    aligned.push(...between(before.slice(b, at), after.slice(a, other)), { before: before[at]!, after: after[other]!, similarity: 1 })
    b = at + 1
    a = other + 1
  }
  return [...aligned, ...between(before.slice(b), after.slice(a))]
}

/** The longest run of pairs in which the second rises with the first. */
function rising(pairs: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const tops: number[] = []
  const previous: number[] = []
  for (const [index, [, other]] of pairs.entries()) {
    let low = 0
    let high = tops.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (pairs[tops[middle]!]![1] < other) low = middle + 1
      else high = middle
    }
    previous[index] = low > 0 ? tops[low - 1]! : -1
    tops[low] = index
  }
  const run: (readonly [number, number])[] = []
  for (let at = tops.at(-1) ?? -1; at >= 0; at = previous[at]!) run.unshift(pairs[at]!)
  return run
}

function between<T extends Comparable>(before: readonly T[], after: readonly T[]): Aligned<T>[] {
  const width = after.length + 1
  const score = new Float64Array((before.length + 1) * width)
  const likeness = new Float64Array(before.length * after.length)
  for (let b = 0; b < before.length; b++) {
    for (let a = 0; a < after.length; a++) likeness[b * after.length + a] = similarity(before[b]!.shape, after[a]!.shape)
  }
  const worth = (b: number, a: number) => {
    const like = likeness[b * after.length + a]!
    if (like < SAME_UNIT) return -1
    return like - SAME_UNIT + 0.01 + (before[b]!.label === after[a]!.label ? 0.1 : 0)
  }
  for (let b = before.length - 1; b >= 0; b--) {
    for (let a = after.length - 1; a >= 0; a--) {
      const pair = worth(b, a)
      const skip = Math.max(score[(b + 1) * width + a]!, score[b * width + a + 1]!)
      score[b * width + a] = pair < 0 ? skip : Math.max(skip, pair + score[(b + 1) * width + a + 1]!)
    }
  }
  const aligned: Aligned<T>[] = []
  let b = 0
  let a = 0
  while (b < before.length || a < after.length) {
    if (b < before.length && a < after.length) {
      const pair = worth(b, a)
      const best = score[b * width + a]!
      if (pair >= 0 && best === pair + score[(b + 1) * width + a + 1]!) {
        aligned.push({ before: before[b]!, after: after[a]!, similarity: likeness[b * after.length + a]! })
        b++
        a++
        continue
      }
    }
    if (b < before.length && (a === after.length || isSame(score[b * width + a], score[(b + 1) * width + a]))) {
      aligned.push({ before: before[b]!, after: undefined, similarity: 0 })
      b++
    } else {
      aligned.push({ before: undefined, after: after[a]!, similarity: 0 })
      a++
    }
  }
  return aligned
}

function isSame(one: number | undefined, other: number | undefined): boolean {
  return one === other
}

/** What was taken out and what was added between two kept units, under one number, is that number rewritten. */
export function withRewritten<T extends Comparable>(aligned: readonly Aligned<T>[]): Aligned<T>[] {
  const result: Aligned<T>[] = []
  for (let at = 0; at < aligned.length; ) {
    let end = at
    while (end < aligned.length && !(aligned[end]!.before && aligned[end]!.after)) end++
    const gap = aligned.slice(at, end)
    const added = gap.flatMap(({ after }) => (after ? [after] : []))
    let next = 0
    for (const one of gap.flatMap(({ before }) => (before ? [before] : []))) {
      const same = added.findIndex((other, index) => index >= next && other.label === one.label)
      if (same < 0) result.push({ before: one, after: undefined, similarity: 0 })
      else {
        for (const other of added.slice(next, same)) result.push({ before: undefined, after: other, similarity: 0 })
        result.push({ before: one, after: added[same]!, similarity: similarity(one.shape, added[same]!.shape) })
        next = same + 1
      }
    }
    for (const other of added.slice(next)) result.push({ before: undefined, after: other, similarity: 0 })
    if (end < aligned.length) result.push(aligned[end]!)
    at = end + 1
  }
  return result
}
