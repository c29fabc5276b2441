import { diffArrays } from "diff"
import { countOf, wordsOf } from "../words.ts"
import { linesOf, type Unit } from "../units.ts"
import { keptShare, type Phrase, phrasesOf } from "./phrases.ts"

/** 本文 and ただし書, 前段 and 後段: how the sentences of a 柱書 are called. */
export type Parts = { kind: "whole"; text: string } | { kind: "proviso"; body: string; proviso: string } | { kind: "two"; first: string; second: string }

export function partsOf(lead: string): Parts {
  const sentences = sentencesOf(lead)
  const last = sentences.at(-1)!
  if (sentences.length > 1 && last.startsWith("ただし、") && !sentences.slice(0, -1).some((one) => one.startsWith("ただし、"))) {
    return { kind: "proviso", body: sentences.slice(0, -1).join(""), proviso: last }
  }
  if (sentences.length === 2 && !sentences.some((one) => one.startsWith("ただし、"))) return { kind: "two", first: sentences[0]!, second: last }
  return { kind: "whole", text: lead }
}

/** A text cut behind each 「。」 that stands in no bracket. */
function sentencesOf(text: string): string[] {
  const sentences: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < text.length; at++) {
    if ("（「".includes(text[at]!)) depth++
    else if ("）」".includes(text[at]!)) depth = Math.max(0, depth - 1)
    else if (text[at] === "。" && depth === 0) {
      sentences.push(text.slice(from, at + 1))
      from = at + 1
    }
  }
  if (from < text.length || sentences.length === 0) sentences.push(text.slice(from))
  return sentences
}

/** What becomes of a 柱書, each with the suffix that narrows the place: "", ただし書, 各号列記以外の部分. */
export type LeadChange = { kind: "phrases"; suffix: string; phrases: Phrase[] } | { kind: "rewrite"; suffix: string; text: string } | { kind: "remove"; suffix: string } | { kind: "append"; part: "ただし書" | "後段"; text: string }

/** Less than this of a text surviving, it is not changed but rewritten. */
const REWRITTEN = 0.35

/** undefined where only the whole unit can be written anew. */
export function leadChanges(before: Unit, after: Unit, options: { whole: string; floor?: number }): LeadChange[] | undefined {
  if (before.lead === after.lead) return []
  if (before.lead === "" || after.lead === "") return undefined
  const [b, a] = [partsOf(before.lead), partsOf(after.lead)]
  if (b.kind === "whole" && a.kind === "proviso") return withBody(b.text, a.body, before, options, "本文", { kind: "append", part: "ただし書", text: a.proviso })
  if (b.kind === "proviso" && a.kind === "whole") return withBody(b.body, a.text, before, options, "本文", { kind: "remove", suffix: "ただし書" })
  if (b.kind === "whole" && a.kind === "two") return withBody(b.text, a.first, before, options, "前段", { kind: "append", part: "後段", text: a.second })
  if (b.kind === "two" && a.kind === "whole") return withBody(b.first, a.text, before, options, "前段", { kind: "remove", suffix: "後段" })
  const pairs = b.kind === "proviso" && a.kind === "proviso" ? ([["本文", b.body, a.body], ["ただし書", b.proviso, a.proviso]] as const) : b.kind === "two" && a.kind === "two" ? ([["前段", b.first, a.first], ["後段", b.second, a.second]] as const) : undefined
  const whole = phrasesIn(before.lead, after.lead, before, options)
  if (!pairs) return whole && [whole]
  const parts: LeadChange[] = []
  for (const [suffix, from, to] of pairs) {
    if (from === to) continue
    if (keptShare(from, to) < (options.floor ?? REWRITTEN)) {
      parts.push({ kind: "rewrite", suffix, text: to })
      continue
    }
    const phrases = phrasesOf(from, to, (words) => countOf(from, words))
    if (!phrases) return whole && [whole]
    parts.push({ kind: "phrases", suffix, phrases })
  }
  // The part is named only where naming the 項 alone would need longer quotations.
  return whole && weight([whole]) <= weight(parts) ? [whole] : parts
}

function withBody(from: string, to: string, unit: Unit, options: { whole: string; floor?: number }, suffix: string, last: LeadChange): LeadChange[] | undefined {
  if (from === to) return [last]
  const rest: Unit = { ...unit, lead: unit.lead }
  const whole = phrasesIn(from, to, rest, options)
  if (whole) return [whole, last]
  // Named by its part only where the part exists before the change.
  if (last.kind !== "remove" || keptShare(from, to) < (options.floor ?? REWRITTEN)) return undefined
  const phrases = phrasesOf(from, to, (words) => countOf(from, words))
  return phrases && [{ kind: "phrases", suffix, phrases }, last]
}

