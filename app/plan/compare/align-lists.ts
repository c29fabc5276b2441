import { diffArrays } from "diff"

/** Two lists over one another: how many stay, then how many go and how many come. */
export type Stretch = { kind: "same"; count: number } | { kind: "changed"; removed: number; added: number }

/** Myers' algorithm costs the square of the number of changes; beyond this many the lists are first cut at anchors. */
const CHANGES = 600

/**
 * The longest common order of two lists in bounded time: exact for up to 600 changes, otherwise cut at the items
 * that occur exactly once in both (patience), and a part that has no such item is one change as a whole.
 */
export function alignLists(before: readonly string[], after: readonly string[]): Stretch[] {
  const stretches: Stretch[] = []
  alignInto(stretches, before, after)
  return merged(stretches)
}

function alignInto(stretches: Stretch[], before: readonly string[], after: readonly string[], mayCut = true): void {
  let head = 0
  while (head < before.length && head < after.length && before[head] === after[head]) head++
  let tail = 0
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail++
  }
  const left = before.slice(head, before.length - tail)
  const right = after.slice(head, after.length - tail)
  stretches.push({ kind: "same", count: head })
  if (left.length === 0 || right.length === 0) {
    stretches.push({ kind: "changed", removed: left.length, added: right.length })
  } else {
    const changes = diffArrays([...left], [...right], { maxEditLength: CHANGES })
    if (changes) {
      for (const change of changes) {
        if (change.added) stretches.push({ kind: "changed", removed: 0, added: change.count })
        else if (change.removed) stretches.push({ kind: "changed", removed: change.count, added: 0 })
        else stretches.push({ kind: "same", count: change.count })
      }
    } else if (mayCut) {
      cutAtAnchors(stretches, left, right)
    } else {
      stretches.push({ kind: "changed", removed: left.length, added: right.length })
    }
  }
  stretches.push({ kind: "same", count: tail })
}

function cutAtAnchors(stretches: Stretch[], left: readonly string[], right: readonly string[]): void {
  let [i, j] = [0, 0]
  // A part between two anchors is tried exactly only while there are few of them: each may cost CHANGES squared.
  let trials = 20
  for (const [a, b] of [...anchors(left, right), [left.length, right.length] as const]) {
    if (a > i || b > j) {
      if (trials > 0 || (a - i) * (b - j) < 10_000) {
        trials--
        alignInto(stretches, left.slice(i, a), right.slice(j, b), false)
      } else {
        stretches.push({ kind: "changed", removed: a - i, added: b - j })
      }
    }
    if (a < left.length) stretches.push({ kind: "same", count: 1 })
    i = a + 1
    j = b + 1
  }
}

/** The items that occur once on either side, as the longest run that keeps both orders. */
function anchors(left: readonly string[], right: readonly string[]): [number, number][] {
  const once = (list: readonly string[]) => {
    const at = new Map<string, number>()
    list.forEach((item, index) => at.set(item, at.has(item) ? -1 : index))
    return at
  }
  const [inLeft, inRight] = [once(left), once(right)]
  const pairs: [number, number][] = []
  for (const [item, a] of inLeft) {
    const b = inRight.get(item) ?? -1
    if (a >= 0 && b >= 0) pairs.push([a, b])
  }
  pairs.sort((one, other) => one[0] - other[0])
  return longestRising(pairs)
}

function longestRising(pairs: readonly [number, number][]): [number, number][] {
  const ends: number[] = []
  const previous: number[] = []
  pairs.forEach(([, b], index) => {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (pairs[ends[middle]!]![1] < b) low = middle + 1
      else high = middle
    }
    previous[index] = low > 0 ? ends[low - 1]! : -1
    ends[low] = index
  })
  const rising: [number, number][] = []
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at]!) rising.push(pairs[at]!)
  return rising.reverse()
}

function merged(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = []
  for (const next of stretches) {
    if (next.kind === "same" ? next.count === 0 : next.removed + next.added === 0) continue
    const last = result.at(-1)
    if (last?.kind === "same" && next.kind === "same") last.count += next.count
    else if (last?.kind === "changed" && next.kind === "changed") {
      last.removed += next.removed
      last.added += next.added
    } else result.push({ ...next })
  }
  return result
}
