import type { Rules } from "./compile-rules.ts"
import { isIgnored } from "./folding.ts"
import type { Segment } from "./segments.ts"

/** An occurrence of a term: its place in the text, and its columns in the segment, what was cut out not counted. */
export interface Word {
  start: number
  end: number
  from: number
  to: number
}

/** What a segment says, as the classes of its words. */
export interface Said {
  segment: Segment
  /** By class, in the order of their ends; missing where there are none. */
  words: ReadonlyMap<number, readonly Word[]>
  commas: readonly number[]
}

/** Occurrences in a whole text in the order of their ends: parallel arrays that are used again for the next text. */
export interface Found {
  count: number
  terms: Int32Array
  starts: Int32Array
  ends: Int32Array
}

const SPACES = /[ \u3000\t\u00a0\r\u200b\ufeff]/
const DIGITS = /[0-9０-９〇一二三四五六七八九十百千数半]+/g

/** Sorts the occurrences of a text that lie in one segment by class. `hidden` tells of words that a look-alike covers. */
export function wordsIn(segment: Segment, text: string, { terms, starts, ends, count }: Found, rules: Rules, from: number, hidden: (index: number) => boolean): Said {
  const words = new Map<number, Word[]>()
  const columnOf = columns(segment, text)
  for (let i = from; i < count && ends[i]! <= segment.end + 60; i++) {
    const start = starts[i]!
    const end = ends[i]!
    if (start < segment.start || end > segment.end || isCut(segment, start, end) || hidden(i)) continue
    const word: Word = { start, end, from: columnOf(start), to: columnOf(end) }
    for (const one of rules.classesOf[terms[i]!]!) {
      const known = words.get(one)
      if (known) known.push(word)
      else words.set(one, [word])
    }
  }
  const said = text.slice(segment.start, segment.end)
  const numbers: Word[] = []
  for (const { index, 0: { length } } of said.matchAll(DIGITS)) {
    const start = segment.start + index
    if (!isCut(segment, start, start + length)) numbers.push({ start, end: start + length, from: columnOf(start), to: columnOf(start + length) })
  }
  if (numbers.length > 0) words.set(rules.numberClass, numbers)
  const last = endOf(text, segment)
  words.set(rules.endClass, [{ start: last, end: last, from: columnOf(last), to: columnOf(last) }])
  const commas: number[] = []
  for (let at = said.indexOf("、"); at >= 0; at = said.indexOf("、", at + 1)) {
    if (!isCut(segment, segment.start + at, segment.start + at + 1)) commas.push(columnOf(segment.start + at))
  }
  return { segment, words, commas }
}

/** Where a segment's words end, without its 。, spaces and brackets that close it. */
function endOf(text: string, { start, end, cuts }: Segment): number {
  let last = end
  for (;;) {
    while (last > start && (text[last - 1] === "。" || isIgnored(text.charCodeAt(last - 1)))) last--
    const closing = cuts.find((cut) => cut.end === last && cut.start >= start)
    if (!closing) return last
    last = closing.start
  }
}

function isCut({ cuts }: Segment, start: number, end: number): boolean {
  for (const cut of cuts) if (start < cut.end && end > cut.start) return true
  return false
}

let prefix = new Int32Array(4096)

/** Columns of a segment: places in its text, with what was cut out and spaces (which rulebooks on the web put around links) not counted. */
function columns({ start, end, cuts }: Segment, text: string): (place: number) => number {
  if (cuts.length === 0 && !SPACES.test(text.slice(start, end))) return (place) => place - start
  if (prefix.length <= end - start) prefix = new Int32Array(2 * (end - start))
  let column = 0
  let cut = 0
  for (let at = start; at < end; at++) {
    prefix[at - start] = column
    while (cut < cuts.length && cuts[cut]!.end <= at) cut++
    const inside = cut < cuts.length && at >= cuts[cut]!.start
    if (!inside && !isIgnored(text.charCodeAt(at))) column++
  }
  prefix[end - start] = column
  return (place) => prefix[place - start]!
}
