/**
 * Two neighbouring UTF-16 code units as one int4, exactly: no two pairs share a number, so a word of two characters
 * needs no second look at the text. A single character is paired with nothing.
 */
export function gram(first: number, second: number): number {
  return (first << 16) | second
}

/** Punctuation and hiragana alone are searched for by nobody; every other single character can be. */
function standsAlone(unit: number): boolean {
  if (unit < 0x30) return false
  if (unit >= 0x3000 && unit <= 0x309f) return false
  return unit < 0xd800 || unit > 0xdfff
}

/** Every gram of a folded text, each once. */
export function gramsOf(...folded: readonly string[]): number[] {
  const grams = new Set<number>()
  for (const text of folded) {
    for (let n = 0; n < text.length; n++) {
      const unit = text.charCodeAt(n)
      if (standsAlone(unit)) grams.add(gram(unit, 0))
      if (n + 1 < text.length) grams.add(gram(unit, text.charCodeAt(n + 1)))
    }
  }
  return [...grams]
}

/** What a passage that holds the word must have. Empty: the index cannot tell. */
export function gramsOfWord(word: string): number[] {
  if (word.length === 1) return standsAlone(word.charCodeAt(0)) ? [gram(word.charCodeAt(0), 0)] : []
  const grams = new Set<number>()
  for (let n = 0; n + 1 < word.length; n++) grams.add(gram(word.charCodeAt(n), word.charCodeAt(n + 1)))
  return [...grams]
}

/** Whether the grams alone prove that the word is there. */
export function gramsAreProof(word: string): boolean {
  return word.length <= 2 && gramsOfWord(word).length > 0
}
