import { findTerms, startOf } from "./automaton.ts"
import { type Category, categories } from "./categories.ts"
import type { CompiledCondition, CompiledMention, CompiledRule, Rules, Sequence } from "./compile-rules.ts"
import type { SlotName } from "./patterns.ts"
import { type Segment, segmentsOf } from "./segments.ts"
import { isFound, type Match, matchesOf } from "./sequences.ts"
import { type Found, type Said, wordsIn } from "./words-in-segment.ts"

export interface Article {
  id?: string | undefined
  title?: string | undefined
  no?: string | undefined
  caption?: string | undefined
  text: string
}

export type Slots = Partial<Record<SlotName, string>>

export interface Hit {
  category: Category
  rule: string
  sentence: string
  slots: Slots
  /** 類型, where the rule names one. */
  kind?: string
  /** Of the sentence in the text, and of the words that matched. */
  start: number
  end: number
  words: readonly { start: number; end: number }[]
}

export interface Excluded {
  rule: string
  reason: string
  sentence: string
  start: number
  end: number
}

export interface Scan {
  categories: Category[]
  hits: Hit[]
  excluded: Excluded[]
}

const MAX_HITS = 60
/** Ways in which one rule is found in one sentence; more are not looked at. */
const MAX_WAYS = 200

/** Every analog provision in one article, and what looked like one and why it is none. */
export function scanArticle(article: Article, rules: Rules): Scan {
  const { text } = article
  const found = occurrences(text, rules)
  const result: Scan = { categories: [], hits: [], excluded: [] }
  if (found.count === 0) return result
  const hidden = coveredBy(found, text, rules, result)
  const reading: Reading = { rules, article, said: new Map(), find: (segment) => wordsIn(segment, text, found, rules, firstIn(found, segment), (i) => hidden[i] === 1) }
  const segments = segmentsOf(text)
  reading.segments = segments
  const next = nextCaption(text)
  if (next) explainCaption(next, reading, result)
  for (const segment of segments) {
    if (next && segment.start >= next.start) continue
    if (segment.kind === "table" || !plays(found, segment, rules)) continue
    const said = saidOf(reading, segment)
    for (const number of inPlay(said, rules.rulesBy)) {
      const rule = rules.rules[number]!
      if (segment.kind !== "bracket" || rule.brackets) judge(rule, said, reading, result)
    }
    if (segment.kind === "bracket") continue
    for (const number of inPlay(said, rules.mentionsBy)) explain(rules.mentions[number]!, said, reading, result)
  }
  const named = new Set(result.hits.map(({ category }) => category))
  result.categories = categories.filter((category) => named.has(category))
  result.excluded = withoutRepetition(result.excluded)
  return result
}

/** Numbers of the rules that the words of a segment bring into play, in their order. */
function inPlay({ words }: Said, by: Rules["rulesBy"]): number[] {
  const numbers = new Set<number>()
  for (const one of words.keys()) for (const number of by[one] ?? []) numbers.add(number)
  return [...numbers].sort((a, b) => a - b)
}

/** The caption of the article that follows, left at the end by a reader that cuts at 「第N条」. */
function nextCaption(text: string): Segment | undefined {
  const found = /(?:[。\n])[\s　]*[（(]([^（）()。\n]{1,40})[）)][\s　]*$/.exec(text)
  if (!found) return undefined
  const start = found.index + found[0].lastIndexOf(found[1]!)
  return { start: start - 1, end: start + found[1]!.length, kind: "sentence", cuts: [], paragraph: 0 }
}

function explainCaption(segment: Segment, reading: Reading, { excluded }: Scan): void {
  const { rules } = reading
  const said = saidOf(reading, segment)
  if ((inPlay(said, rules.rulesBy).length === 0 && inPlay(said, rules.mentionsBy).length === 0) || rules.reasons["①"] === undefined) return
  const { start, end } = segment
  excluded.push({ rule: "next-caption", reason: `① ${rules.reasons["①"]}`, sentence: reading.article.text.slice(start, end + 1).trim(), start, end })
}

interface Reading {
  rules: Rules
  article: Article
  segments?: readonly Segment[]
  said: Map<Segment, Said>
  caption?: Said
  title?: Said
  find(segment: Segment): Said
}

