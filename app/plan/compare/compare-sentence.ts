import { alignLists } from "./align-lists.ts"

export interface DiffSegment {
  kind: "same" | "removed" | "added"
  text: string
}

/** Longer than this, only the parts before and after all changes are told apart. */
const LONGEST = 20_000

const words = new Intl.Segmenter("ja", { granularity: "word" })

/** Within one sentence, word by word: Japanese has no spaces, the dictionary of Intl.Segmenter finds the words. */
export function compareSentence(before: string, after: string): DiffSegment[] {
  if (before.length > LONGEST || after.length > LONGEST) return compareEnds(before, after)
  const left = Array.from(words.segment(before), (one) => one.segment)
  const right = Array.from(words.segment(after), (one) => one.segment)
  const segments: DiffSegment[] = []
  let [i, j] = [0, 0]
  for (const stretch of alignLists(left, right)) {
    if (stretch.kind === "same") {
      segments.push({ kind: "same", text: left.slice(i, i + stretch.count).join("") })
      i += stretch.count
      j += stretch.count
    } else {
      pushChange(segments, left.slice(i, i + stretch.removed).join(""), right.slice(j, j + stretch.added).join(""))
      i += stretch.removed
      j += stretch.added
    }
  }
  return calmed(segments)
}

function compareEnds(before: string, after: string): DiffSegment[] {
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && before[head] === after[head]) head++
  if (head > 0 && isHighSurrogate(before, head - 1)) head--
  let tail = 0
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  if (tail > 0 && isHighSurrogate(before, before.length - tail - 1)) tail--
  const segments: DiffSegment[] = []
  if (head > 0) segments.push({ kind: "same", text: before.slice(0, head) })
  pushChange(segments, before.slice(head, before.length - tail), after.slice(head, after.length - tail))
  if (tail > 0) segments.push({ kind: "same", text: before.slice(before.length - tail) })
  return segments
}

/** A lone particle that happens to stay between two changes only makes the difference harder to read. */
function calmed(segments: readonly DiffSegment[]): DiffSegment[] {
  const result: DiffSegment[] = []
  let [removed, added] = ["", ""]
  const flush = () => {
    pushChange(result, removed, added)
    removed = ""
    added = ""
  }
  segments.forEach((segment, at) => {
    if (segment.kind === "removed") removed += segment.text
    else if (segment.kind === "added") added += segment.text
    else if (/^\p{Script=Hiragana}$/u.test(segment.text) && removed && added && replaces(segments, at + 1)) {
      removed += segment.text
      added += segment.text
    } else {
      flush()
      result.push(segment)
    }
  })
  flush()
  return result
}

function replaces(segments: readonly DiffSegment[], at: number): boolean {
  return segments[at]?.kind === "removed" && segments[at + 1]?.kind === "added"
}

function pushChange(segments: DiffSegment[], removed: string, added: string): void {
  if (removed) segments.push({ kind: "removed", text: removed })
  if (added) segments.push({ kind: "added", text: added })
}

function isHighSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 0xd800 && code <= 0xdbff
}
