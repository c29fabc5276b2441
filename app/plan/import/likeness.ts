import { keyOf } from "./plain-text.ts"

/** The pairs of neighbouring characters of a text, which in Japanese do what words do elsewhere. */
export type Pairs = ReadonlySet<string>

export function pairsOf(text: string): Pairs {
  const key = keyOf(text.slice(0, 4_000)).replace(/[・、。，．,.「」『』()（）]/g, "")
  const pairs = new Set<string>()
  for (let at = 0; at + 1 < key.length; at++) pairs.add(key.slice(at, at + 2))
  if (key.length === 1) pairs.add(key)
  return pairs
}

/** 0 to 1: how many of their pairs two titles share (Dice). */
export function titleLikeness(one: Pairs, other: Pairs): number {
  if (one.size + other.size === 0) return 0
  let shared = 0
  for (const pair of one) if (other.has(pair)) shared++
  return (2 * shared) / (one.size + other.size)
}

/**
 * 0 to 1: how much two texts are about the same thing. A pair that few of the texts have says more, and one of
 * hiragana says little.
 */
export function subjectLikeness(all: readonly Pairs[]): (one: Pairs, other: Pairs) => number {
  const seen = new Map<string, number>()
  for (const pairs of all) for (const pair of pairs) seen.set(pair, (seen.get(pair) ?? 0) + 1)
  const weightOf = (pair: string) => {
    const kana = (pair.match(/[\u3041-\u309f]/g) ?? []).length
    return Math.log(1 + all.length / (seen.get(pair) ?? 1)) * [1, 0.35, 0.05][kana]!
  }
  const sizes = new Map<Pairs, number>()
  const sizeOf = (pairs: Pairs) => {
    const known = sizes.get(pairs)
    if (known !== undefined) return known
    let size = 0
    for (const pair of pairs) size += weightOf(pair)
    sizes.set(pairs, size)
    return size
  }
  return (one, other) => {
    const [small, large] = one.size < other.size ? [one, other] : [other, one]
    let shared = 0
    for (const pair of small) if (large.has(pair)) shared += weightOf(pair)
    const size = Math.sqrt(sizeOf(one) * sizeOf(other))
    return size === 0 ? 0 : shared / size
  }
}
