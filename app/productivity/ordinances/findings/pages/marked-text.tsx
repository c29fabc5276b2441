import type { ComponentChildren } from "preact"
import type { FoundHit } from "../finding.ts"

interface Range {
  start: number
  end: number
}

/** The provision as it stands, a line a 項 or 号; hit sentences marked, the words that made the hit strong in them. */
export function MarkedText({ text, hits }: { text: string; hits: readonly FoundHit[] }) {
  const sentences = merged(hits.map(({ start, end }) => ({ start, end })))
  const words = merged(hits.flatMap((hit) => hit.words.map(({ start, end }) => ({ start, end }))))
  let at = 0
  return (
    <blockquote class="provision" lang="ja">
      {text.split("\n").map((line) => {
        const start = at
        at += line.length + 1
        return <p>{piecesOf(text, { start, end: start + line.length }, sentences, words)}</p>
      })}
    </blockquote>
  )
}

function piecesOf(text: string, line: Range, sentences: readonly Range[], words: readonly Range[]): ComponentChildren[] {
  return cut(line, sentences).map(({ start, end, inside }) => {
    if (!inside) return text.slice(start, end)
    return <mark>{cut({ start, end }, words).map((piece) => (piece.inside ? <strong>{text.slice(piece.start, piece.end)}</strong> : text.slice(piece.start, piece.end)))}</mark>
  })
}

/** The range in pieces, those inside one of the others and those between. */
export function cut(range: Range, by: readonly Range[]): (Range & { inside: boolean })[] {
  const pieces: (Range & { inside: boolean })[] = []
  let at = range.start
  for (const { start, end } of by) {
    const from = Math.max(start, at)
    const to = Math.min(end, range.end)
    if (from >= to) continue
    if (from > at) pieces.push({ start: at, end: from, inside: false })
    pieces.push({ start: from, end: to, inside: true })
    at = to
  }
  if (at < range.end) pieces.push({ start: at, end: range.end, inside: false })
  return pieces
}

/** In order, without overlaps. */
export function merged(ranges: readonly Range[]): Range[] {
  const all: Range[] = []
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = all.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else all.push({ start, end })
  }
  return all
}