const positional: ReadonlySet<CompiledCondition["in"]> = new Set(["before", "after", "between"] as const)

function judge(rule: CompiledRule, said: Said, reading: Reading, result: Scan): void {
  const text = reading.article.text
  const sentence = text.slice(said.segment.start, said.segment.end).trim()
  const { start, end } = said.segment
  let reason: string | undefined
  // What does not depend on where the words stand is asked once.
  const known = new Map<CompiledCondition, boolean>()
  const holdsHere = (condition: CompiledCondition, match: Match): boolean => {
    if (positional.has(condition.in)) return holds(condition, match, said, reading)
    let answer = known.get(condition)
    if (answer === undefined) known.set(condition, (answer = holds(condition, match, said, reading)))
    return answer
  }
  for (const sequence of rule.find) {
    for (const match of matchesOf(sequence, said).slice(0, MAX_WAYS)) {
      if (!rule.needs.every((need) => holdsHere(need, match))) continue
      const exception = rule.unless.find((one) => holdsHere(one, match))
      if (!exception) {
        if (result.hits.length >= MAX_HITS) return
        const words = match.map((word) => ({ start: word.start, end: word.end }))
        result.hits.push({ category: rule.category, rule: rule.id, sentence, slots: slotsOf(sequence, match, text), ...(rule.kind ? { kind: rule.kind } : {}), start, end, words })
        return
      }
      reason ??= exception.reason
    }
  }
  if (reason !== undefined && result.excluded.length < MAX_HITS) result.excluded.push({ rule: rule.id, reason: `${reason} ${reading.rules.reasons[reason]}`, sentence, start, end })
}

/** Why a searched word is no provision here, where no rule has said so yet. */
function explain(mention: CompiledMention, said: Said, reading: Reading, result: Scan): void {
  const { start, end } = said.segment
  const told = ({ category }: { category: Category }) => category === mention.category
  if (result.excluded.length >= MAX_HITS || result.hits.some((hit) => hit.start === start && told(hit))) return
  if (result.excluded.some((one) => one.start === start && reading.rules.rules.some(({ id, category }) => id === one.rule && category === mention.category))) return
  const match = mention.find.map((sequence) => matchesOf(sequence, said)[0]).find((one) => one !== undefined)
  if (!match) return
  const reason = mention.unless.find((one) => holds(one, match, said, reading))?.reason ?? mention.reason
  result.excluded.push({ rule: mention.id, reason: `${reason} ${reading.rules.reasons[reason]}`, sentence: reading.article.text.slice(start, end).trim(), start, end })
}

function slotsOf(sequence: Sequence, match: Match, text: string): Slots {
  const slots: Slots = {}
  for (const [i, { slot }] of sequence.entries()) {
    if (slot) slots[slot as SlotName] = text.slice(match[i]!.start, match[i]!.end).replace(/\s+/g, "")
  }
  return slots
}

function holds(condition: CompiledCondition, match: Match, said: Said, reading: Reading): boolean {
  const first = match[0]!.from
  const last = match.at(-1)!.to
  const within = condition.within || Number.POSITIVE_INFINITY
  for (const sequence of condition.any) {
    switch (condition.in) {
      case "before":
        if (matchesOf(sequence, said).some((m) => m.at(-1)!.to <= first && first - m.at(-1)!.to < within)) return true
        break
      case "after":
        if (matchesOf(sequence, said).some((m) => m[0]!.from >= last && m[0]!.from - last < within)) return true
        break
      case "between":
        if (matchesOf(sequence, said).some((m) => m[0]!.from >= first && m.at(-1)!.to <= last)) return true
        break
      default:
        if (saidIn(condition.in, said, reading).some((one) => isFound(sequence, one))) return true
    }
  }
  return false
}

