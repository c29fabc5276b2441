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
    const here = words[element.class]
    if (!here) return []
    if (index === 0) {
      reached = here.map((word) => ({ word, before: undefined }))
      continue
    }
    const next: Step[] = []
    for (const word of here) {
      let best: Step | undefined
      for (const step of reached) {
        const distance = word.from - step.word.to
        if (distance < 0 || distance > element.gap) continue
        if (best && step.word.to < best.word.to) continue
        if (!element.overComma && commas.some((comma) => comma >= step.word.to && comma < word.from)) continue
        best = step
      }
      if (best) next.push({ word, before: best })
    }
    if (next.length === 0) return []
    reached = next
  }
  return reached.map(wordsOf)
}

/** Whether a sequence is found at all. */
export function isFound(sequence: Sequence, said: Said): boolean {
  if (sequence.length === 1) return said.words[sequence[0]!.class] !== undefined
  return matchesOf(sequence, said).length > 0
}

function wordsOf(last: Step): Match {
  const match: Word[] = []
  for (let step: Step | undefined = last; step; step = step.before) match.unshift(step.word)
  return match
}
