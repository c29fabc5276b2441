import { fold } from "./fold.ts"

export interface Query {
  /** Folded; every one must be there. */
  words: string[]
  /** Folded; none may be there. */
  without: string[]
}

const MOST_WORDS = 12
const MOST_CHARACTERS = 200

/** Words apart by spaces (also U+3000), "a phrase" as it stands, -a word that must not be there. */
export function parseQuery(text: string): Query {
  const query: Query = { words: [], without: [] }
  const pattern = /([-－−‐])?(?:["＂“”„]([^"＂“”„]*)["＂“”„]?|([^\s"＂“”„]+))/gu
  for (const [, minus, phrase, word] of text.slice(0, MOST_CHARACTERS).matchAll(pattern)) {
    const folded = fold(phrase ?? word ?? "")
    if (!folded || folded === "-") continue
    const list = minus ? query.without : query.words
    if (query.words.length + query.without.length < MOST_WORDS && !list.includes(folded)) list.push(folded)
  }
  return query
}
