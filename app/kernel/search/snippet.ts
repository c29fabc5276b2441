import { foldWithPlaces } from "./fold.ts"

/** A piece of text as people wrote it, and whether it is what they looked for. */
export interface Piece {
  text: string
  hit: boolean
}

const LENGTH = 140
const BEFORE = 40

/** The text with every word marked. */
export function markWords(source: string, words: readonly string[]): Piece[] {
  return piecesOf(source, hitsIn(source, words), 0, source.length)
}

/** The part around the first word; `cut…`: the source is itself a part of something longer. */
export function snippetOf(source: string, words: readonly string[], part: { cutBefore?: boolean; cutAfter?: boolean } = {}): Piece[] {
  const hits = hitsIn(source, words)
  const first = hits[0]?.[0] ?? 0
  const from = safeEdge(source, Math.max(0, first - BEFORE))
  const to = safeEdge(source, Math.min(source.length, from + LENGTH))
  const pieces = piecesOf(source, hits, from, to)
  if (from > 0 || part.cutBefore) pieces.unshift({ text: "…", hit: false })
  if (to < source.length || part.cutAfter) pieces.push({ text: "…", hit: false })
  return pieces
}

function hitsIn(source: string, words: readonly string[]): [number, number][] {
  const { text, at } = foldWithPlaces(source)
  const hits: [number, number][] = []
  for (const word of words) {
    for (let n = text.indexOf(word); n >= 0; n = text.indexOf(word, n + word.length)) {
      // The last character's own end, so that marks and doubled letters stay whole.
      let end = n + word.length
      while (end < at.length - 1 && at[end] === at[end - 1]) end++
      hits.push([at[n]!, at[end]!])
    }
  }
  return hits.sort((a, b) => a[0] - b[0])
}

function piecesOf(source: string, hits: readonly [number, number][], from: number, to: number): Piece[] {
  const pieces: Piece[] = []
  let here = from
  for (const [start, end] of hits) {
    if (end <= here || start >= to) continue
    if (start > here) pieces.push({ text: source.slice(here, start), hit: false })
    const stop = Math.min(end, to)
    pieces.push({ text: source.slice(Math.max(start, here), stop), hit: true })
    here = stop
  }
  if (here < to) pieces.push({ text: source.slice(here, to), hit: false })
  return pieces
}

/** Never between the halves of a surrogate pair. */
function safeEdge(source: string, at: number): number {
  const unit = source.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at
}