function saidIn(place: CompiledCondition["in"], said: Said, reading: Reading): readonly Said[] {
  const { segment } = said
  if (place === "own") return [said]
  if (place === "caption") return [(reading.caption ??= saidElsewhere(reading.article.caption ?? "", reading.rules))]
  if (place === "title") return [(reading.title ??= saidElsewhere(reading.article.title ?? "", reading.rules))]
  if (place === "sentence" || place === "stem") {
    const stems: Said[] = place === "sentence" ? [said] : []
    for (let stem = segment.stem; stem; stem = stem.stem) stems.push(saidOf(reading, stem))
    return stems
  }
  const all = reading.segments!.filter(({ paragraph, kind }) => kind !== "table" && (place === "article" || paragraph === segment.paragraph))
  return all.map((one) => saidOf(reading, one))
}

function saidOf(reading: Reading, segment: Segment): Said {
  const known = reading.said.get(segment)
  if (known) return known
  const said = reading.find(segment)
  reading.said.set(segment, said)
  return said
}

/** Titles and captions repeat: an article's neighbours have the same title. */
const elsewhere = new WeakMap<Rules, Map<string, Said>>()

function saidElsewhere(text: string, rules: Rules): Said {
  let known = elsewhere.get(rules)
  if (!known) elsewhere.set(rules, (known = new Map()))
  let said = known.get(text)
  if (!said) {
    if (known.size > 5_000) known.clear()
    const segment: Segment = { start: 0, end: text.length, kind: "sentence", cuts: [], paragraph: 0 }
    said = wordsIn(segment, text, copyOf(occurrences(text, rules)), rules, 0, () => false)
    known.set(text, said)
  }
  return said
}

const workspace: Found = { count: 0, terms: new Int32Array(1024), starts: new Int32Array(1024), ends: new Int32Array(1024) }

function occurrences(text: string, rules: Rules): Found {
  const { automaton } = rules
  workspace.count = 0
  findTerms(automaton, text, (term, end) => {
    const at = workspace.count++
    if (at >= workspace.terms.length) grow(workspace)
    workspace.terms[at] = term
    workspace.ends[at] = end
    workspace.starts[at] = startOf(automaton, text, term, end)
  })
  return copyOf(workspace)
}

function grow(found: Found): void {
  for (const key of ["terms", "starts", "ends"] as const) {
    const larger = new Int32Array(found[key].length * 2)
    larger.set(found[key])
    found[key] = larger
  }
}

function copyOf({ count, terms, starts, ends }: Found): Found {
  return { count, terms: terms.slice(0, count), starts: starts.slice(0, count), ends: ends.slice(0, count) }
}

/** Marks the words that stand inside a look-alike (常駐 in 非常駐車帯) or run into one (容器検査 in 容器検査所). What a look-alike hides is shown with its reason. */
function coveredBy({ count, terms, starts, ends }: Found, text: string, rules: Rules, result: Scan): Uint8Array {
  const hidden = new Uint8Array(count)
  for (let i = 0; i < count; i++) {
    for (const one of rules.classesOf[terms[i]!]!) {
      const lookAlike = rules.lookAlikes[one]
      if (!lookAlike) continue
      let covers = false
      for (let j = i - 1; j >= 0 && ends[j]! > starts[i]!; j--) covers = hide(j) || covers
      for (let j = i + 1; j < count && ends[j] === ends[i]; j++) covers = hide(j) || covers
      if (covers) {
        const { id, reason } = lookAlike
        result.excluded.push({ rule: id, reason: `${reason} ${rules.reasons[reason]}`, sentence: text.slice(starts[i], ends[i]), start: starts[i]!, end: ends[i]! })
      }
      function hide(j: number): boolean {
        if (ends[j]! > ends[i]! || (ends[j] === ends[i] && starts[j]! <= starts[i]!)) return false
        hidden[j] = 1
        return true
      }
    }
  }
  return hidden
}

function firstIn({ count, ends }: Found, { start }: Segment): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if (ends[middle]! <= start) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether a word in the segment brings any rule into play. */
function plays(found: Found, segment: Segment, { playing }: Rules): boolean {
  for (let i = firstIn(found, segment); i < found.count && found.ends[i]! <= segment.end; i++) if (playing[found.terms[i]!] === 1) return true
  return false
}

function withoutRepetition(excluded: readonly Excluded[]): Excluded[] {
  const seen = new Set<string>()
  return excluded.filter(({ rule, reason, start }) => {
    const key = `${rule} ${reason} ${start}`
    return !seen.has(key) && seen.add(key)
  })
}
