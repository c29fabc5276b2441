import { bestAssignment } from "./best-assignment.ts"
import { pairsOf, subjectLikeness } from "./likeness.ts"

export interface DirectionMatch {
  /** For each group of initiatives the index of its direction, -1 for none; likewise for each aim. */
  groups: number[]
  aims: number[]
}

/** With nothing else to go by, the first list belongs to direction Ⅰ, the second to Ⅱ. */
const IN_ORDER = 0.02

/** What stands under a heading belongs to it, unless it is plainly about something else: columns may have run together. */
const UNDER = 0.15

export interface Placed {
  text: string
  /** The index of the direction it stands under, or that its number names. */
  direction?: number
  certain?: boolean
}

/**
 * Whose list is it, and whose aim? By what they are about, all at once and one to one: the lists resemble the aims
 * more than either resembles the short titles, so each helps to place the other.
 */
export function matchDirections(
  titles: readonly string[],
  groups: readonly Placed[],
  aims: readonly Placed[],
): DirectionMatch {
  const [titlePairs, groupPairs, aimPairs] = [titles, groups.map((group) => group.text), aims.map((aim) => aim.text)].map((texts) => texts.map(pairsOf)) as [
    ReturnType<typeof pairsOf>[],
    ReturnType<typeof pairsOf>[],
    ReturnType<typeof pairsOf>[],
  ]
  const like = subjectLikeness([...titlePairs, ...groupPairs, ...aimPairs])
  const groupTitle = groupPairs.map((group, at) =>
    titlePairs.map((title, direction) => {
      const { direction: named, certain } = groups[at]!
      if (certain) return named === direction ? 1000 : -1000
      const place = named === undefined ? (at === direction ? IN_ORDER : 0) : named === direction ? UNDER : 0
      return like(group, title) + place
    }),
  )
  const aimTitle = aimPairs.map((aim, at) =>
    titlePairs.map((title, direction) => like(aim, title) + (aims[at]!.direction === direction ? UNDER : 0)),
  )
  const aimGroup = aimPairs.map((aim) => groupPairs.map((group) => like(aim, group)))

  // In turns, each given the other, from two beginnings; the better end counts.
  const settle = (start: number[]): DirectionMatch & { sum: number } => {
    let groupsTo = start
    let aimsTo: number[] = []
    for (let turn = 0; turn < 6; turn++) {
      aimsTo = bestAssignment(
        aimTitle.map((row, aim) => row.map((score, direction) => score + (aimGroup[aim]![groupsTo.indexOf(direction)] ?? 0))),
        titles.length,
      )
      const next = bestAssignment(
        groupTitle.map((row, group) => row.map((score, direction) => score + (aimGroup[aimsTo.indexOf(direction)]?.[group] ?? 0))),
        titles.length,
      )
      if (next.join() === groupsTo.join()) break
      groupsTo = next
    }
    const sum =
      groupsTo.reduce((all, direction, group) => all + (groupTitle[group]![direction] ?? 0), 0) +
      aimsTo.reduce((all, direction, aim) => all + (aimTitle[aim]![direction] ?? 0) + (aimGroup[aim]![groupsTo.indexOf(direction)] ?? 0), 0)
    return { groups: groupsTo, aims: aimsTo, sum }
  }
  const inOrder = groups.map((group, at) => group.direction ?? (at < titles.length ? at : -1))
  const ends = [settle(bestAssignment(groupTitle, titles.length)), settle(inOrder)]
  return ends.reduce((best, one) => (one.sum > best.sum ? one : best))
}
