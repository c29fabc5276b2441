import type { Sequence } from "./compile-rules.ts"
import type { Said, Word } from "./words-in-segment.ts"

/** One way a sequence is found: its words in order. */
export type Match = readonly Word[]

interface Step {
  word: Word
  before: Step | undefined
}

/**
 * Every last word that a sequence reaches, each with the nearest way there. Element by element: what is reachable after
 * the one before, then the words of this one within the gap. Nothing is tried twice.
 */
export function matchesOf(sequence: Sequence, { words, commas }: Said): Match[] {
  let reached: Step[] = []
  for (const [index, element] of sequence.entries()) {
    const here = words.get(element.class)
    if (!here) return []
    if (index === 0) {
      reached = here.map((word) => ({ word, before: undefined }))
      continue
    }
    const next: Step[] = []
    for (const word of here) {
      // Steps come by their ends: the nearest one that ends before the word is the last, and what is too far for it is too far.
      const nearest = reached[atMost(reached.length, (at) => reached[at]!.word.to <= word.from) - 1]
      if (!nearest || word.from - nearest.word.to > element.gap) continue
      if (!element.overComma && (commas[atMost(commas.length, (at) => commas[at]! < nearest.word.to)] ?? Infinity) < word.from) continue
      next.push({ word, before: nearest })
    }
    if (next.length === 0) return []
    reached = next
  }
  return reached.map(wordsOf)
}

/** How many of the first ones hold, where all that hold come first. */
function atMost(count: number, holds: (at: number) => boolean): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether a sequence is found at all. */
export function isFound(sequence: Sequence, said: Said): boolean {
  if (sequence.length === 1) return said.words.has(sequence[0]!.class)
  return matchesOf(sequence, said).length > 0
}

function wordsOf(last: Step): Match {
  const match: Word[] = []
  for (let step: Step | undefined = last; step; step = step.before) match.unshift(step.word)
  return match
}
