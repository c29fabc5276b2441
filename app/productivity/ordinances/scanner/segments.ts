import { isIgnored } from "./folding.ts"

/**
 * One thing that is said: a sentence without what stands in brackets, a bracket's own words, or an item (号) under its stem.
 * Rules look at one segment, and at its stem where they say so.
 */
export interface Segment {
  /** Of the sentence in the text, for showing it. */
  start: number
  end: number
  kind: "sentence" | "item" | "bracket" | "table"
  /** Ranges that are not part of it: brackets in it, quotations. */
  cuts: readonly Cut[]
  /** What the item is read under (次に掲げる…を備え置かなければならない), or the sentence a bracket stands in. */
  stem?: Segment
  paragraph: number
}

export interface Cut {
  start: number
  end: number
}

const ITEM = /^[\s　]*(?:[-・][ 　]*)?(?:[（(][0-9０-９一二三四五六七八九十ア-ンa-zａ-ｚ]{1,3}[）)]|[一二三四五六七八九十百]+(?:の[一二三四五六七八九十]+)*[ 　]|[イロハニホヘトチリヌルヲワカヨタレソツネナラムア-ン][ 　]|[①-⑳](?=[^　 ]))[ 　]*/
/** Longer ones are cut, so that no text without a 。 makes the reading slow; the longest sentence of national law has some 4,000 characters. */
const LONGEST_SENTENCE = 20_000
const BULLET = /^[\s　]*-[ 　]+/
const PARAGRAPH = /^[\s　]*(?:[0-9０-９]{1,2}|[②-⑳])[ 　]+/

/** Sentences, brackets and items of an article's text in the forms of law XML and of rulebooks on the web. */
export function segmentsOf(text: string): Segment[] {
  const segments: Segment[] = []
  let paragraph = 0
  let stem: Segment | undefined
  let depthStems: Segment[] = []
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf("\n", at)
    const end = newline < 0 ? text.length : newline
    const line = text.slice(at, end)
    const item = BULLET.test(line) || ITEM.test(line)
    if (line.trimStart().startsWith("|")) {
      segments.push({ start: at, end, kind: "table", cuts: [], paragraph })
    } else if (item && at > 0) {
      const mark = (ITEM.exec(line) ?? BULLET.exec(line))![0]
      const level = /[イロハニホヘトチリヌルヲワカヨタレソツネナラムア-ン]/.test(mark) ? 1 : 0
      const over = level === 0 ? stem : (depthStems[0] ?? stem)
      const first = sentencesOf(text, at + mark.length, end, "item", paragraph, over, segments)
      if (level === 0) depthStems = first ? [{ ...first, stem: over }] : []
    } else {
      const mark = PARAGRAPH.exec(line)?.[0] ?? ""
      if (mark || at === 0) paragraph++
      stem = sentencesOf(text, at + mark.length, end, "sentence", paragraph, undefined, segments)
      depthStems = []
    }
    at = end + 1
  }
  return segments
}

/** Splits at 。 outside brackets; the first sentence is the stem of the items that follow. */
function sentencesOf(text: string, from: number, to: number, kind: "sentence" | "item", paragraph: number, stem: Segment | undefined, into: Segment[]): Segment | undefined {
  let first: Segment | undefined
  let closed: ReadonlyMap<number, number> | undefined
  let start = from
  let cuts: Cut[] = []
  let brackets: Segment[] = []
  for (let at = from; at <= to; at++) {
    const character = at < to ? text[at]! : "。"
    if (at < to && isOpening(character)) {
      const close = (closed ??= closings(text, from, to)).get(at)
      if (close === undefined) continue
      cuts.push({ start: at, end: close })
      if (character !== "「" && character !== "『") brackets.push({ start: at + 1, end: close - 1, kind: "bracket", cuts: [], paragraph })
      at = close - 1
      continue
    }
    if (character !== "。" && at - start < LONGEST_SENTENCE) continue
    const end = Math.min(at + 1, to)
    let begin = start
    while (begin < end && isIgnored(text.charCodeAt(begin))) begin++
    if (begin < end) {
      const segment: Segment = { start: begin, end, kind, cuts, paragraph, ...(stem ? { stem } : {}) }
      into.push(segment)
      for (const bracket of brackets) into.push({ ...bracket, stem: segment })
      // 「ただし」 and 「この場合において」 do not govern the items; a stem names them (次の各号, 次に).
      if (!first || /次の|次に|左の|左に/.test(text.slice(begin, end))) first = segment
    }
    start = end
    cuts = []
    brackets = []
  }
  return first
}

function isOpening(character: string): boolean {
  return character === "（" || character === "(" || character === "「" || character === "『"
}

/** Of each bracket in a line that closes: just after its closing one. */
function closings(text: string, from: number, to: number): ReadonlyMap<number, number> {
  const closed = new Map<number, number>()
  const open: Record<string, number[]> = { "）": [], "」": [], "』": [] }
  for (let at = from; at < to; at++) {
    const character = text[at]!
    const kind = character === "(" || character === "（" ? "）" : character === "「" ? "」" : character === "『" ? "』" : undefined
    if (kind) open[kind]!.push(at)
    else if (character === ")" || open[character]) {
      const begun = open[character === ")" ? "）" : character]!.pop()
      if (begun !== undefined) closed.set(begun, at + 1)
    }
  }
  return closed
}