function phrasesIn(from: string, to: string, unit: Unit, { whole, floor }: { whole: string; floor?: number }): LeadChange | undefined {
  if (keptShare(from, to) < (floor ?? REWRITTEN)) return undefined
  const everything = linesOf(unit)
  const here = [unit.lead, ...unit.tail]
  const wide = phrasesOf(from, to, (words) => everything.reduce((sum, line) => sum + countOf(line, words), 0))
  const narrow = unit.items.length > 0 ? phrasesOf(from, to, (words) => here.reduce((sum, line) => sum + countOf(line, words), 0)) : undefined
  const choices: LeadChange[] = [...(wide ? [{ kind: "phrases" as const, suffix: "", phrases: wide }] : []), ...(narrow ? [{ kind: "phrases" as const, suffix: whole, phrases: narrow }] : [])]
  return choices.toSorted((one, other) => weight([one]) - weight([other]))[0]
}

/** A phrase more costs the reader as much as so many characters quoted. */
const EACH = 6

function weight(changes: readonly LeadChange[]): number {
  return changes.reduce((sum, one) => sum + (one.kind === "phrases" ? one.suffix.length + one.phrases.reduce((length, { quote }) => length + quote.length + EACH, 0) : one.kind === "rewrite" ? one.text.length : 0), 0)
}

/** Changes of lines that are no 項 or 号: rows of a table, lines of a form. Phrases within a line, or whole lines quoted. */
export type LinesChange = { kind: "phrases"; phrases: Phrase[] } | { kind: "append"; lines: string[] }

/** undefined where the whole had better be written anew. */
export function linesChanges(before: readonly string[], after: readonly string[]): LinesChange[] | undefined {
  if (before.length === 0 || after.length === 0) return undefined
  const parts = diffArrays([...before], [...after])
  const kept = parts.filter(({ added, removed }) => !added && !removed).reduce((sum, { value }) => sum + value.join("").length, 0)
  const changes: LinesChange[] = []
  const phrases: Phrase[] = []
  let at = 0
  let rewritten = 0
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index]!
    if (!part.added && !part.removed) {
      at += part.count
      continue
    }
    const other = parts[index + 1]
    const pair = other && (other.added || other.removed) ? other : undefined
    if (pair) index++
    const old = [part, pair].find((one) => one?.removed)?.value ?? []
    const text = [part, pair].find((one) => one?.added)?.value ?? []
    const within = old.length === text.length ? old.map((line, nth) => cellPhrases(line, text[nth]!, before)) : [undefined]
    if (within.every((one) => one !== undefined)) phrases.push(...within.flat())
    else if (old.length === 0 && at === before.length) changes.push({ kind: "append", lines: text })
    else {
      const quoted = rows(old, text, before, at)
      if (!quoted) return undefined
      rewritten += old.join("").length
      phrases.push(quoted)
    }
    at += old.length
  }
  if (rewritten > 0 && kept < before.join("").length * 0.3) return undefined
  return phrases.length > 20 ? undefined : [...(phrases.length > 0 ? [{ kind: "phrases" as const, phrases }] : []), ...changes]
}

function cellPhrases(from: string, to: string, lines: readonly string[]): Phrase[] | undefined {
  const [before, after] = [from.split("|"), to.split("|")]
  if (before.length !== after.length) return undefined
  const found: Phrase[] = []
  for (const [at, cell] of before.entries()) {
    if (cell === after[at]) continue
    if (keptShare(cell, after[at]!) < 0.2 && wordsOf(cell).length > 6) return undefined
    const phrases = phrasesOf(cell, after[at]!, (words) => lines.reduce((sum, line) => sum + countOf(line, words), 0))
    // A blank between cells is no word to quote.
    if (!phrases || phrases.some(({ quote, text }) => quote !== quote.trim() || text !== text.trim())) return undefined
    found.push(...phrases)
  }
  return found
}

/** Whole lines quoted, with the line before where something is only added. */
function rows(old: readonly string[], text: readonly string[], lines: readonly string[], at: number): Phrase | undefined {
  const lead = old.length === 0 ? lines.slice(at - 1, at) : []
  const from = old.length === 0 ? at - 1 : at
  const quote = old.length === 0 ? lead : [...old]
  if (from < 0 || text.length + lead.length === 0) return undefined
  const found = lines.filter((_, start) => quote.every((line, nth) => lines[start + nth] === line)).length
  if (found !== 1 || quote.some((line) => /[「」]/.test(line)) || text.some((line) => /[「」]/.test(line))) return undefined
  return { kind: "change", quote: `\n${quote.join("\n")}\n`, text: `\n${[...lead, ...text].join("\n")}\n` }
}
