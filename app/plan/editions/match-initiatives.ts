import type { InitiativeKey } from "../../initiative-keys.ts"

export interface Known {
  /** undefined: a tool's initiative that the database does not have yet. */
  id?: string
  key: string | null
  /** Every title and alias it ever had. */
  titles: readonly string[]
  places: readonly string[]
}

export interface Wanted {
  numeral: string
  number: number
  title: string
  aliases: readonly string[]
}

export interface Match {
  wanted: Wanted
  known: Known
  /** 0 to 1. */
  likeness: number
}

/** Below this two titles are two initiatives. With the same place in the plan a looser likeness is enough. */
const LIKE = 0.6
const LIKE_AT_SAME_PLACE = 0.3

/** Who is who between an edition's titles and the initiatives that are known; each is taken once, the likest first. */
export function matchInitiatives(wanted: readonly Wanted[], known: readonly Known[]): Match[] {
  const pairs: Match[] = []
  for (const one of wanted) {
    for (const other of known) {
      const likeness = Math.max(
        0,
        ...[one.title, ...one.aliases].flatMap((title) => other.titles.map((known) => titleLikeness(title, known))),
      )
      const samePlace = other.places.includes(placeOf(one))
      if (likeness >= (samePlace ? LIKE_AT_SAME_PLACE : LIKE)) {
        pairs.push({ wanted: one, known: other, likeness: Math.min(1, likeness + (samePlace ? 0.05 : 0)) })
      }
    }
  }
  pairs.sort((a, b) => b.likeness - a.likeness)
  const takenWanted = new Set<Wanted>()
  const takenKnown = new Set<Known>()
  return pairs.filter((pair) => {
    if (takenWanted.has(pair.wanted) || takenKnown.has(pair.known)) return false
    takenWanted.add(pair.wanted)
    takenKnown.add(pair.known)
    return true
  })
}

export function placeOf(one: { numeral: string; number: number }): string {
  return `${one.numeral}${one.number}`
}

/** The initiatives of app/initiative-keys.ts join what the database knows. */
export function withTools(known: readonly Known[], tools: readonly InitiativeKey[]): Known[] {
  const merged = known.map((one) => {
    const tool = one.key === null ? undefined : tools.find((candidate) => candidate.key === one.key)
    return tool ? { ...one, titles: [...one.titles, tool.title] } : one
  })
  for (const tool of tools) {
    if (known.some((one) => one.key === tool.key)) continue
    // One that was imported before the tool existed takes the tool's key when the titles are the same.
    const unnamed = merged.find((one) => one.key === null && one.titles.some((title) => plain(title) === plain(tool.title)))
    if (unnamed) unnamed.key = tool.key
    else merged.push({ key: tool.key, titles: [tool.title], places: [placeOf(tool)] })
  }
  return merged
}

/** Dice's coefficient over pairs of characters. */
export function titleLikeness(a: string, b: string): number {
  const left = plain(a)
  const right = plain(b)
  if (left === right) return left === "" ? 0 : 1
  const pairsOf = (text: string) => new Set([...text].slice(1).map((char, at) => [...text][at]! + char))
  const one = pairsOf(left)
  const other = pairsOf(right)
  if (one.size === 0 || other.size === 0) return 0
  let shared = 0
  for (const pair of one) if (other.has(pair)) shared++
  return (2 * shared) / (one.size + other.size)
}

function plain(title: string): string {
  return title.normalize("NFKC").replace(/[\s・･、，,.。「」()（）ー-]/g, "").toLowerCase()
}
