import { alignLists } from "./align-lists.ts"
import { compareSentence, type DiffSegment } from "./compare-sentence.ts"
import { pairSentences } from "./pair-sentences.ts"
import { sentencesOf } from "./sentences.ts"

export interface DiffRow {
  kind: "same" | "changed" | "removed" | "added"
  segments: DiffSegment[]
}

/**
 * Two texts for a view side by side: one row a sentence, and within a changed sentence the words that went and came.
 * Exactly: "same" and "removed" in order are the text before, "same" and "added" the text after.
 */
export function compareText(before: string, after: string): DiffRow[] {
  const left = sentencesOf(before)
  const right = sentencesOf(after)
  const rows: DiffRow[] = []
  let [i, j] = [0, 0]
  for (const stretch of alignLists(left, right)) {
    if (stretch.kind === "same") {
      for (const text of left.slice(i, i + stretch.count)) rows.push({ kind: "same", segments: [{ kind: "same", text }] })
      i += stretch.count
      j += stretch.count
      continue
    }
    const gone = left.slice(i, i + stretch.removed)
    const come = right.slice(j, j + stretch.added)
    i += stretch.removed
    j += stretch.added
    for (const [one, other] of pairSentences(gone, come)) rows.push(rowOf(one, other))
  }
  return rows
}

function rowOf(one: string | undefined, other: string | undefined): DiffRow {
  if (other === undefined) return { kind: "removed", segments: [{ kind: "removed", text: one ?? "" }] }
  if (one === undefined) return { kind: "added", segments: [{ kind: "added", text: other }] }
  return { kind: "changed", segments: compareSentence(one, other) }
}
