/** Two neighbouring characters at a time, spaces and punctuation aside: words of Japanese need no dictionary that way. */
export function bigramsOf(text: string): ReadonlySet<string> {
  const plain = text.normalize("NFKC").replace(/[\s\p{P}]+/gu, "")
  const grams = new Set<string>()
  for (let at = 0; at + 1 < plain.length; at++) grams.add(plain.slice(at, at + 2))
  return grams
}

/** Dice: twice what both have, of what each has. 0 to 1. */
export function diceOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0
  const [few, many] = a.size < b.size ? [a, b] : [b, a]
  let both = 0
  for (const gram of few) if (many.has(gram)) both++
  return (2 * both) / (a.size + b.size)
}

/** The longest run of characters that both titles have: what worked best for finding the same ordinance in another place. */
export function longestCommon(a: string, b: string): string {
  let best = ""
  let above = new Uint16Array(b.length + 1)
  for (let i = 1; i <= a.length; i++) {
    const row = new Uint16Array(b.length + 1)
    for (let j = 1; j <= b.length; j++) {
      if (a[i - 1] !== b[j - 1]) continue
      row[j] = above[j - 1]! + 1
      if (row[j]! > best.length) best = a.slice(i - row[j]!, i)
    }
    above = row
  }
  return best
}

export interface Likeness {
  score: number
  words: number
  title: number
  common: string
}

const WEIGHT_OF_TITLE = 0.2

/** How alike two provisions are: mostly what they say, a little where they stand. Of the same text (no title) the title says nothing. */
export function likenessOf(one: { grams: ReadonlySet<string>; title: string }, other: { grams: ReadonlySet<string>; title: string }): Likeness {
  const words = diceOf(one.grams, other.grams)
  const common = longestCommon(one.title, other.title)
  const title = (2 * common.length) / Math.max(1, one.title.length + other.title.length)
  return { score: words * (1 - WEIGHT_OF_TITLE) + title * WEIGHT_OF_TITLE, words, title, common }
}
