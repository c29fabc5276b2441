/** A text as the bag of its pairs of characters: cheap to compare, blind to order over long distances. */
export interface Shape {
  text: string
  pairs: ReadonlyMap<string, number>
  size: number
}

export function shapeOf(text: string): Shape {
  const pairs = new Map<string, number>()
  const padded = `^${text}$`
  for (let at = 0; at < padded.length - 1; at++) {
    const pair = padded.slice(at, at + 2)
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return { text, pairs, size: padded.length - 1 }
}

/** Dice's coefficient over the pairs: 1 for the same text, 0 for nothing in common. */
export function similarity(one: Shape, other: Shape): number {
  if (one.text === other.text) return 1
  const [small, large] = one.pairs.size <= other.pairs.size ? [one, other] : [other, one]
  let shared = 0
  for (const [pair, count] of small.pairs) shared += Math.min(count, large.pairs.get(pair) ?? 0)
  return (2 * shared) / (one.size + other.size)
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
 * Needleman–Wunsch over two lists in order, by what they say and not by their numbers. Common head and tail are taken off
 * first, so a long ordinance with one new article costs next to nothing.
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
    ...between(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...equal(before.length - tail, before.length, after.length - before.length),
  ]
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
