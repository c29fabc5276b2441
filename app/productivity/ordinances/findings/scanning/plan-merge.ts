import type { FindingState } from "../finding-states.ts"
import type { GoneWhy } from "../finding.ts"
import type { ScannedProvision } from "./scanned.ts"

/** A finding of the texts being scanned, as it stands. */
export interface Known {
  id: string
  ordinanceId: string
  address: string
  textSha256: string
  state: FindingState
  gone: boolean
  categories: readonly { category: string; byHand: boolean }[]
}

export interface Merge {
  insert: readonly ScannedProvision[]
  update: readonly Update[]
  gone: readonly { id: string; why: GoneWhy }[]
}

export interface Update {
  known: Known
  scanned: ScannedProvision
  /** Its text is another one than was decided about. */
  textChanged: boolean
  /** The same text stands at another address now. */
  moved: boolean
  /** Categories that the finding did not have and about which nobody has decided. */
  added: readonly string[]
}

/**
 * What a scan of whole texts makes of the findings known of them. A finding is known again by its place, or by its text when
 * the article got another number; what is not hit any more is marked, never taken away.
 */
export function planMerge(known: readonly Known[], scanned: readonly ScannedProvision[]): Merge {
  const hit = scanned.filter(({ categories }) => categories.length > 0)
  const keyOf = (one: { ordinanceId: string; address: string }) => `${one.ordinanceId} ${one.address}`
  const textOf = (one: { ordinanceId: string; textSha256: string }) => `${one.ordinanceId} ${one.textSha256}`
  const provisions = new Map(scanned.map((one) => [keyOf(one), one]))
  // Whose text no longer stands at their own address may be found elsewhere in the same ordinance.
  const displaced = new Map<string, Known[]>()
  const settled = new Map<string, Known>()
  for (const one of known) {
    const there = provisions.get(keyOf(one))
    if (there && there.textSha256 === one.textSha256) settled.set(keyOf(one), one)
    else displaced.set(textOf(one), [...(displaced.get(textOf(one)) ?? []), one])
  }
  const moves = new Map<string, Known>()
  for (const one of scanned) {
    if (settled.has(keyOf(one))) continue
    const found = displaced.get(textOf(one))?.shift()
    if (found) moves.set(keyOf(one), found)
  }
  const moved = new Set([...moves.values()].map(({ id }) => id))
  const stays = new Map(known.filter(({ id }) => !moved.has(id)).map((one) => [keyOf(one), one]))
  const insert: ScannedProvision[] = []
  const update: Update[] = []
  const seen = new Set<string>()
  // A provision somebody added by hand has no hit and stays all the same.
  const byHand = scanned.filter((one) => one.categories.length === 0 && (moves.get(keyOf(one)) ?? stays.get(keyOf(one)))?.categories.some((c) => c.byHand))
  for (const one of [...hit, ...byHand]) {
    const from = moves.get(keyOf(one))
    const at = from ?? stays.get(keyOf(one))
    if (!at || seen.has(at.id)) {
      if (one.categories.length > 0) insert.push(one)
      continue
    }
    seen.add(at.id)
    const had = new Set(at.categories.map(({ category }) => category))
    update.push({
      known: at,
      scanned: one,
      textChanged: at.textSha256 !== one.textSha256,
      moved: from !== undefined,
      added: one.categories.map(({ category }) => category).filter((category) => !had.has(category)),
    })
  }
  const gone = known
    // A provision that was amended so that nothing is found in it any more is what the work was for: it stays, done.
    .filter(({ id, gone: already, state }) => !seen.has(id) && !already && state !== "done")
    .map((one) => {
      const there = provisions.get(keyOf(one))
      const why: GoneWhy = !there ? "repealed" : there.textSha256 === one.textSha256 ? "rules" : "text"
      return { id: one.id, why }
    })
  return { insert, update, gone }
}
